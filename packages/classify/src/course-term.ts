import type { Term } from '@spike/contract'
import { readMonthAndYear } from './course-year.ts'

const spelled: [Term, RegExp][] = [
  [
    'year',
    /שנתי(?![א-ת])|שנתית|שנתיים|קורס שנתי|(?:סמסטר(?:ים)?|סמס?'?) א'? ?(?:\+|,|-|ו-?|\/|&) ?ב'?(?![א-ת])|(?:תש[עפצ]"?[א-ט]?|20\d\d[-/](?:20)?\d\d)[-_/ ,|]{1,3}א'? ?(?:\+|,|-|ו-?|\/|&) ?ב'?(?![א-ת])|full[- ]year|year[- ]?long|all[- ]year|whole year|both semesters|semesters? a ?[&+/] ?b|(?<![a-z])annual(?![a-z])|سنوي|سنويه|طوال السنه|كلا الفصلين/,
  ],
  [
    'summer',
    /(?:סמסטר|סמ'|סמס'|בסמסטר) ?(?:ה?קיץ|ג'?)(?![א-ת])|(?<![א-ת])[בה]?קיץ(?![א-ת])|(?<![a-z])summer(?![a-z])|(?:semester|sem\.?|term) ?[-:_]? ?(?:c|3|s|iii)(?![a-z\d])|الفصل ?الصيفي|فصل ?صيفي|صيفي|الصيف|(?:الفصل|فصل)(?: الدراسي)? الثالث/,
  ],
  [
    'B',
    /(?:סמסטר|סמ'|סמס'|בסמסטר|סמ) ?[-:]? ?(?:ב'?|ה?אביב|שני|2)(?![א-ת\d])|(?<![א-ת])[בה]?אביב(?![א-ת])|(?<![a-z])spring(?![a-z])|(?:semester|sem\.?|term) ?[-:_]? ?(?:b|2|ii|two)(?![a-z\d])|second semester|2nd (?:semester|term)|(?:الفصل|فصل)(?: الدراسي)? (?:الثاني|ثاني|ب)(?![\u0621-\u064a])|فصل الربيع|الربيع|ربيعي|الربيعي|السمستر الثاني/,
  ],
  [
    'A',
    /(?:סמסטר|סמ'|סמס'|בסמסטר|סמ) ?[-:]? ?(?:א'?|ה?חורף|ראשון|ה?סתיו|1)(?![א-ת\d])|(?<![א-ת])[בה]?(?:חורף|סתיו)(?![א-ת])|(?<![a-z])(?:fall|autumn|winter)(?![a-z])|(?:semester|sem\.?|term) ?[-:_]? ?(?:a|1|i|one)(?![a-z\d])|first semester|1st (?:semester|term)|(?:الفصل|فصل)(?: الدراسي)? (?:الاول|اول|ا)(?![\u0621-\u064a])|فصل الخريف|الخريف|خريفي|الخريفي|السمستر الاول|فصل الشتاء/,
  ],
]

const byLetter: Record<string, Term> = {
  a: 'A',
  b: 'B',
  s: 'summer',
  c: 'summer',
  1: 'A',
  2: 'B',
  3: 'summer',
  א: 'A',
  ב: 'B',
  ג: 'summer',
  ק: 'summer',
  y: 'year',
  ש: 'year',
}

/** Finds the term a course's name, code or category (over which `normaliseText` has been) tells, or null. */
export function readTerm(text: string): Term | null {
  for (const [term, pattern] of spelled) if (pattern.test(text)) return term
  return readCodeTerm(text) ?? readMonthTerm(text)
}

function readMonthTerm(text: string): Term | null {
  const month = readMonthAndYear(text)?.month
  if (month === undefined) return null
  if (month >= 10 || month === 1) return 'A'
  return month <= 6 ? 'B' : 'summer'
}

function readCodeTerm(text: string): Term | null {
  const code =
    /(?<!\d)20[0-4]\d[-_/. ]?(?:s(?:em)?)?([abcsy])(?![a-z\d]|[-/]\d)/.exec(text) ??
    /(?<!\d)20[0-4]\d[-_/. ](?:s(?:em)?)?([123])(?![a-z\d]|[-/]\d)/.exec(text) ??
    /(?<!\d)20[1-4]\d([123])$/.exec(text.trim()) ??
    /(?<!\d)20[0-4]\d[-_/ ]?([אבגק])'?(?![א-ת])/.exec(text) ??
    /(?<!\d)20[0-4]\d0([123])(?!\d)/.exec(text) ??
    /(?<!\d)(?:20)?\d\d[-_/](?:20)?\d\d[-_/ ]{1,3}([absאבק])'?(?![a-zא-ת\d"])/.exec(text) ??
    /(?<!\d)57\d\d[-_/ ]{0,2}([abאב])(?![a-zא-ת\d])/.exec(text) ??
    /(?<![a-z\d])([ab])[-_/ ]57\d\d(?!\d)/.exec(text) ??
    /(?<!\d)\d{10}20\d\d([absy])(?![a-z\d])/.exec(text) ??
    /תש[עפצ]"?[א-ט]?[-_/ ,]{1,3}([אבגק])'?(?![א-ת"])/.exec(text) ??
    /(?<![א-ת])([אבק])'?[-_/ ]תש[עפצ]/.exec(text)
  if (code?.[1]) return byLetter[code[1]] ?? null
  const short = /(?<![a-z\d])(fa?|wi|spr?|su|au|s(?=\d\d(?!\d)))[ _-]?(?:20\d\d|[12]\d)(?!\d)/.exec(text)?.[1]
  if (!short) return null
  return short.startsWith('sp') || short === 's' ? 'B' : short === 'su' ? 'summer' : 'A'
}
