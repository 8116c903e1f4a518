import {
  createSignal,
  createUniqueId,
  onCleanup,
  onMount,
  Show,
  For,
  createContext,
  useContext,
  type JSX,
  type ParentProps,
} from 'solid-js'
import { Icon, type IconName } from './icon.tsx'
import './menu.css'

const CloseContext = createContext<() => void>(() => undefined)

export interface MenuProps {
  /** What the button is called. */
  label: string
  /** What the button shows. */
  trigger: JSX.Element
  triggerClass?: string
}

/** A button that opens a small panel of things to do. Escape, a click beside it and leaving it close it. */
export function Menu(props: ParentProps<MenuProps>) {
  const [open, setOpen] = createSignal(false)
  const panelId = createUniqueId()
  let root: HTMLDivElement | undefined
  let button: HTMLButtonElement | undefined

  function close(): void {
    if (root?.contains(document.activeElement)) button?.focus()
    setOpen(false)
  }
  function onPointerDown(event: PointerEvent): void {
    if (!(event.target instanceof Node && root?.contains(event.target))) setOpen(false)
  }
  onMount(() => document.addEventListener('pointerdown', onPointerDown))
  onCleanup(() => document.removeEventListener('pointerdown', onPointerDown))

  function onKeyDown(event: KeyboardEvent): void {
    if (!open()) return
    if (event.key === 'Escape') close()
    else if (event.key === 'ArrowDown') moveFocus(1)
    else if (event.key === 'ArrowUp') moveFocus(-1)
    else return
    event.preventDefault()
  }
  function moveFocus(step: 1 | -1): void {
    const items = [...(root?.querySelectorAll<HTMLElement>('.menu button') ?? [])]
    const now = items.findIndex((item) => item === document.activeElement)
    items.at(now === -1 ? (step === 1 ? 0 : -1) : (now + step) % items.length)?.focus()
  }

  return (
    <div
      class="menu-root"
      ref={root}
      onKeyDown={onKeyDown}
      onFocusOut={(event) => {
        if (event.relatedTarget instanceof Node && !root?.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      <button
        type="button"
        ref={button}
        class={props.triggerClass ?? 'icon-button'}
        aria-label={props.label}
        aria-expanded={open()}
        aria-controls={open() ? panelId : undefined}
        onClick={() => setOpen(!open())}
      >
        {props.trigger}
      </button>
      <Show when={open()}>
        <div class="menu" id={panelId} role="group" aria-label={props.label}>
          <CloseContext.Provider value={close}>{props.children}</CloseContext.Provider>
        </div>
      </Show>
    </div>
  )
}

export function MenuItem(props: ParentProps<{ icon?: IconName; danger?: boolean; onSelect: () => void }>) {
  const close = useContext(CloseContext)
  return (
    <button
      type="button"
      class="menu-item"
      classList={{ 'menu-item-danger': props.danger ?? false }}
      onClick={() => {
        close()
        props.onSelect()
      }}
    >
      <Show when={props.icon}>{(icon) => <Icon name={icon()} />}</Show>
      <span>{props.children}</span>
    </button>
  )
}

export interface MenuChoicesProps<Value extends string> {
  label: string
  value: Value
  choices: readonly { value: Value; label: string; lang?: string }[]
  onChange: (value: Value) => void
}

/** A few of which one holds, chosen within a menu, which stays open to show what that did. */
export function MenuChoices<Value extends string>(props: MenuChoicesProps<Value>) {
  const labelId = createUniqueId()
  return (
    <div role="group" aria-labelledby={labelId}>
      <p class="menu-label" id={labelId}>
        {props.label}
      </p>
      <For each={props.choices}>
        {(choice) => (
          <button
            type="button"
            class="menu-item"
            lang={choice.lang}
            aria-pressed={props.value === choice.value}
            onClick={() => props.onChange(choice.value)}
          >
            <Icon name="check" />
            <span>{choice.label}</span>
          </button>
        )}
      </For>
    </div>
  )
}

export function MenuLine() {
  return <hr class="menu-line" />
}
