import { createSignal, Show } from 'solid-js'
import { useLanguage } from '../../language/language-context.tsx'

/** A button that asks once more before it cancels. Escape, or the second button, takes it back. */
export function CancelSync(props: { onCancel: () => void; cancelling: boolean }) {
  const { t } = useLanguage()
  const [asking, setAsking] = createSignal(false)
  let openButton: HTMLButtonElement | undefined

  function takeBack(): void {
    setAsking(false)
    openButton?.focus()
  }

  return (
    <Show
      when={asking() && !props.cancelling}
      fallback={
        <button
          ref={(button) => (openButton = button)}
          type="button"
          class="button button-quiet"
          aria-disabled={props.cancelling}
          onClick={() => {
            if (!props.cancelling) setAsking(true)
          }}
        >
          {props.cancelling ? t('sync.cancelling') : t('progress.cancel')}
        </button>
      }
    >
      <div
        class="confirm"
        role="group"
        aria-labelledby="cancel-question"
        onKeyDown={(event) => {
          if (event.key === 'Escape') takeBack()
        }}
      >
        <p id="cancel-question">{t('progress.cancelQuestion')}</p>
        <button
          type="button"
          class="button"
          ref={(button) => queueMicrotask(() => button.focus())}
          onClick={takeBack}
        >
          {t('progress.cancelNo')}
        </button>
        <button type="button" class="button button-danger" onClick={() => props.onCancel()}>
          {t('progress.cancelYes')}
        </button>
      </div>
    </Show>
  )
}
