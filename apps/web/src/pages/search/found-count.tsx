import type { Translate } from '@spike/contract/words/translate'
import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { useLanguage } from '../../language/language-context.tsx'

/** So long nothing new is found before the number is said: not at each key. */
const quietMs = 700

/** Says to a screen reader how much was found. Of its own, because a dialog hides what is outside of it. */
export function FoundCount(props: { count: number | null; more: boolean }) {
  const { t } = useLanguage()
  const [said, setSaid] = createSignal('')
  let waiting: ReturnType<typeof setTimeout> | undefined
  createEffect(
    on(
      () => [props.count, props.more] as const,
      ([count, more]) => {
        clearTimeout(waiting)
        if (count === null) return
        waiting = setTimeout(() => setSaid(foundText(t, count, more)), quietMs)
      },
    ),
  )
  onCleanup(() => clearTimeout(waiting))
  return (
    <p class="visually-hidden" role="status">
      {said()}
    </p>
  )
}

export function foundText(t: Translate, count: number, more: boolean): string {
  if (count === 0) return t('search.noneTitle')
  return more ? t('search.foundMore', { count }) : t('search.found', { count })
}
