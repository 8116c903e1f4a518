import type { Term } from '@spike/contract'
import { readTerm } from './course-term.ts'
import { readYear, type YearReading } from './course-year.ts'
import { normaliseText } from './text.ts'

export interface CourseFacts {
  fullname: string | null
  shortname: string | null
  idnumber: string | null
  /** The category's name, or its path of names. */
  category: string | null
  /** `YYYY-MM-DD`. */
  startdate: string | null
  /** `YYYY-MM-DD`. */
  enddate: string | null
}

export interface CourseAnswer {
  /** The year in which the academic year starts: תשפ"ו is 2025. */
  academicYear: number | null
  term: Term | null
  /** Where both came from, in English. */
  reason: string
}

/** Longer than this, a course is one of both semesters. */
const yearCourseDays = 210
/** Longer than this, the dates are a site's leftovers and tell nothing of the term. */
const endlessDays = 500

/** Says in which academic year and term a course is taught. Names win over dates, which teachers copy from last year. Never throws. */
export function classifyCourse(facts: CourseFacts): CourseAnswer {
  const dates = readDates(facts.startdate, facts.enddate)
  const sources = (['shortname', 'fullname', 'idnumber', 'category'] as const).map((field) => ({
    field,
    text: normaliseText(facts[field] ?? ''),
  }))
  const term = firstFound(sources, (text) => readTerm(text))
  const year = surestYear(sources)
  const settledTerm = term?.value ?? dates?.term ?? null
  const settledYear = year ? settleYear(year.value, settledTerm, dates?.academicYear ?? null) : null
  const academicYear = settledYear ?? dates?.academicYear ?? null
  return { academicYear, term: settledTerm, reason: explain({ year, term, dates, academicYear }) }
}

interface Found<T> {
  field: string
  value: T
}
interface Dates {
  academicYear: number
  term: Term | null
}

function firstFound<T>(
  sources: { field: string; text: string }[],
  read: (text: string) => T | null,
): Found<T> | null {
  for (const { field, text } of sources) {
    const value = read(text)
    if (value !== null) return { field, value }
  }
  return null
}

const surest: YearReading['style'][] = ['academic', 'calendar', 'start', 'end', 'bare']

function surestYear(sources: { field: string; text: string }[]): Found<YearReading> | null {
  const found = sources.flatMap(({ field, text }) => {
    const value = readYear(text)
    return value ? [{ field, value }] : []
  })
  return found.toSorted((a, b) => surest.indexOf(a.value.style) - surest.indexOf(b.value.style))[0] ?? null
}

/**
 * A span or a Hebrew year is exact. A single year may be the one the academic year starts in, ends in, or the calendar's:
 * the dates tell which if they fit one of these, otherwise the term does.
 */
function settleYear(year: YearReading, term: Term | null, dated: number | null): number {
  if (year.style === 'academic') return year.year
  const asEnd = year.year - 1
  if (year.style === 'calendar') {
    if (term === 'B' || term === 'summer') return asEnd
    return year.season === 'winter' && dated === asEnd ? asEnd : year.year
  }
  if (dated === year.year || dated === asEnd) return dated
  return year.style === 'end' || ((term === 'B' || term === 'summer') && year.style === 'bare')
    ? asEnd
    : year.year
}

function readDates(startdate: string | null, enddate: string | null): Dates | null {
  const start = parseDate(startdate)
  if (!start) return null
  const end = parseDate(enddate)
  const days = end ? (end.time - start.time) / 86_400_000 : 0
  // Semester A opens in October; some sites open their courses in September.
  const academicYear = start.month >= 9 ? start.year : start.year - 1
  if (days > endlessDays) return { academicYear, term: null }
  if (days > yearCourseDays) return { academicYear, term: 'year' }
  // September belongs to a late summer course or to an early autumn one; only the end tells.
  if (start.month === 9)
    return end && days < 60 ? { academicYear: start.year - 1, term: 'summer' } : { academicYear, term: 'A' }
  if (start.month >= 10 || start.month === 1) return { academicYear, term: 'A' }
  return { academicYear, term: start.month <= 6 ? 'B' : 'summer' }
}

function parseDate(text: string | null): { year: number; month: number; time: number } | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text ?? '')
  if (!match) return null
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))
  const year = Number(match[1])
  const month = Number(match[2])
  return year > 1980 && month >= 1 && month <= 12 ? { year, month, time } : null
}

function explain(options: {
  year: Found<YearReading> | null
  term: Found<Term> | null
  dates: Dates | null
  academicYear: number | null
}): string {
  const { year, term, dates, academicYear } = options
  const parts = []
  if (year) parts.push(`year from "${year.value.because}" in the ${year.field}`)
  else if (dates) parts.push('year from the start date')
  if (term) parts.push(`term from the ${term.field}`)
  else if (dates?.term) parts.push('term from the dates')
  const differs = [
    year && dates && dates.academicYear !== academicYear ? 'year' : null,
    term && dates?.term && dates.term !== term.value ? 'term' : null,
  ].filter((part) => part !== null)
  if (differs.length > 0) parts.push(`the dates say another ${differs.join(' and ')}`)
  return parts.length > 0 ? parts.join(', ') : 'neither names nor dates tell'
}
