import { isDeepStrictEqual } from 'node:util'
import { MoodleError, type MoodleErrorCode } from '@spike/moodle'
import { parseCourse, parseLoginPage, readAjaxAnswer } from '@spike/moodle/website'
import { parseRecordedHttp } from './recorded-http.ts'
import { playedFiles } from './exchanges.ts'
import { type Understanding, played } from './understand.ts'
import { unusedPages, webFailures } from './web-failures.ts'
import { openRecordedPage } from './web-page.ts'
import { type WebReading, webReaders } from './web-readers.ts'

interface Trace {
  readonly file?: RegExp
  readonly count: string
  /** Each different one counts once. */
  readonly trace: RegExp
}

/** What a recording shows, by its markup: the parser must come out with as many. */
const exactTraces: readonly Trace[] = [
  { count: 'items', trace: /<li\s[^>]*\bid="module-\d+"/g },
  { count: 'grade items', trace: /\bid="row_\d+_\d+"/g },
  { count: 'discussions', trace: /data-region="discussion-list-item"\s+data-discussionid="\d+"/g },
  {
    count: 'locked',
    trace: /<li\s[^>]*\bid="module-\d+"[^>]*>(?:(?!<li\s)[^])*?availabilityinfo[^"]*isrestricted/g,
  },
  { count: 'attempts', trace: /review\.php\?attempt=\d+/g },
  { file: /^page-/, count: 'files', trace: /\/pluginfile\.php\/\d+\/mod_page\/content\/[^"]+/g },
  { file: /^folder-/, count: 'files', trace: /\/pluginfile\.php\/\d+\/mod_folder\/content\/[^"?]+/g },
  { file: /popup-notifications/, count: 'notifications', trace: /"useridfrom":\s*\d+[^}]*/g },
]

/** … or with some. */
const traces: readonly Trace[] = [
  { file: /^course-/, count: 'files', trace: /modtype_resource\b/g },
  { file: /^course-/, count: 'described', trace: /activity-altcontent|contentafterlink/g },
  { file: /^(assign|quiz)-/, count: 'described', trace: /<div[^>]*\bid="intro"/g },
  { file: /^assign-(?!index)/, count: 'files', trace: /\/mod_assign\/intro(?:attachment)?\//g },
  { file: /^course-/, count: 'dated', trace: /data-region="activity-dates"/g },
  { file: /^course-/, count: 'completed', trace: /manual:undo/g },
  { file: /^grade-/, count: 'with feedback', trace: /class="[^"]*\bfeedbacktext\b[^"]*"[^>]*><p>/g },
]

/** What Spike makes of one recorded page. `english` is the same page in English, for one that is in Hebrew. */
export function understandPage(name: string, text: string, english: string | null): Understanding {
  const { status } = parseRecordedHttp(text).head
  const failure = webFailures.find((each) => each.file.test(name) && (each.status ?? status) === status)
  const unused = unusedPages.find(({ file }) => file.test(name))
  if (unused) return { passed: true, says: `not used by Spike: ${unused.reason}` }
  if (failure) return understandFailure(text, failure.code)
  const reader = webReaders.find(({ file }) => file.test(name))
  if (!reader && playedFiles.has(name)) return played
  if (!reader) return { passed: false, says: 'unknown: neither read by Spike nor listed as not used' }
  const reading = reader.read(text, name)
  const says = Object.entries(reading.counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ')
  if (isSilentlyEmpty(reading, name, text))
    return { passed: false, says: `${says}: less than the page shows` }
  if (english === null) return { passed: true, says }
  const isSame = isDeepStrictEqual(reading.essence, reader.read(english, name).essence)
  return { passed: isSame, says: `${says}${isSame ? ', as in English' : ': NOT as in English'}` }
}

function isSilentlyEmpty({ counts }: WebReading, name: string, text: string): boolean {
  const [first = '', main = 0] = Object.entries(counts)[0] ?? []
  const isOfThis = ({ file, count }: Trace) =>
    counts[count] !== undefined && (file?.test(name) ?? name.endsWith('.html'))
  const shown = ({ trace }: Trace) => new Set(text.match(trace)).size
  const exact = exactTraces.filter(isOfThis)
  if (counts['broken courses']) return true
  // Where the markup says how many there are, there may be none.
  if (main === 0 && !exact.some(({ count }) => count === first)) return true
  if (exact.some((trace) => counts[trace.count] !== shown(trace))) return true
  return traces.filter(isOfThis).some((trace) => counts[trace.count] === 0 && shown(trace) > 0)
}

/** Takes the answer for what production takes it: a page, an AJAX array, or the login page after a sign-in. */
function codeOf(text: string): MoodleErrorCode | null {
  try {
    const { head, body } = parseRecordedHttp(text)
    if (head.contentType.includes('json')) {
      const [outcome] = readAjaxAnswer(body, [{ function: 'any', args: {}, courseMoodleId: null }])
      return outcome && !outcome.ok ? outcome.error.code : null
    }
    const page = openRecordedPage(text)
    if (page.html.includes('id="page-login-index"')) {
      const login = parseLoginPage(page.html)
      if (login.refused) return 'auth.invalid_credentials'
    }
    parseCourse(page.html, page.context)
    return null
  } catch (error) {
    if (error instanceof MoodleError) return error.code
    throw error
  }
}

function understandFailure(text: string, expected: MoodleErrorCode): Understanding {
  const code = codeOf(text)
  if (code === expected) return { passed: true, says: code }
  return { passed: false, says: `${code ?? 'taken for an answer'} instead of ${expected}` }
}
