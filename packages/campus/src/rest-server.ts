import type { Context } from 'hono'
import type { HttpBindings } from '@hono/node-server'
import { authenticate, checkCallAllowed } from './account-rules.ts'
import { costOfCall } from './costs.ts'
import { parseForm } from './form-body.ts'
import type { FormRecord } from './form-body.ts'
import { MoodleException, accessDenied, missingRecord } from './moodle-exception.ts'
import { answerWebServicesOff } from './request-gate.ts'
import type { RequestGate, Spend } from './request-gate.ts'
import { courseIdOfInstance } from './seed/item-maker.ts'
import type { Person } from './seed/model.ts'
import type { Site } from './site.ts'
import type { TokenStore } from './token.ts'
import { int, list, readParams, structure, text } from './web-services/params.ts'
import {
  batchFunctionName,
  isOffered,
  functionsOutsideService,
  listFunctionNames,
  webServiceFunctions,
} from './web-services/registry.ts'

export type RestServerParts = { site: Site; tokens: TokenStore; gate: RequestGate; readUrl: () => string }

/** Who calls, and what the request may spend on it. */
type Caller = { person: Person; spend: Spend }
type Call = { function: string; args: unknown; courseId: number | undefined }

/** `POST /webservice/rest/server.php`: failures are HTTP 200 with `{exception, errorcode, message}`. */
export function createRestServer(parts: RestServerParts) {
  const { site, tokens, gate } = parts

  async function serve(c: Context<{ Bindings: HttpBindings }>): Promise<Response> {
    const body = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded')
      ? await c.req.text()
      : ''
    const form = parseForm([...new URL(c.req.url).searchParams, ...new URLSearchParams(body)])
    const {
      wstoken,
      wsfunction,
      moodlewsrestformat,
      moodlewssettingfilter,
      moodlewssettingfileurl,
      ...args
    } = form
    void [moodlewssettingfilter, moodlewssettingfileurl]
    const token = asText(wstoken)
    const name = asText(wsfunction)
    const calls = listCalls(name, args)
    const refuse = moodlewsrestformat === 'json' ? refuseInJson : refuseInXml
    return gate.pass({
      name,
      target: { username: tokens.peek(token), calls: [{ function: name, courseId: undefined }, ...calls] },
      bindings: c.env,
      refuse,
      // Its calls have costs of their own.
      costMs: 0,
      answer: async (spend) => {
        if (!site.settings.webServices || !site.settings.restProtocol) return answerWebServicesOff()
        try {
          if (refuse === refuseInXml)
            throw new MoodleException('invalidresponse', 'The campus answers in JSON only.')
          const person = authenticate({ site, tokens, token })
          const answer =
            name === batchFunctionName && isOffered(site.settings, name)
              ? await runBatch({ person, spend }, args)
              : await run({ person, spend }, { function: name, args })
          return answerJson(gate.time(() => JSON.stringify(answer)))
        } catch (error) {
          return refuse(asMoodleException(error))
        }
      },
    })
  }

  /** Each call, alone or in a batch, passes here. */
  async function run({ person, spend }: Caller, call: { function: string; args: unknown }): Promise<unknown> {
    const courseId = courseIdOfCall(call.args)
    const answer = webServiceFunctions[call.function]
    const isLeftOut = !isOffered(site.settings, call.function)
    if (answer === undefined || isLeftOut) {
      throw isLeftOut || functionsOutsideService.has(call.function)
        ? accessDenied()
        : missingRecord('external_functions')
    }
    const fault = await gate.beginCall({ username: person.username, function: call.function, courseId })
    let data: unknown
    try {
      if (fault?.kind === 'ws-error')
        throw new MoodleException(fault.errorcode, fault.message ?? fault.errorcode)
      checkCallAllowed(person, call.function)
      const context = {
        person,
        site,
        siteurl: parts.readUrl(),
        functionNames: listFunctionNames(site.settings),
      }
      data = gate.time(() => answer(call.args, context))
      return data
    } finally {
      const milliseconds = costOfCall({ ...call, person, site, answer: data })
      spend({ name: call.function, milliseconds })
    }
  }

  /** One call after another, until the first that fails: those after it have no response. */
  async function runBatch(caller: Caller, args: unknown) {
    const responses: { error: boolean; data?: string; exception?: string }[] = []
    for (const call of listBatchCalls(args)) {
      if (!Object.hasOwn(webServiceFunctions, call.function) || !isOffered(site.settings, call.function)) {
        // In a batch Moodle asks only whether the service has the function, and words the refusal so.
        responses.push({
          error: true,
          exception: JSON.stringify({ errorcode: 'accessexception', module: 'webservice' }),
        })
        break
      }
      try {
        const data = await run(caller, call)
        responses.push({ error: false, data: gate.time(() => JSON.stringify(data)) })
      } catch (error) {
        const { errorcode, message } = asMoodleException(error)
        const exception = { message, errorcode, link: `${parts.readUrl()}/`, moreinfourl: '' }
        responses.push({ error: true, exception: JSON.stringify(exception) })
        break
      }
    }
    return { responses }
  }

  return { serve }
}

const batchParams = {
  requests: list(
    structure({
      function: text(),
      arguments: text('{}'),
      settingraw: int(0),
      settingfilter: int(0),
      settingfileurl: int(1),
      settinglang: text(''),
    }),
  ),
}

function listBatchCalls(args: unknown): Call[] {
  return readParams(batchParams, args).requests.map((request) => {
    const parsed = parseArguments(request.arguments)
    return { function: request.function, args: parsed, courseId: courseIdOfCall(parsed) }
  })
}

/** Arguments that are no JSON object count as none, as in Moodle. */
function parseArguments(json: string): unknown {
  try {
    const parsed: unknown = JSON.parse(json)
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return {}
  }
}

/** The calls a request is about, for faults that strike by function or course. */
function listCalls(name: string, args: FormRecord): Call[] {
  if (name !== batchFunctionName) return [{ function: name, args, courseId: courseIdOfCall(args) }]
  try {
    return listBatchCalls(args)
  } catch {
    return []
  }
}

function courseIdOfCall(args: unknown): number | undefined {
  const { courseid, assignid, quizid, forumid } = args as Record<string, unknown>
  if (courseid !== undefined) return Number(courseid)
  const instance = assignid ?? quizid ?? forumid
  return instance === undefined ? undefined : courseIdOfInstance(Number(instance))
}

const asText = (value: string | FormRecord | undefined) => (typeof value === 'string' ? value : '')

/** A fault of the campus's own is worded as Moodle words a bug of its own. */
function asMoodleException(error: unknown): MoodleException {
  if (error instanceof MoodleException) return error
  return new MoodleException('codingerror', `Coding error detected: ${String(error)}`, 'coding_exception')
}

function answerJson(json: string): Response {
  return new Response(json, {
    headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
  })
}

const refuseInJson = (error: MoodleException) =>
  answerJson(
    JSON.stringify({ exception: error.phpClass, errorcode: error.errorcode, message: error.message }),
  )

/** What a client gets that did not ask for moodlewsrestformat=json. */
const refuseInXml = (error: MoodleException) =>
  new Response(
    `<?xml version="1.0" encoding="UTF-8" ?>\n<EXCEPTION class="${error.phpClass}">\n<ERRORCODE>${error.errorcode}</ERRORCODE>\n<MESSAGE>${error.message}</MESSAGE>\n</EXCEPTION>\n`,
    { headers: { 'content-type': 'application/xml; charset=utf-8' } },
  )
