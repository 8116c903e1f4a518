import type { Item } from '@spike/contract'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { createAction } from '../../components/create-action.ts'
import { Icon } from '../../components/icon.tsx'
import { KindChip } from '../../components/kind-chip.tsx'
import { MoodleHtml } from '../../components/moodle-html.tsx'
import { NewMark } from '../../components/new-mark.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { AssignmentFacts } from './assignment-facts.tsx'
import { ForumFacts } from './forum-facts.tsx'
import { ItemDates } from './item-dates.tsx'
import { ItemFiles } from './item-files.tsx'
import { QuizAttempts } from './quiz-attempts.tsx'
import { QuizFacts } from './quiz-facts.tsx'

/** What an item's row needs of the page it stands on. */
export interface ItemSurroundings {
  /** Whether an item stands on this page. */
  isHere: (id: string) => boolean
  /** New or changed when the page was come to: the mark stays until it is left. */
  isNew: (item: Item) => boolean
  /** The one that the address names. */
  isNamed: (id: string) => boolean
  /** Has what is inside read; resolves when that was tried. */
  onOpen: (id: string) => Promise<void>
}

/** Says once for the whole page what each link to Moodle would else say in hidden words of its own. */
export const opensMoodleId = 'opens-moodle'

export function CourseItem(props: {
  item: Item
  page: ItemSurroundings
  /** Its solution stands beside it already. */
  solutionShown?: boolean
}) {
  const { t } = useLanguage()
  /** The solution, where it is on this page and not beside it. */
  const solutionId = () => {
    const id = props.item.solutionItemId
    return id !== null && !props.solutionShown && props.page.isHere(id) ? id : null
  }
  return (
    <div
      class="item"
      classList={{ 'item-named': props.page.isNamed(props.item.id) }}
      id={`item-${props.item.id}`}
      data-kind={props.item.kind}
      tabindex="-1"
    >
      <div class="item-head">
        <KindChip kind={props.item.kind} number={props.item.number} />
        <span class="item-name" dir="auto">
          <Show when={props.item.url} fallback={props.item.name}>
            {(url) => (
              <a href={url()} target="_blank" rel="noreferrer" aria-describedby={opensMoodleId}>
                {props.item.name}
              </a>
            )}
          </Show>
        </span>
        <Show when={props.page.isNew(props.item)}>
          <NewMark />
        </Show>
        <Completion item={props.item} />
        <Show when={solutionId()}>
          {(id) => (
            // A full address: the router would take a bare hash for a page.
            <a href={`${location.pathname}${location.search}#item-${id()}`} class="fine">
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
            <p>
              <Icon name="lock" /> {t('courses.restricted')}
            </p>
            <MoodleHtml html={html()} />
          </div>
        )}
      </Show>
      <FoldedHtml title={t('courses.description')} html={props.item.descriptionHtml} />
      <FoldedHtml title={t('courses.feedback')} html={props.item.assignment?.feedbackHtml ?? null} />
      <ItemFiles files={props.item.files} />
      <Show when={props.item.detail !== 'full'}>
        <UnreadInside onOpen={() => props.page.onOpen(props.item.id)} />
      </Show>
    </div>
  )
}

/** Drawn when it is unfolded: most never are. */
function FoldedHtml(props: { title: string; html: string | null }) {
  const [wanted, setWanted] = createSignal(false)
  return (
    <Show when={props.html}>
      {(html) => (
        <details class="fold" onToggle={() => setWanted(true)}>
          <summary>{props.title}</summary>
          <Show when={wanted()}>
            <MoodleHtml html={html()} />
          </Show>
        </details>
      )}
    </Show>
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
  const { run, busy } = createAction()
  return (
    <p class="fine">
      {t('courses.insideUnread')}{' '}
      <button
        type="button"
        class="button"
        aria-disabled={busy()}
        onClick={() => void run(() => props.onOpen())}
      >
        {busy() ? t('courses.readingInside') : t('courses.readInside')}
      </button>
    </p>
  )
}
