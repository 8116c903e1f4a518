import type { Item } from '@spike/contract'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { Icon } from '../../components/icon.tsx'
import { MoodleHtml } from '../../components/moodle-html.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { AssignmentFacts } from './assignment-facts.tsx'
import { ForumFacts } from './forum-facts.tsx'
import { ItemDates } from './item-dates.tsx'
import { QuizAttempts } from './quiz-attempts.tsx'
import { fileTypeLabel } from './file-type-label.ts'
import { QuizFacts } from './quiz-facts.tsx'

export function CourseItem(props: {
  item: Item
  itemIds: ReadonlySet<string>
  onOpen: (id: string) => Promise<void>
}) {
  const { t } = useLanguage()
  /** The solution, where it is on this page. */
  const solutionId = () => {
    const id = props.item.solutionItemId
    return id !== null && props.itemIds.has(id) ? id : null
  }
  return (
    <li class="item" id={`item-${props.item.id}`} data-kind={props.item.kind}>
      <div class="item-head">
        <span class={`kind kind-${props.item.kind}`}>
          {t(`kinds.${props.item.kind}`)}
          <Show when={props.item.number}>{(number) => <bdi> {number()}</bdi>}</Show>
        </span>
        <span class="item-name" dir="auto">
          <Show when={props.item.url} fallback={props.item.name}>
            {(url) => (
              <a href={url()} target="_blank" rel="noreferrer">
                {props.item.name}
                <span class="visually-hidden"> ({t('app.opensMoodle')})</span>
              </a>
            )}
          </Show>
        </span>
        <Completion item={props.item} />
        <Show when={solutionId()}>
          {(id) => (
            // A full address: the router would take a bare hash for a page.
            <a href={`${location.pathname}#item-${id()}`} class="fine">
              {t('courses.solution')}
            </a>
          )}
        </Show>
      </div>
      <Show when={props.item.assignment}>
        {(assignment) => <AssignmentFacts assignment={assignment()} />}
      </Show>
      <Show when={props.item.quiz}>
        {(quiz) => (
          <>
            <QuizFacts quiz={quiz()} />
            <QuizAttempts quiz={quiz()} />
          </>
        )}
      </Show>
      <Show when={!props.item.assignment && !props.item.quiz}>
        <ItemDates dates={props.item.dates} />
      </Show>
      <Show when={props.item.forum}>{(forum) => <ForumFacts forum={forum()} />}</Show>
      <Show when={props.item.availabilityHtml}>
        {(html) => (
          <div class="item-restricted">
            <p>{t('courses.restricted')}</p>
            <MoodleHtml html={html()} />
          </div>
        )}
      </Show>
      <Show when={props.item.descriptionHtml}>
        {(html) => (
          <details class="fold">
            <summary>{t('courses.description')}</summary>
            <MoodleHtml html={html()} />
          </details>
        )}
      </Show>
      <Show when={props.item.assignment?.feedbackHtml}>
        {(html) => (
          <details class="fold">
            <summary>{t('courses.feedback')}</summary>
            <MoodleHtml html={html()} />
          </details>
        )}
      </Show>
      <Files files={props.item.files} />
      <Show when={props.item.detail !== 'full'}>
        <UnreadInside onOpen={() => props.onOpen(props.item.id)} />
      </Show>
    </li>
  )
}

/** What is done, and what Moodle waits for; what only the student marks is no debt. */
function Completion(props: { item: Item }) {
  const { t } = useLanguage()
  return (
    <Switch>
      <Match when={props.item.completed}>
        <span class="item-done">
          <Icon name="check" />
          {t('courses.completed')}
        </span>
      </Match>
      <Match when={props.item.completed === false && props.item.completionMode === 'automatic'}>
        <span class="fine">{t('courses.notCompleted')}</span>
      </Match>
    </Switch>
  )
}

/** Some sites show what is inside of an item only on its own page: it is read when the student wants it. */
function UnreadInside(props: { onOpen: () => Promise<void> }) {
  const { t } = useLanguage()
  const [busy, setBusy] = createSignal(false)
  async function open(): Promise<void> {
    if (busy()) return
    setBusy(true)
    await props.onOpen()
    setBusy(false)
  }
  return (
    <p class="fine item-unread">
      {t('courses.insideUnread')}{' '}
      <button type="button" class="button" aria-disabled={busy()} onClick={() => void open()}>
        {busy() ? t('courses.readingInside') : t('courses.readInside')}
      </button>
    </p>
  )
}

/** One file is shown as it is; several are folded behind their number when they are many. */
function Files(props: { files: Item['files'] }) {
  const { t } = useLanguage()
  return (
    <Show when={props.files.length > 0}>
      <Show when={props.files.length > 4} fallback={<FileList files={props.files} />}>
        <details class="fold">
          <summary>{t('courses.files', { count: props.files.length })}</summary>
          <FileList files={props.files} />
        </details>
      </Show>
    </Show>
  )
}

function FileList(props: { files: Item['files'] }) {
  const { format } = useLanguage()
  return (
    <ul class="files">
      <For each={props.files}>
        {(file) => (
          <li class="file">
            <Icon name="file" />
            <a
              class="file-name"
              dir="auto"
              href={file.url ?? `/api/files/${file.id}`}
              target="_blank"
              rel="noopener noreferrer"
            >
              {file.path === '/' ? file.name : `${file.path.slice(1)}${file.name}`}
            </a>
            <span class="fine">
              <bdi>{fileTypeLabel(file.name, file.mimeType)}</bdi>
              <Show when={file.sizeBytes !== null}> · {format().bytes(file.sizeBytes ?? 0)}</Show>
            </span>
          </li>
        )}
      </For>
    </ul>
  )
}
