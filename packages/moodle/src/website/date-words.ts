/**
 * Dates as Moodle writes them on its pages, for the few that come as words alone. Every word must be known: a date that
 * is not understood whole is no date.
 */

const months: readonly (readonly string[])[] = [
  ['january', 'jan', 'ינואר', 'ינו', 'يناير', 'كانون الثاني'],
  ['february', 'feb', 'פברואר', 'פבר', 'فبراير', 'شباط'],
  ['march', 'mar', 'מרץ', 'מרס', 'مارس', 'آذار'],
  ['april', 'apr', 'אפריל', 'אפר', 'أبريل', 'إبريل', 'ابريل', 'نيسان'],
  ['may', 'מאי', 'مايو', 'أيار'],
  ['june', 'jun', 'יוני', 'יונ', 'يونيو', 'حزيران'],
  ['july', 'jul', 'יולי', 'יול', 'يوليو', 'تموز'],
  ['august', 'aug', 'אוגוסט', 'אוג', 'أغسطس', 'اغسطس', 'آب'],
  ['september', 'sept', 'sep', 'ספטמבר', 'ספט', 'سبتمبر', 'أيلول'],
  ['october', 'oct', 'אוקטובר', 'אוק', 'أكتوبر', 'اكتوبر', 'تشرين الأول'],
  ['november', 'nov', 'נובמבר', 'נוב', 'نوفمبر', 'تشرين الثاني'],
  ['december', 'dec', 'דצמבר', 'דצמ', 'ديسمبر', 'كانون الأول'],
]

/** From Sunday. */
const weekdays: readonly (readonly string[])[] = [
  ['sunday', 'sun', 'יום ראשון', 'ראשון', "יום א'", "א'", 'الأحد', 'أحد', 'الاحد'],
  ['monday', 'mon', 'יום שני', 'שני', "יום ב'", "ב'", 'الاثنين', 'الإثنين', 'اثنين', 'إثنين'],
  ['tuesday', 'tue', 'יום שלישי', 'שלישי', "יום ג'", "ג'", 'الثلاثاء', 'ثلاثاء'],
  ['wednesday', 'wed', 'יום רביעי', 'רביעי', "יום ד'", "ד'", 'الأربعاء', 'أربعاء', 'الاربعاء'],
  ['thursday', 'thu', 'יום חמישי', 'חמישי', "יום ה'", "ה'", 'الخميس', 'خميس'],
  ['friday', 'fri', 'יום שישי', 'שישי', "יום ו'", "ו'", 'الجمعة', 'جمعة'],
  ['saturday', 'sat', 'יום שבת', 'שבת', 'السبت', 'سبت'],
]

const halves: Readonly<Record<string, 'am' | 'pm'>> = {
  am: 'am',
  pm: 'pm',
  'לפנה"צ': 'am',
  'אחה"צ': 'pm',
  ص: 'am',
  صباحا: 'am',
  م: 'pm',
  مساء: 'pm',
}

function indexOfWord(words: readonly (readonly string[])[], word: string): number {
  return words.findIndex((names) => names.includes(word))
}

function numberOf(words: readonly (readonly string[])[], word: string): number | null {
  // A short form may end in a dot, or in Hebrew in a geresh; a month may carry the letter of "in": "2 בנובמבר".
  const short = word.replace(/['.]$/, '')
  const forms = [word, short, ...(word.startsWith('ב') ? [short.slice(1)] : [])]
  const index = forms.map((form) => indexOfWord(words, form)).find((found) => found >= 0)
  return index ?? null
}

/** Digits of Arabic and Persian as 0–9, without the marks that turn the direction, in small letters. */
function normalise(words: string): string {
  return words
    .normalize('NFC')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Mn}/gu, '')
    .replace(/[׳’]/g, "'")
    .replace(/״/g, '"')
    .replace(/[\s,،]+/g, ' ')
    .trim()
    .toLowerCase()
}

interface WallTime {
  readonly year: number
  /** From 0. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

function readHour(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 23 ? hour : null
  const known = Object.hasOwn(halves, half) ? halves[half] : undefined
  if (!known || hour < 1 || hour > 12) return null
  return (hour % 12) + (known === 'pm' ? 12 : 0)
}

function readWallTime(words: string): WallTime | null {
  // The time stands last: "3:59 PM", "15:59".
  const time = /^(.*?) (?:at )?(\d{1,2}):(\d{2})(?: ([^\d\s]+))?$/.exec(words)
  if (!time) return null
  const [, date = '', hours, minutes, half] = time
  const hour = readHour(Number(hours), half)
  const minute = Number(minutes)
  // "Monday 2 November 2026", "2 Nov 2026", "Monday November 2 2026".
  const parts =
    /^(?<weekday>\D*?) ?(?<day>\d{1,2}) (?<month>\D+) (?<year>\d{4})$/.exec(date) ??
    /^(?:(?<weekday>\D+) )?(?<month>[^\d\s]+) (?<day>\d{1,2}) (?<year>\d{4})$/.exec(date)
  if (hour === null || minute > 59 || !parts?.groups) return null
  const { weekday = '', day, month: monthName = '', year } = parts.groups
  const month = numberOf(months, monthName)
  if (month === null) return null
  const wall = { year: Number(year), month, day: Number(day), hour, minute }
  const noon = new Date(Date.UTC(wall.year, wall.month, wall.day, 12))
  const isDay = noon.getUTCDate() === wall.day && noon.getUTCMonth() === wall.month
  const isWeekday = weekday === '' || numberOf(weekdays, weekday) === noon.getUTCDay()
  return isDay && isWeekday ? wall : null
}

/** Making one takes longer than all else here; there are as many as there are zones. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timeZone, format)
  return format
}

function offsetMs(at: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(at)
  const value = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0)
  const wall = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  )
  return wall - Math.floor(at / 1000) * 1000
}

/** Of the hour that comes twice in autumn, the first; the hour that spring leaves out, moved on. */
function toInstant(wall: WallTime, timeZone: string): Date {
  const asUtc = Date.UTC(wall.year, wall.month, wall.day, wall.hour, wall.minute)
  const before = asUtc - offsetMs(asUtc - 24 * 3_600_000, timeZone)
  const after = asUtc - offsetMs(before, timeZone)
  const isWall = (at: number) => at + offsetMs(at, timeZone) === asUtc
  return new Date(isWall(before) || !isWall(after) ? before : after)
}

/** The time that these words name in this zone; null where any of them is not known, or they name no day there is. */
export function parseDateWords(words: string, timeZone: string): Date | null {
  if (words.length > 200) return null
  const wall = readWallTime(normalise(words))
  return wall && toInstant(wall, timeZone)
}
