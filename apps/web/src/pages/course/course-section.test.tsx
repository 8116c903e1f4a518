import { fireEvent, screen } from '@solidjs/testing-library'
import { describe, expect, it } from 'vitest'
import { buildItem } from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { CourseSection } from './course-section.tsx'

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
  const itemIds = new Set(items.map((item) => item.id))
  return renderPage(() => <CourseSection section={section} itemIds={itemIds} onOpenItem={openItem} />, 'en')
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
    expect(item?.textContent).toContain('Lecture 3')
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
    expect(button.closest('li')?.id).toBe('item-i2')
    fireEvent.click(button)
    fireEvent.click(screen.getByRole('button', { name: 'Reading…' }))
    expect(opened).toEqual(['i2'])
  })

  it('says until when an assignment is due, loudly while it is not handed in', async () => {
    await showItems(buildItem({ kind: 'assignment', assignment }))
    const due = screen.getByText(/^Due Mon/)
    expect(due.closest('p')?.className).toContain('assignment-open')
    expect(screen.getByText('Not handed in')).toBeTruthy()
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
    const fold = screen.getByText('Well done').closest('details')
    expect(fold?.open).toBe(false)
    expect(fold?.querySelector('summary')?.textContent).toBe('Feedback')
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

  it('leads from homework to its solution on the same page, and to no other', async () => {
    await showItems(
      buildItem({ id: 'i1', solutionItemId: 'i2' }),
      buildItem({ id: 'i2', kind: 'solution', solutionItemId: 'elsewhere' }),
    )
    const links = screen.getAllByRole('link', { name: 'Solution' })
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/#item-i2'])
  })
})
