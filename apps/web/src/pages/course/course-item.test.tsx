import { fireEvent, screen } from '@solidjs/testing-library'
import { describe, expect, it } from 'vitest'
import { buildItem } from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { CourseGroupCard } from './course-group-card.tsx'
import { groupBySection } from './course-groups.ts'

const assignment = {
  opensAt: null,
  dueAt: '2099-01-05T10:00:00.000Z',
  cutOffAt: null,
  extendedTo: null,
  submissionState: 'new',
  submittedAt: null,
  graded: false,
  feedbackHtml: null,
} as const

const untried = { attempts: [], bestGrade: null }

const opened: string[] = []
const openItem = (id: string) => {
  opened.push(id)
  return new Promise<void>(() => {})
}

function showItems(...items: ReturnType<typeof buildItem>[]) {
  const section = { id: 's1', moodleId: 1, number: 4, name: '', summaryHtml: null, parentId: null, items }
  const [group] = groupBySection([section])
  if (!group) throw new TypeError('no items')
  const page = {
    isHere: (id: string) => items.some((item) => item.id === id),
    isNew: ({ isNew }: { isNew: boolean }) => isNew,
    isNamed: (id: string) => id === 'named',
    onOpen: openItem,
  }
  return renderPage(
    () => (
      <CourseGroupCard isFound={() => true} hidden={false} group={group} drawn={items.length} page={page} />
    ),
    'en',
  )
}

