import type { MoodleErrorCode } from '@spike/moodle'
import { readAnswer } from '@spike/moodle/web-services'
import { playedFiles } from './exchanges.ts'
import { type Counts, readers } from './readers.ts'
import { parseRecordedHttp } from './recorded-http.ts'
import { unusedFunctions } from './unused-functions.ts'

/** Of a recording that is read together with others: see `exchanges.ts`. */
export const played: Understanding = {
  passed: true,
  says: 'played with others, where ws and web are both there',
}

export interface Understanding {
  readonly passed: boolean
  readonly says: string
}

const answered = { status: 200, contentType: 'application/json', retryAfterMs: undefined }

/** What Spike makes of one recorded file. Throws what production would throw. */
export function understand(fileName: string, text: string): Understanding {
  const unused = unusedFunctions.find(({ prefix }) => fileName.startsWith(prefix))
  if (unused) return { passed: true, says: `not used by Spike: ${unused.reason}` }
  if (playedFiles.has(fileName)) return played
  if (/^(error|disabled)\./.test(fileName)) return understandFailure(fileName, text)

  const reader = readers.find(({ prefix }) => fileName.startsWith(prefix))
  if (!reader) return { passed: false, says: 'unknown: neither read by Spike nor listed as not used' }
  const answer = readAnswer(answered, text, reader.functionName)
  if (!answer.ok) return understandRefusal(reader.functionName, answer.error.code)
  const counts = reader.read(answer.data)
  const says = Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ')
  return { passed: !isSilentlyEmpty(answer.data, text, counts), says }
}

/** A course may keep its grades from students: that is an answer Spike knows, and no other refusal is. */
function understandRefusal(functionName: string, code: MoodleErrorCode): Understanding {
  const passed = functionName === 'gradereport_user_get_grade_items' && code === 'moodle.grades_not_shown'
  return { passed, says: `refused: ${code}` }
}

function isEmptyRecording(data: unknown): boolean {
  if (Array.isArray(data)) return data.length === 0
  const lists = Object.entries(data ?? {}).flatMap(([name, list]) =>
    Array.isArray(list) && name !== 'warnings' ? [list] : [],
  )
  return lists.length > 0 && lists.every((list) => list.length === 0)
}

/** What a recording shows that has something of a kind: then the count of that kind is not zero. */
const traces: Readonly<Record<string, RegExp>> = {
  files: /"fileurl":\s*"/,
  described: /"(?:intro|description)":\s*"(?:<[^>]*>)*[^"<\s&\\]/,
  dates: /"dataid":/,
  completed: /"completiondata":\s*\{\s*"state":\s*[12]\b/,
  'ticked by hand': /"completion":\s*1\b/,
  locked: /"uservisible":\s*false/,
  subsections: /"component":\s*"mod_subsection"/,
  teachers: /"contacts":\s*\[\s*\{/,
  actionable: /"actionable":\s*true/,
  'for announcements': /"type":\s*"news"/,
  tracked: /"istracked":\s*true/,
  replies: /"numreplies":\s*[1-9]/,
  'with a due time': /"duedate":\s*[1-9]/,
  'with an end': /"(?:enddate|timeclose|timeduration)":\s*[1-9]/,
  graded: /"(?:graded":\s*true|graderaw":\s*\d)/,
  hidden: /"gradeishidden":\s*true/,
  weighted: /"weightraw":\s*\d/,
  extended: /"extensionduedate":\s*[1-9]/,
  'with feedback': /"feedback":\s*\{[^]*"text":\s*"[^"]/,
  finished: /"timefinish":\s*[1-9]/,
  read: /"read":\s*true/,
}

/** Something was recorded, and nothing of it, or nothing of one kind that shows in it, was understood. */
function isSilentlyEmpty(data: unknown, text: string, counts: Counts): boolean {
  if (isEmptyRecording(data)) return false
  const [main = 0] = Object.values(counts)
  if (counts['broken courses']) return true
  return main === 0 || Object.entries(traces).some(([what, trace]) => counts[what] === 0 && trace.test(text))
}

/** Which code each recorded failure must come to. */
const expectedFailures: readonly { readonly file: RegExp; readonly code: MoodleErrorCode }[] = [
  { file: /^error\.token\.(bad-password|suspended-user|unknown-user)\./, code: 'auth.invalid_credentials' },
  { file: /^error\.token\.missing-params\./, code: 'moodle.call_failed' },
  { file: /^error\.token\.unknown-service\./, code: 'moodle.web_services_off' },
  { file: /^error\.webservice-pluginfile\.bad-token\./, code: 'moodle.token_invalid' },
  { file: /^error\.webservice-pluginfile\.not-enrolled\./, code: 'moodle.course_unavailable' },
  { file: /^error\.ws\.(expired-token|function-not-in-service)\./, code: 'moodle.access_denied' },
  { file: /^error\.ws\.(grades-not-shown|other-users-grades)\./, code: 'moodle.grades_not_shown' },
  { file: /^error\.ws\.(hidden-course|not-enrolled-course)\./, code: 'moodle.course_unavailable' },
  { file: /^error\.ws\.(invalid-token|missing-token)\.json/, code: 'moodle.token_invalid' },
  // Spike always asks for JSON, so an answer in XML is nobody's it asked.
  { file: /^error\.ws\.invalid-token\.xml/, code: 'moodle.unexpected_answer' },
  { file: /^error\.ws\.(invalid-param|missing-param|no-such-|unknown-function)/, code: 'moodle.call_failed' },
  { file: /^disabled\.maintenance\./, code: 'moodle.maintenance' },
  // To be told from an expired token by asking site_info, which answers the same here.
  {
    file: /^disabled\.(mobile-service|webservices)-off\.webservice-pluginfile/,
    code: 'moodle.access_denied',
  },
  { file: /^disabled\.mobile-service-off\.rest/, code: 'moodle.access_denied' },
  { file: /^disabled\.mobile-service-off\.token\./, code: 'moodle.web_services_off' },
  { file: /^disabled\.rest-protocol-off\.rest/, code: 'moodle.web_services_off' },
  // Found only by a token that works: it opens no file of that address.
  { file: /^disabled\.rest-protocol-off\.webservice-pluginfile/, code: 'moodle.call_failed' },
  { file: /^disabled\.webservices-off\.(token|rest)/, code: 'moodle.web_services_off' },
]

function understandFailure(fileName: string, text: string): Understanding {
  // Not a failure at all: an empty list and a warning about a course that is not the student's.
  if (fileName.startsWith('error.ws.not-enrolled-assignments.')) {
    const { courses } = JSON.parse(text) as { courses: unknown[] }
    return { passed: courses.length === 0, says: 'no courses, one warning: nothing to list' }
  }
  if (fileName.startsWith('disabled.rest-protocol-off.token.')) {
    const { head, body } = parseRecordedHttp(text)
    return { passed: readAnswer(head, body).ok, says: 'still gives tokens: the first call will tell' }
  }
  const recorded = parseRecordedHttp(text)
  const answer = readAnswer(recorded.head, recorded.body)
  if (answer.ok) return { passed: false, says: 'a recorded failure was taken for an answer' }
  const { code, detail } = answer.error
  const expected = expectedFailures.find(({ file }) => file.test(fileName))
  const passed = expected?.code === code
  const says = `${code} (${detail})`
  return { passed, says: passed ? says : `${says} instead of ${expected?.code ?? 'a code that is listed'}` }
}
