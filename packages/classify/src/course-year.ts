import { hebrewLettersValue } from './hebrew-letters.ts'
import { isHebrewYear } from './written-dates.ts'

export interface YearReading {
  year: number
  /**
   * `academic` the start of the academic year for certain; `calendar` the year beside a season's name; `start` and `end` what a code of
   * that shape means; `bare` a year with nothing beside it.
   */
  style: 'academic' | 'calendar' | 'start' | 'end' | 'bare'
  season?: 'winter' | undefined
  because: string
}

/** Finds the year a course's name, code or category (over which `normaliseText` has been) tells, or null. */
export function readYear(text: string): YearReading | null {
  return (
    readHebrewYear(text) ??
    readSpan(text) ??
    readSeason(text) ??
    readMonth(text) ??
    readCode(text) ??
    readBare(text)
  )
}

function readHebrewYear(text: string): YearReading | null {
  for (const [word] of text.matchAll(/[א-ת]+(?:["'][א-ת]+)*'?/g)) {
    const bare = word.replace(/^[בלה]'?(?=תש)/, '')
    // 5786 (תשפ"ו) began in autumn 2025.
    if (isHebrewYear(bare))
      return { year: (hebrewLettersValue(bare) ?? 0) + 5000 - 3761, style: 'academic', because: word }
  }
  const digits = /(?<!\d)57[6-9]\d(?!\d)/.exec(text)
  return digits ? { year: Number(digits[0]) - 3761, style: 'academic', because: digits[0] } : null
}

/** 2025-2026, 2025/26, 25-26. */
function readSpan(text: string): YearReading | null {
  for (const match of text.matchAll(/(?<!\d)(20\d\d|\d\d) ?[-/\\_] ?(20\d\d|\d\d)(?![\d])/g)) {
    const from = Number(match[1]) % 100
    const to = Number(match[2]) % 100
    const longEnough =
      match[1]?.length === 4 || (match[2]?.length === 2 && !/[-/.\d]$/.test(text.slice(0, match.index)))
    if (longEnough && to === (from + 1) % 100 && from >= 10)
      return { year: 2000 + from, style: 'academic', because: match[0] }
  }
  return null
}

const seasons =
  /(fall|autumn|winter|spring|summer|חורף|אביב|סתיו|קיץ|خريف|ربيع|شتاء|صيف|الخريف|الربيع|الشتاء|الصيف)[ '’_-]{0,3}(20\d\d|\d\d)(?!\d)|(?<!\d)(20\d\d)[ _-]{0,3}(fall|autumn|winter|spring|summer|חורף|אביב|סתיו|קיץ|خريف|ربيع|شتاء|صيف)/
/** F25, S26, SP26, Su2026. */
const shortSeasons = /(?<![a-z\d])(fa?|wi|spr?|su|au|s(?=\d\d(?!\d)))[ _-]?(20\d\d|[12]\d)(?!\d)/

function readSeason(text: string): YearReading | null {
  const match = seasons.exec(text) ?? shortSeasons.exec(text)
  if (!match) return null
  const season = match[1] ?? match[4] ?? ''
  const digits = Number(match[2] ?? match[3])
  const winter = /^(?:winter|wi|חורף|شتاء|الشتاء)$/.test(season)
  return {
    year: digits < 100 ? 2000 + digits : digits,
    style: 'calendar',
    season: winter ? 'winter' : undefined,
    because: match[0].trim(),
  }
}

const monthNames = [
  'jan(?:uary)?|ינואר|كانون الثاني|يناير',
  'feb(?:ruary)?|פברואר|شباط|فبراير',
  'mar(?:ch)?|מרץ|מרס|اذار|مارس',
  'apr(?:il)?|אפריל|نيسان|ابريل',
  'may|מאי|ايار|مايو',
  'june?|יוני|حزيران|يونيو',
  'july?|יולי|تموز|يوليو',
  'aug(?:ust)?|אוגוסט|اب|اغسطس',
  'sept?(?:ember)?|ספטמבר|ايلول|سبتمبر',
  'oct(?:ober)?|אוקטובר|تشرين الاول|اكتوبر',
  'nov(?:ember)?|נובמבר|تشرين الثاني|نوفمبر',
  'dec(?:ember)?|דצמבר|كانون الاول|ديسمبر',
]
const months = monthNames.map(
  (names) => new RegExp(`(?<!\\p{L})[בל]?(?:${names})[ '’_.-]{0,3}(20\\d\\d)(?!\\d)`, 'u'),
)

/** The month (1 to 12) and calendar year a name writes beside each other: "August 2026", אוקטובר 2025. */
export function readMonthAndYear(text: string): { month: number; year: number; because: string } | null {
  for (const [index, pattern] of months.entries()) {
    const match = pattern.exec(text)
    if (match) return { month: index + 1, year: Number(match[1]), because: match[0].trim() }
  }
  return null
}

function readMonth(text: string): YearReading | null {
  const found = readMonthAndYear(text)
  if (!found) return null
  const { month, year, because } = found
  return { year: month >= 10 ? year : year - 1, style: 'academic', because }
}

function readCode(text: string): YearReading | null {
  // 0382-3886-03-2026A: the recorded site writes the year its academic year starts in.
  const telAviv = /(?<!\d)\d{4}-?\d{4}-?\d{2}-?(20\d\d)([a-z])(?![a-z])/.exec(text)
  if (telAviv) return { year: Number(telAviv[1]), style: 'academic', because: `${telAviv[1]}${telAviv[2]}` }
  // 372-1-1105-2026-1 of Ben-Gurion, 20441-2026a of the Open University, 67101-20261 of the Hebrew University: the year's end.
  const byEnd =
    /(?<!\d)\d{3}[-.]\d[-.]\d{4}[-._ ](20[0-4]\d)(?!\d)/.exec(text) ??
    /(?<!\d)\d{5}[-._ ](20[0-4]\d)[-_ ]?[abcאבג123](?![a-zא-ת\d])/.exec(text)
  if (byEnd) return { year: Number(byEnd[1]), style: 'end', because: byEnd[0] }
  // 2026ב: the Open University's, named after the year's end.
  const hebrew = /(?<!\d)(20\d\d) ?([אבג])'?(?![א-ת])/.exec(text)
  if (hebrew) return { year: Number(hebrew[1]), style: 'end', because: hebrew[0] }
  const latin = /(?<!\d)(20[0-4]\d)(?:[-_ ]?(?:s(?:em)?)?[abs]|[-_ ](?:s(?:em)?)?[123])(?![a-z\d])/.exec(text)
  if (latin) return { year: Number(latin[1]), style: 'start', because: latin[0] }
  // 202401: the Technion's, the year it starts in and 01 winter, 02 spring, 03 summer.
  // 20261 alone is such a code too; before a name it is a course's number (20283 - Data structures).
  const technion = /(?<!\d)(20[1-4]\d)(?:0[0-3](?!\d)|[1-3]$)/.exec(text.trim())
  return technion ? { year: Number(technion[1]), style: 'start', because: technion[0] } : null
}

function readBare(text: string): YearReading | null {
  // A span such as 1950-2000 is what the course is about.
  const match = /(?<!\d)(?<!\d{4} ?[-/] ?)(20[0-4]\d)(?!\d| ?[-/] ?\d{4})/.exec(text)
  return match ? { year: Number(match[1]), style: 'bare', because: match[0] } : null
}