describe('a section of a course', () => {
  it('has a name even where the teacher gave none', async () => {
    await showItems(buildItem())
    expect(screen.getByRole('heading', { name: 'Section 4' })).toBeTruthy()
  })

  it('shows each item’s kind and number, and its files with type and size', async () => {
    const file = { id: 'f', path: '/', mimeType: 'application/pdf', modifiedAt: null } as const
    await showItems(
      buildItem({ files: [{ ...file, name: 'slides.pdf', sizeBytes: 182_000, type: 'file', url: null }] }),
    )
    const [item, row] = screen.getAllByRole('listitem')
    expect(item?.textContent?.replaceAll(/[\u2066-\u2069]/g, '')).toContain('Lecture 3')
    expect(row?.textContent?.replaceAll(/[\u2066-\u2069]/g, '')).toBe('slides.pdfPDF · 182 kB')
  })

  it('leads to a file through Spike, and to where a link leads', async () => {
    const file = { path: '/', mimeType: null, modifiedAt: null, sizeBytes: null }
    await showItems(
      buildItem({
        files: [
          { ...file, id: '17', name: 'slides.pdf', type: 'file', url: null },
          { ...file, id: '18', name: 'Recording', type: 'url', url: 'https://video.example/1' },
        ],
      }),
    )
    const hrefOf = (name: string) => screen.getByRole('link', { name }).getAttribute('href')
    expect(hrefOf('slides.pdf')).toBe('/api/files/17')
    expect(hrefOf('Recording')).toBe('https://video.example/1')
  })

  it('says what was not read inside of an item, and has it read when the student wants it', async () => {
    await showItems(buildItem({ id: 'i1' }), buildItem({ id: 'i2', detail: 'outside' }))
    const button = screen.getByRole('button', { name: 'Read it now' })
    expect(button.closest('.item')?.id).toBe('item-i2')
    fireEvent.click(button)
    fireEvent.click(screen.getByRole('button', { name: 'Reading…' }))
    expect(opened).toEqual(['i2'])
  })

  it('says until when an assignment is due, calmly while there is time', async () => {
    await showItems(buildItem({ kind: 'assignment', assignment }))
    const due = screen.getByText(/^Due Mon/)
    expect(due.closest('p')?.className).toContain('assignment-calm')
    expect(screen.getByText('Not handed in')).toBeTruthy()
  })

  it.each([
    ['soon', 1],
    ['overdue', -1],
  ])('is loud about what is %s and not handed in', async (urgency, daysLeft) => {
    const dueAt = new Date(Date.now() + daysLeft * 86_400_000).toISOString()
    await showItems(buildItem({ kind: 'assignment', assignment: { ...assignment, dueAt } }))
    expect(screen.getByText(/^Due/).closest('p')?.className).toContain(`assignment-${urgency}`)
  })

  it('counts an extension, not the date it replaced', async () => {
    await showItems(buildItem({ assignment: { ...assignment, extendedTo: '2099-02-05T10:00:00.000Z' } }))
    expect(screen.getByText(/Extended for you to Thu/)).toBeTruthy()
    expect(screen.queryByText(/^Due/)).toBeNull()
  })

  it('is calm about what was handed in', async () => {
    await showItems(buildItem({ assignment: { ...assignment, submissionState: 'submitted' } }))
    expect(screen.getByText('Handed in').closest('p')?.className).toContain('assignment-calm')
  })

  it('folds the teacher’s feedback on what was handed in', async () => {
    const graded = { ...assignment, graded: true, feedbackHtml: '<p>Well done</p>' }
    await showItems(buildItem({ assignment: graded }))
    const fold = screen.getByText('Feedback').closest('details')
    expect(fold?.open).toBe(false)
    if (fold) fold.open = true
    expect(await screen.findByText('Well done')).toBeTruthy()
  })

  it('says until when a quiz is open and what it allows', async () => {
    const quiz = { opensAt: null, closesAt: '2099-01-05T10:00:00.000Z' }
    await showItems(
      buildItem({ kind: 'quiz', quiz: { ...quiz, ...untried, timeLimitSeconds: 1800, attemptsAllowed: 2 } }),
    )
    const closes = screen.getByText(/^Closes Mon/)
    expect(closes.closest('p')?.textContent).toMatch(/Time: 30 minutes.*2 attempts/)
  })

  it('says of a quiz that is over when it closed, and nothing of what it allowed', async () => {
    const quiz = { opensAt: '2020-01-01T10:00:00.000Z', closesAt: '2020-01-05T10:00:00.000Z' }
    await showItems(
      buildItem({ kind: 'quiz', quiz: { ...quiz, ...untried, timeLimitSeconds: 60, attemptsAllowed: 1 } }),
    )
    expect(screen.getByText(/^Closed since Sun/)).toBeTruthy()
    expect(screen.queryByText(/attempt/)).toBeNull()
  })

  it('says what the student did of a quiz, each attempt behind their number', async () => {
    const attempts = [
      { number: 1, state: 'finished', startedAt: null, finishedAt: '2020-01-02T10:00:00.000Z' },
      { number: 2, state: 'inprogress', startedAt: '2020-01-03T10:00:00.000Z', finishedAt: null },
      { number: 3, state: 'unheard-of', startedAt: null, finishedAt: null },
    ]
    const quiz = { opensAt: null, closesAt: null, timeLimitSeconds: null, attemptsAllowed: null }
    await showItems(buildItem({ kind: 'quiz', quiz: { ...quiz, attempts, bestGrade: 8.5 } }))
    expect(screen.getByText('Best grade: 8.5')).toBeTruthy()
    const fold = screen.getByText('3 attempts made').closest('details')
    expect(fold?.open).toBe(false)
    expect([...(fold?.querySelectorAll('li') ?? [])].map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Attempt 1 · finished · Thu/),
      expect.stringMatching(/^Attempt 2 · in progress · Fri/),
      'Attempt 3',
    ])
  })

  it('says the dates of other items by what they mean', async () => {
    const at = '2099-01-05T10:00:00.000Z'
    const dates = ['timeopen', 'timeclose', 'duedate', 'unheard-of', null].map((id) => ({ id, at }))
    await showItems(buildItem({ modname: 'choice', dates }))
    const words = [...document.querySelectorAll('time')].map(({ textContent }) => textContent?.split(' ')[0])
    expect(words).toEqual(['From', 'Until', 'By', 'Mon', 'Mon'])
  })

  it('says the dates of an assignment once', async () => {
    const dates = [{ id: 'duedate', at: assignment.dueAt }]
    await showItems(buildItem({ assignment, dates }))
    expect(document.querySelectorAll('time')).toHaveLength(1)
  })

  it('says what is done, and what Moodle waits for, not what the student has yet to mark', async () => {
    await showItems(
      buildItem({ id: 'i1', completed: true, completionMode: 'automatic' }),
      buildItem({ id: 'i2', completed: false, completionMode: 'automatic' }),
      buildItem({ id: 'i3', completed: false, completionMode: 'manual' }),
      buildItem({ id: 'i4' }),
    )
    const itemOf = (text: string) => screen.getByText(text).closest('.item')?.id
    expect(itemOf('Completed')).toBe('item-i1')
    expect(itemOf('Not completed yet')).toBe('item-i2')
    for (const id of ['i3', 'i4'])
      expect(document.querySelector(`#item-${id}`)?.textContent).not.toMatch(/completed|done/i)
  })

  it('says how much there is in a forum and how much is unread', async () => {
    const forum = { type: 'general', discussionCount: 12, unreadCount: 3 }
    await showItems(buildItem({ modname: 'forum', forum }))
    expect(screen.getByText('12 discussions').closest('p')?.textContent).toMatch(/3 unread posts$/)
  })

  it('leads from homework to its solution on the same page, and to no other', async () => {
    await showItems(
      buildItem({ id: 'i1', solutionItemId: 'i2' }),
      buildItem({ id: 'i2', kind: 'solution', solutionItemId: 'elsewhere' }),
    )
    const links = screen.getAllByRole('link', { name: 'Solution' })
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/#item-i2'])
  })

  it('marks what is new, and what the address names', async () => {
    await showItems(buildItem({ id: 'named', isNew: true }), buildItem({ id: 'i2' }))
    expect(screen.getAllByText('New').map((mark) => mark.closest('.item')?.id)).toEqual(['item-named'])
    expect(document.querySelector('.item-named')?.id).toBe('item-named')
  })

  it('opens in a tab of its own what the browser can show, and saves the rest', async () => {
    const file = { path: '/', modifiedAt: null, sizeBytes: null, type: 'file', url: null } as const
    await showItems(
      buildItem({
        files: [
          { ...file, id: '1', name: 'slides.pdf', mimeType: 'application/pdf' },
          { ...file, id: '2', name: 'code.zip', mimeType: 'application/zip' },
          { ...file, id: '3', name: 'drawing.svg', mimeType: 'image/svg+xml' },
        ],
      }),
    )
    const targets = ['slides.pdf', 'code.zip', 'drawing.svg'].map((name) =>
      screen.getByRole('link', { name }).getAttribute('target'),
    )
    expect(targets).toEqual(['_blank', null, null])
  })
})
