const daySeconds = 86_400

export type Half = 'A' | 'B' | 'S'

/** One term of an academic year. `year` is the calendar year its autumn falls in. */
export type Term = {
  year: number
  half: Half
  when: 'past' | 'current' | 'future'
  startdate: number
  enddate: number
}

const dateSeconds = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) / 1000

function termDates(year: number, half: Half): { startdate: number; enddate: number } {
  if (half === 'A') return { startdate: dateSeconds(year, 10, 18), enddate: dateSeconds(year + 1, 2, 28) }
  if (half === 'B') return { startdate: dateSeconds(year + 1, 3, 8), enddate: dateSeconds(year + 1, 7, 31) }
  return { startdate: dateSeconds(year + 1, 8, 2), enddate: dateSeconds(year + 1, 9, 20) }
}

/**
 * The terms of three academic years, oldest first, ending with one that is still to come.
 * The current term is stretched where needed so that it began at least five weeks ago and has two months left:
 * a campus made in a vacation still has courses in progress.
 *
 * @param nowSeconds the day the campus is made for
 */
export function listTerms(nowSeconds: number): Term[] {
  const now = new Date(nowSeconds * 1000)
  const month = now.getUTCMonth() + 1
  const currentHalf: Half = month >= 10 || month <= 2 ? 'A' : 'B'
  const lastYear = month >= 10 ? now.getUTCFullYear() : now.getUTCFullYear() - 1
  const past = [lastYear - 2, lastYear - 1].flatMap((year) =>
    (['A', 'B', 'S'] as const).map((half) => ({ year, half })),
  )
  const thisYear = (currentHalf === 'A' ? (['A', 'B'] as const) : (['A', 'B', 'S'] as const)).map((half) => ({
    year: lastYear,
    half,
  }))
  return [...past, ...thisYear].map(({ year, half }) => {
    const dates = termDates(year, half)
    if (year === lastYear && half === currentHalf) {
      return {
        year,
        half,
        when: 'current',
        startdate: Math.min(dates.startdate, nowSeconds - 35 * daySeconds),
        enddate: Math.max(dates.enddate, nowSeconds + 60 * daySeconds),
      }
    }
    const isLast = year === lastYear && half === (currentHalf === 'A' ? 'B' : 'S')
    if (!isLast) return { year, half, when: 'past', ...dates }
    const startdate = Math.max(dates.startdate, nowSeconds + 14 * daySeconds)
    return {
      year,
      half,
      when: 'future',
      startdate,
      enddate: Math.max(dates.enddate, startdate + 50 * daySeconds),
    }
  })
}

const letterValues: [number, string][] = [
  [400, 'ת'],
  [300, 'ש'],
  [200, 'ר'],
  [100, 'ק'],
  [90, 'צ'],
  [80, 'פ'],
  [70, 'ע'],
  [60, 'ס'],
  [50, 'נ'],
  [40, 'מ'],
  [30, 'ל'],
  [20, 'כ'],
  [16, 'טז'],
  [15, 'טו'],
  [10, 'י'],
  [9, 'ט'],
  [8, 'ח'],
  [7, 'ז'],
  [6, 'ו'],
  [5, 'ה'],
  [4, 'ד'],
  [3, 'ג'],
  [2, 'ב'],
  [1, 'א'],
]

/** The Hebrew name of the academic year that begins in the autumn of `year`: 2026 → תשפ"ז. */
export function nameHebrewYear(year: number): string {
  let rest = (year + 3761) % 1000
  let letters = ''
  for (const [value, letter] of letterValues) {
    while (rest >= value) {
      letters += letter
      rest -= value
    }
  }
  return `${letters.slice(0, -1)}"${letters.slice(-1)}`
}
