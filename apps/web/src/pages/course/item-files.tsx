import type { File, Item } from '@spike/contract'
import { For, Show } from 'solid-js'
import { Icon } from '../../components/icon.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { fileTypeLabel } from './file-type-label.ts'

const foldedFrom = 5

/** Files and links; several are folded behind their number. */
export function ItemFiles(props: { files: Item['files'] }) {
  const { t } = useLanguage()
  return (
    <Show when={props.files.length > 0}>
      <Show when={props.files.length >= foldedFrom} fallback={<FileList files={props.files} />}>
        <details class="fold">
          <summary>{t('courses.files', { count: props.files.length })}</summary>
          <FileList files={props.files} />
        </details>
      </Show>
    </Show>
  )
}

function FileList(props: { files: Item['files'] }) {
  return (
    <ul class="files">
      <For each={props.files}>{(file) => <FileRow file={file} />}</For>
    </ul>
  )
}

/** What the api shows in the page's place instead of saving it. */
const opensInBrowser = /^(?:application\/pdf|audio\/|video\/|image\/(?!svg))/

function FileRow(props: { file: File }) {
  const { format } = useLanguage()
  const isLink = () => props.file.url !== null
  const isOpened = () => isLink() || opensInBrowser.test(props.file.mimeType ?? '')
  return (
    <li class="file">
      <Icon name={isLink() ? 'link' : isOpened() ? 'file' : 'download'} />
      <a
        class="file-name"
        dir="auto"
        href={props.file.url ?? `/api/files/${props.file.id}`}
        {...(isOpened() ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
      >
        {props.file.path === '/' ? props.file.name : `${props.file.path.slice(1)}${props.file.name}`}
      </a>
      <span class="fine">
        <bdi>{isLink() ? '' : fileTypeLabel(props.file.name, props.file.mimeType)}</bdi>
        <Show when={props.file.sizeBytes !== null}> · {format().bytes(props.file.sizeBytes ?? 0)}</Show>
      </span>
    </li>
  )
}
