import { costOfCall } from '../costs.ts'
import { answerError } from '../login.ts'
import { MoodleException, missingRecord } from '../moodle-exception.ts'
import type { RequestGate, Spend } from '../request-gate.ts'
import type { Person } from '../seed/model.ts'
import { isAtLeast } from '../site-settings.ts'
import type { SiteSettings } from '../site-settings.ts'
import { actionEventFunctions } from '../web-services/action-events.ts'
import { courseListFunctions } from '../web-services/course-lists.ts'
import { courseUpdateFunctions } from '../web-services/course-updates.ts'
import { notificationFunctions } from '../web-services/notifications.ts'
import { functionsOutsideService, webServiceFunctions } from '../web-services/registry.ts'
import type { WebServiceFunction } from '../web-services/web-service-function.ts'
import { checkCallAllowed } from '../account-rules.ts'
import { blockFunctions } from './block-functions.ts'
import { calendarViewFunctions } from './calendar-views.ts'
import { courseStateFunctions } from './course-state.ts'
import { describeCallContext } from './page-context.ts'
import type { Visit } from './page-context.ts'

const timeline = 'core_course_get_enrolled_courses_by_timeline_classification'

/** What pages may call besides web services; what is a web service here and not among them is closed to pages. */
const openFunctions: Record<string, WebServiceFunction> = {
  [timeline]: courseListFunctions[timeline] as WebServiceFunction,
  ...courseUpdateFunctions,
  ...actionEventFunctions,
  ...notificationFunctions,
  ...blockFunctions,
  ...calendarViewFunctions,
}

const functionsOf = (settings: SiteSettings): Record<string, WebServiceFunction> =>
  isAtLeast(settings, '4.1') ? { ...openFunctions, ...courseStateFunctions } : openFunctions

type AjaxCall = { function: string; args: unknown; courseId: number | undefined }

/** The calls of a request, or nothing where the body is no list of calls. */
export function readAjaxCalls(body: string): AjaxCall[] {
  const parsed = parseJson(body)
  return (Array.isArray(parsed) ? parsed : []).map(
    (call: { methodname?: unknown; args?: unknown } | null) => {
      const args = typeof call?.args === 'object' && call.args !== null ? call.args : {}
      const { courseid } = args as { courseid?: unknown }
      return {
        function: String(call?.methodname),
        args,
        courseId: courseid === undefined ? undefined : Number(courseid),
      }
    },
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `/lib/ajax/service.php`: one call after another, until the first that fails. Failures are HTTP 200. */
export async function serveAjax(
  visit: Visit,
  input: { calls: AjaxCall[]; gate: RequestGate; spend: Spend },
): Promise<Response> {
  const answers: unknown[] = []
  for (const call of input.calls) {
    if (!isKnown(visit.site.settings, call.function)) return answerError(missingRecord('external_functions'))
    try {
      answers.push({ error: false, data: await run(visit, { ...input, call }) })
    } catch (error) {
      answers.push({ error: true, exception: describeException(visit, error) })
      break
    }
  }
  return Response.json(answers, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store, no-cache, must-revalidate',
    },
  })
}

async function run(visit: Visit, input: { call: AjaxCall; gate: RequestGate; spend: Spend }) {
  const { call, gate, spend } = input
  const answer = functionsOf(visit.site.settings)[call.function]
  if (answer === undefined)
    throw new MoodleException(
      'servicenotavailable',
      "Web service is not available. (It doesn't exist or might be disabled.)",
    )
  const person = requirePerson(visit)
  const fault = await gate.beginCall({
    username: person.username,
    function: call.function,
    courseId: call.courseId,
  })
  let data: unknown
  try {
    if (fault?.kind === 'ws-error')
      throw new MoodleException(fault.errorcode, fault.message ?? fault.errorcode)
    checkCallAllowed(person, call.function)
    data = gate.time(() => answer(call.args, describeCallContext({ ...visit, person })))
    return data
  } finally {
    const milliseconds = costOfCall({ ...call, person, site: visit.site, answer: data })
    spend({ name: call.function, milliseconds })
  }
}

function requirePerson({ person, session, query }: Visit): Person {
  if (person === undefined)
    throw new MoodleException(
      'servicerequireslogin',
      'Web service is not available. (The session has been logged out or has expired.)',
    )
  if (query.get('sesskey') !== session.sesskey)
    throw new MoodleException('invalidsesskey', 'Your session has most likely timed out.')
  return person
}

const isKnown = (settings: SiteSettings, name: string) =>
  Object.hasOwn(functionsOf(settings), name) ||
  Object.hasOwn(webServiceFunctions, name) ||
  functionsOutsideService.has(name)

function describeException({ siteurl }: Visit, error: unknown) {
  const { errorcode, message } =
    error instanceof MoodleException
      ? error
      : new MoodleException('codingerror', `Coding error detected: ${String(error)}`)
  return {
    message,
    errorcode,
    link: `${siteurl}/`,
    moreinfourl: `https://docs.moodle.org/en/error/moodle/${errorcode}`,
  }
}
