import type { MarkedText, SearchResult } from '@spike/contract'
import { For, Show } from 'solid-js'
import { Icon } from '../../components/icon.tsx'
import { KindChip } from '../../components/kind-chip.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useLanguage } from '../../language/language-context.tsx'

/** What a result is: its kind, its title and where its text says what was searched for. */
export function ResultLine(props: { result: SearchResult }) {
  return (
    <>
      <span class="found-head">
        <TypeChip result={props.result} />
        <span class="found-title" dir="auto">
          <Marked parts={props.result.titleParts} />
        </span>
        <Show when={props.result.type === 'announcement' && props.result.at}>
          {(at) => <RelativeTime at={at()} class="fine found-at" />}
        </Show>
      </span>
      <Show when={props.result.snippet.length > 0}>
        <span class="found-snippet fine" dir="auto">
          <Marked parts={props.result.snippet} />
        </span>
      </Show>
    </>
  )
}

function TypeChip(props: { result: SearchResult }) {
  const { t } = useLanguage()
  const words = { course: 'search.oneCourse', section: 'search.oneSection', file: 'search.oneFile' } as const
  return (
    <Show
      when={props.result.type === 'item' || props.result.type === 'announcement' ? props.result.kind : null}
      fallback={
        <span class="kind found-type">
          <Icon
            name={
              props.result.type === 'course' ? 'courses' : props.result.type === 'file' ? 'file' : 'folder'
            }
          />
          {t(words[props.result.type as keyof typeof words] ?? 'search.oneFile')}
        </span>
      }
    >
      {(kind) => <KindChip kind={kind()} number={props.result.number} />}
    </Show>
  )
}

function Marked(props: { parts: MarkedText }) {
  return (
    <For each={props.parts}>
      {(part) => (part.hit ? <mark class="found-mark">{part.text}</mark> : part.text)}
    </For>
  )
}
