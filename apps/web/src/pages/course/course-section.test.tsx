import { screen } from '@solidjs/testing-library'
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

function showItems(...items: ReturnType<typeof buildItem>[]) {
  const section = { id: 's1', moodleId: 1, number: 4, name: '', summaryHtml: null, items }
  const itemIds = new Set(items.map((item) => item.id))
  return renderPage(() => <CourseSection section={section} itemIds={itemIds} />, 'en')
}

describe('a section of a course', () => {
  it('has a name even where the teacher gave none', async () => {
    await showItems(buildItem())
    expect(screen.getByRole('heading', { name: 'Section 4' })).toBeTruthy()
  })

  it('shows each item’s kind and number, and its files with type and size', async () => {
    const file = { id: 'f', path: '/', mimeType: 'application/pdf', modifiedAt: null }
    await showItems(buildItem({ files: [{ ...file, name: 'slides.pdf', sizeBytes: 182_000 }] }))
    const [item, row] = screen.getAllByRole('listitem')
    expect(item?.textContent).toContain('Lecture 3')
    expect(row?.textContent?.replaceAll(/[\u2066-\u2069]/g, '')).toBe('slides.pdfPDF · 182 kB')
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
      buildItem({ kind: 'quiz', quiz: { ...quiz, timeLimitSeconds: 1800, attemptsAllowed: 2 } }),
    )
    const closes = screen.getByText(/^Closes Mon/)
    expect(closes.closest('p')?.textContent).toMatch(/Time: 30 minutes.*2 attempts/)
  })

  it('says of a quiz that is over when it closed, and nothing of what it allowed', async () => {
    const quiz = { opensAt: '2020-01-01T10:00:00.000Z', closesAt: '2020-01-05T10:00:00.000Z' }
    await showItems(buildItem({ kind: 'quiz', quiz: { ...quiz, timeLimitSeconds: 60, attemptsAllowed: 1 } }))
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
