import type { Item } from '@spike/contract'
import { For, Show } from 'solid-js'
import { useLanguage } from '../../language/language-context.tsx'

type ItemDate = Item['dates'][number]

/** Moodle's modules each have names of their own for the few things that a date can be. */
const meanings = [
  ['dueOn', /due|deadline/],
  ['closesOn', /close|closing|end(date)?$|to$|until|cutoff/],
  ['opensOn', /open|start|from|available/],
] as const

const meaningOf = ({ id }: ItemDate) => meanings.find(([, names]) => id !== null && names.test(id))?.[0]

/** The dates of what is neither an assignment nor a quiz, which say theirs in words of their own. */
export function ItemDates(props: { dates: readonly ItemDate[] }) {
  const { t, format } = useLanguage()
  const words = (date: ItemDate) => {
    const meaning = meaningOf(date)
    const when = format().dayAndTime(date.at)
    return meaning ? t(`courses.${meaning}`, { when }) : when
  }
  return (
    <Show when={props.dates.length > 0}>
      <p class="item-facts">
        <For each={props.dates}>{(date) => <time dateTime={date.at}>{words(date)}</time>}</For>
      </p>
    </Show>
  )
}
