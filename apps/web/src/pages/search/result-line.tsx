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

/** What is found by its type. The kind of an announcement would be named in the plural, as of a forum's. */
const typeChips = {
  course: { icon: 'courses', words: 'search.oneCourse' },
  section: { icon: 'folder', words: 'search.oneSection' },
  announcement: { icon: 'forum', words: 'search.oneAnnouncement' },
  file: { icon: 'file', words: 'search.oneFile' },
} as const

function TypeChip(props: { result: SearchResult }) {
  const { t } = useLanguage()
  const chip = () => {
    const { type, kind } = props.result
    return type === 'item' || (type === 'announcement' && kind === 'discussion') ? null : typeChips[type]
  }
  return (
    <Show
      when={chip()}
      fallback={<KindChip kind={props.result.kind ?? 'other'} number={props.result.number} />}
    >
      {(known) => (
        <span class="kind found-type">
          <Icon name={known().icon} />
          {t(known().words)}
        </span>
      )}
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
