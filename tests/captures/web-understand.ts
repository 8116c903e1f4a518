import { isDeepStrictEqual } from 'node:util'
import { MoodleError, type MoodleErrorCode } from '@spike/moodle'
import { parseCourse, parseLoginPage, readAjaxAnswer } from '@spike/moodle/website'
import { parseRecordedHttp } from './recorded-http.ts'
import type { Understanding } from './understand.ts'
import { unusedPages, webFailures } from './web-failures.ts'
import { openRecordedPage } from './web-page.ts'
import { type WebReading, webReaders } from './web-readers.ts'

/** A page's activities, by what its markup shows: what the parser must not come out below. */
const traces: readonly { readonly count: string; readonly trace: RegExp }[] = [
  { count: 'items', trace: /<li\s[^>]*\bid="module-\d+"/g },
  { count: 'grade items', trace: /\bid="row_\d+_\d+"/g },
  { count: 'discussions', trace: /data-region="discussion-list-item"/g },
  { count: 'locked', trace: /availabilityinfo[^"]*isrestricted/g },
]

/** What Spike makes of one recorded page. `english` is the same page in English, for one that is in Hebrew. */
export function understandPage(name: string, text: string, english: string | null): Understanding {
  const { status } = parseRecordedHttp(text).head
  const failure = webFailures.find((each) => each.file.test(name) && (each.status ?? status) === status)
  const unused = unusedPages.find(({ file }) => file.test(name))
  if (unused) return { passed: true, says: `not used by Spike: ${unused.reason}` }
  if (failure) return understandFailure(text, failure.code)
  const reader = webReaders.find(({ file }) => file.test(name))
  if (!reader) return { passed: false, says: 'unknown: neither read by Spike nor listed as not used' }
  const reading = reader.read(text, name)
  const says = Object.entries(reading.counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ')
  if (isSilentlyEmpty(reading, name.endsWith('.html') ? text : ''))
    return { passed: false, says: `${says}: less than the page shows` }
  if (english === null) return { passed: true, says }
  const isSame = isDeepStrictEqual(reading.essence, reader.read(english, name).essence)
  return { passed: isSame, says: `${says}${isSame ? ', as in English' : ': NOT as in English'}` }
}

function isSilentlyEmpty({ counts }: WebReading, html: string): boolean {
  const [main = 0] = Object.values(counts)
  const isLess = ({ count, trace }: (typeof traces)[number]) =>
    counts[count] !== undefined && counts[count] !== (html.match(trace)?.length ?? 0)
  return main === 0 || (html !== '' && traces.some(isLess))
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
