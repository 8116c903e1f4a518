import { useNavigate } from '@solidjs/router'
import { createEffect, createMemo, createSignal, createUniqueId, For, on, Show } from 'solid-js'
import { CourseMark } from '../../components/course-mark.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Icon, type IconName } from '../../components/icon.tsx'
import { isolate } from '../../language/format.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { FoundCount } from './found-count.tsx'
import { findOptions, type SearchOption } from './find-options.ts'
import { forgetRecentSearches, readRecentSearches, rememberSearch } from './recent-searches.ts'
import { ResultLine } from './result-line.tsx'
import { placeOf } from './result-place.ts'
import { SearchError } from './search-error.tsx'
import { SearchField } from './search-field.tsx'
import { SearchKeysHelp } from './search-keys-help.tsx'
import { useSearch } from './use-search.ts'
import './search.css'

const limit = 30

/** Search from anywhere, by keyboard alone if one likes: pages, earlier searches and what is found as it is written. */
export function SearchDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useLanguage()
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={t('search.title')}
      titleHidden
      class="search-dialog"
    >
      <Palette onLeave={() => props.onOpenChange(false)} />
    </Dialog>
  )
}

/** Begins anew each time the dialog is opened. */
function Palette(props: { onLeave: () => void }) {
  const { t } = useLanguage()
  const navigate = useNavigate()
  const listId = createUniqueId()
  const [text, setText] = createSignal('')
  const [recent, setRecent] = createSignal(readRecentSearches())
  const asked = createMemo(() => ({ text: text(), type: null, limit }))
  const search = useSearch(asked)
  const groups = createMemo(() => findOptions({ text: text(), recent: recent(), found: search.found(), t }))
  const options = createMemo(() => groups().flatMap((group) => group.options))
  const [activeIndex, setActiveIndex] = createSignal(0)
  const active = () => options()[Math.min(activeIndex(), options().length - 1)]
  const idOf = (option: SearchOption) => `${listId}-${option.key}`
  createEffect(on(text, () => setActiveIndex(0), { defer: true }))

  function move(index: number): void {
    const count = options().length
    if (count === 0) return
    setActiveIndex((index + count) % count)
    const option = active()
    if (option) document.getElementById(idOf(option))?.scrollIntoView?.({ block: 'nearest' })
  }

  function choose(option: SearchOption, inMoodle: boolean): void {
    if (option.type === 'recent') {
      setText(option.text)
      return
    }
    if (option.type !== 'page') rememberSearch(text())
    if (inMoodle && option.type === 'result' && option.result.url) {
      window.open(option.result.url, '_blank', 'noopener,noreferrer')
      return
    }
    props.onLeave()
    if (option.type === 'result') navigate(placeOf(option.result))
    else if (option.type === 'page') navigate(option.page.href)
    else navigate(`/search?q=${encodeURIComponent(text().trim())}`)
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Enter and arrows of an input method choose a letter.
    if (event.isComposing) return
    const at = options().indexOf(active() as SearchOption)
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: options().length - 1,
    }
    const target = moves[event.key]
    if (target !== undefined && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      move(target)
      return
    }
    const option = active()
    if (event.key !== 'Enter' || !option) return
    event.preventDefault()
    choose(option, event.ctrlKey || event.metaKey)
  }

  const isNothing = () => search.isCurrent() && search.found()?.results.length === 0

  return (
    <>
      <SearchField
        value={text()}
        onInput={setText}
        onKeyDown={onKeyDown}
        combobox={{
          listId,
          expanded: options().length > 0,
          activeId: active() ? idOf(active() as SearchOption) : undefined,
        }}
      />
      <FoundCount
        count={search.isCurrent() ? (search.found()?.results.length ?? null) : null}
        more={search.found()?.more ?? false}
      />
      <Show when={search.error()}>{(error) => <SearchError error={error()} onRetry={search.retry} />}</Show>
      <div class="search-list" role="listbox" id={listId} aria-label={t('search.results')}>
        <For each={groups()}>
          {(group) => (
            <div role="group" aria-labelledby={`${listId}-${group.key}`}>
              <div class="search-group" id={`${listId}-${group.key}`}>
                <Show when={group.courseId}>{(id) => <CourseMark courseId={id()} />}</Show>
                <bdi>{group.label}</bdi>
              </div>
              <For each={group.options}>
                {(option) => (
                  <div
                    role="option"
                    id={idOf(option)}
                    class="search-option"
                    aria-selected={active()?.key === option.key}
                    onPointerMove={() => setActiveIndex(options().indexOf(option))}
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={(event) => choose(option, event.ctrlKey || event.metaKey)}
                  >
                    <OptionBody option={option} text={text()} />
                  </div>
                )}
              </For>
            </div>
          )}
        </For>
      </div>
      <Show when={isNothing()}>
        <div class="search-none">
          <p>{t('search.noneTitle')}</p>
          <p class="fine">{t('search.noneText')}</p>
        </div>
      </Show>
      <footer class="search-foot">
        <SearchKeysHelp />
        <Show when={text() === '' && recent().length > 0}>
          <button
            type="button"
            class="button button-quiet"
            onClick={() => {
              forgetRecentSearches()
              setRecent([])
            }}
          >
            {t('search.forgetRecent')}
          </button>
        </Show>
      </footer>
    </>
  )
}

function OptionBody(props: { option: SearchOption; text: string }) {
  const { t } = useLanguage()
  const option = props.option
  if (option.type === 'result') return <ResultLine result={option.result} />
  if (option.type === 'page') return <NamedOption icon={option.page.icon} text={option.page.label} />
  if (option.type === 'recent') return <NamedOption icon="clock" text={option.text} />
  return <NamedOption icon="search" text={t('search.showAll', { text: isolate(props.text.trim()) })} />
}

function NamedOption(props: { icon: IconName; text: string }) {
  return (
    <span class="found-head">
      <Icon name={props.icon} />
      <span class="found-title" dir="auto">
        {props.text}
      </span>
    </span>
  )
}
