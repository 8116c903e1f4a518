/** A piece of a name: a word, a number, or one other character; `start`/`end` are offsets in the normalised text. */
export interface Token {
  type: 'word' | 'number' | 'symbol'
  text: string
  /** What the lexicon is asked for: no quotes, final letters as plain ones, English plurals cut. */
  key: string
  start: number
  end: number
}

/** Longer names say nothing more about the kind, and an unbounded one would cost time. */
const maxLength = 400

const finalLetters: Record<string, string> = { ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' }
const entities: Record<string, string> = {
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&#039;': "'",
  '&nbsp;': ' ',
}
/** English words whose final s is not a plural. */
const notPlural = new Set([
  'news',
  'gas',
  'bias',
  'atlas',
  'canvas',
  'teams',
  'pass',
  'ws',
  'ps',
  'os',
  'ans',
])

/** One spelling for what people type in many: quotes, dashes, digits, vowel points, Arabic letter forms, case. */
export function normaliseText(text: string): string {
  return text
    .slice(0, maxLength)
    .normalize('NFKC')
    .replace(/&(?:amp|quot|#39|#039|nbsp);/g, (entity) => entities[entity] ?? entity)
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0640]/g, '')
    .replace(/[\u064b-\u0652]|\u0670/g, '')
    .replace(/[־‐‑‒–—−]/g, '-')
    .replace(/[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]/g, '')
    .replace(/[״“”„‟]|''|׳׳|’’/g, '"')
    .replace(/[׳‘’`´]/g, "'")
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .toLowerCase()
    .replace(/(?<!\p{L})([א-ת])\.([א-ת])\.?(?!\p{L})/gu, '$1"$2')
    .replace(/(?<!\p{L})([a-z])\.([a-z])\.(?!\p{L})/gu, '$1$2')
}

/** Splits `fileName` into the words a person sees in it: `HW3Sol_v2.pdf` → `HW3 Sol v2`; the extension apart, in lower case, or ''. */
export function splitFileName(fileName: string): { words: string; extension: string } {
  const short = fileName.slice(0, maxLength)
  const dot = short.lastIndexOf('.')
  const hasExtension = dot > 0 && /^\.[A-Za-z0-9]{1,5}$/.test(short.slice(dot))
  const stem = hasExtension ? short.slice(0, dot) : short
  return {
    words: stem.replace(/_|(?<!\d)\+|\+(?!\d)/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2'),
    extension: hasExtension ? short.slice(dot + 1).toLowerCase() : '',
  }
}

/** The lexicon's key of a word. */
export function wordKey(word: string): string {
  const bare = word.replace(/["']/g, '').replace(/[ךםןףץ]/g, (letter) => finalLetters[letter] ?? letter)
  if (bare.length < 3 || !/^[a-z]+s$/.test(bare) || /(?:ss|us|is)$/.test(bare) || notPlural.has(bare))
    return bare
  return bare.slice(0, -1)
}

const tokenPattern = /(\p{L}\p{M}*(?:["']?\p{L}\p{M}*)*'?)|(\d+)|(\S)/gu

/** Words, numbers and symbols of a text that `normaliseText` has already been over. */
export function tokenise(text: string): Token[] {
  return Array.from(text.replaceAll('_', ' ').matchAll(tokenPattern), (match) => ({
    type: match[1] !== undefined ? 'word' : match[2] !== undefined ? 'number' : 'symbol',
    text: match[0],
    key: match[1] !== undefined ? wordKey(match[0]) : match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
}

const hebrewPrefixes = /^(?:[והשמלבכ]|[וש][הבלמכ]|מה|כש|לכש|וכש|שב|שה)$/
const arabicPrefixes = new Set(['ال', 'وال', 'بال', 'كال', 'فال', 'لل', 'ولل', 'و', 'ب', 'ل'])

/**
 * The word itself, then what is left of it without the letters Hebrew and Arabic write onto a word's front.
 * Short rests are left out unless the word is an abbreviation, for they are mostly other words (כתב is not כ+ת"ב).
 */
export function keyVariants(token: Token): string[] {
  const { key, text } = token
  const variants = [key]
  if (/^[א-ת]/.test(key)) {
    const shortest = text.includes('"') ? 2 : 4
    for (let cut = 1; cut <= 3 && cut < key.length; cut++) {
      const rest = key.length - cut
      const enough = rest >= shortest || (cut === 1 && rest >= 3 && 'הבלו'.includes(key[0] ?? ''))
      if (enough && hebrewPrefixes.test(key.slice(0, cut))) variants.push(key.slice(cut))
    }
  } else if (/^[\u0621-\u064a]/.test(key)) {
    for (let cut = 1; cut <= 3 && cut < key.length; cut++) {
      const rest = key.length - cut
      if (rest >= (cut === 1 ? 4 : 2) && arabicPrefixes.has(key.slice(0, cut))) variants.push(key.slice(cut))
    }
  }
  return variants
}
