import { Dialog as Kobalte } from '@kobalte/core/dialog'
import { createComputed, on, Show, type JSX, type ParentProps } from 'solid-js'
import { useLanguage } from '../language/language-context.tsx'
import { Icon } from './icon.tsx'
import './dialog.css'

export interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** For a dialog that says by itself what it is: the title is for screen readers only, and there is no close button. */
  titleHidden?: boolean
  /** What is asked or told, below the title. */
  description?: string
  /** The buttons at its end. */
  actions?: JSX.Element
  class?: string
}

/** A window over the page. It takes the focus and gives it back; Escape and a click beside it close it. */
export function Dialog(props: ParentProps<DialogProps>) {
  const { t } = useLanguage()
  // Kobalte gives the focus back to a button of its own alone.
  let opener: Element | null = null
  createComputed(
    on(
      () => props.open,
      (open) => {
        if (open) opener = document.activeElement
      },
    ),
  )
  function giveFocusBack(): void {
    // Where the dialog led to another page, that has taken the focus.
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (isLost && opener instanceof HTMLElement) opener.focus({ preventScroll: true })
  }
  return (
    <Kobalte open={props.open} onOpenChange={props.onOpenChange}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="dialog-veil" />
        <div class="dialog-place">
          <Kobalte.Content class={`dialog ${props.class ?? ''}`} onCloseAutoFocus={giveFocusBack}>
            {/* No header or footer: here they would be those of the whole page. */}
            <div class="dialog-head" classList={{ 'visually-hidden': props.titleHidden ?? false }}>
              <Kobalte.Title class="dialog-title">{props.title}</Kobalte.Title>
              <Show when={!props.titleHidden}>
                <Kobalte.CloseButton class="icon-button" aria-label={t('frame.close')}>
                  <Icon name="x" />
                </Kobalte.CloseButton>
              </Show>
            </div>
            <Show when={props.description}>
              <Kobalte.Description class="dialog-description">{props.description}</Kobalte.Description>
            </Show>
            {props.children}
            <Show when={props.actions}>
              <div class="dialog-actions">{props.actions}</div>
            </Show>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  )
}
