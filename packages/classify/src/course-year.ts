import { hebrewLettersValue } from './hebrew-letters.ts'
import { isHebrewYear } from './item-number.ts'

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
  return readHebrewYear(text) ?? readSpan(text) ?? readSeason(text) ?? readCode(text) ?? readBare(text)
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
/** F25, SP26, Su2026. */
const shortSeasons = /(?<![a-z\d])(fa?|wi|spr?|su|au)[ _-]?(20\d\d|[12]\d)(?!\d)/

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

function readCode(text: string): YearReading | null {
  // 0382-3886-03-2026A: the recorded site writes the year its academic year starts in.
  const telAviv = /(?<!\d)\d{4}-?\d{4}-?\d{2}-?(20\d\d)([a-z])(?![a-z])/.exec(text)
  if (telAviv) return { year: Number(telAviv[1]), style: 'academic', because: `${telAviv[1]}${telAviv[2]}` }
  // 2026ב: the Open University's, named after the year's end.
  const hebrew = /(?<!\d)(20\d\d) ?([אבג])'?(?![א-ת])/.exec(text)
  if (hebrew) return { year: Number(hebrew[1]), style: 'end', because: hebrew[0] }
  const latin = /(?<!\d)(20\d\d)[-_ ]?(?:s(?:em)?)?([abs]|[123])(?![a-z\d])/.exec(text)
  if (latin) return { year: Number(latin[1]), style: 'start', because: latin[0] }
  // 202401: the Technion's, the year it starts in and 01 winter, 02 spring, 03 summer.
  const technion = /(?<!\d)(20[1-4]\d)(?:0[0-3]|[1-3])(?!\d)/.exec(text)
  return technion ? { year: Number(technion[1]), style: 'start', because: technion[0] } : null
}

function readBare(text: string): YearReading | null {
  const match = /(?<!\d)(20[0-4]\d)(?!\d)/.exec(text)
  return match ? { year: Number(match[1]), style: 'bare', because: match[0] } : null
}
