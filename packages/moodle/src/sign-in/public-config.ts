import { z } from 'zod'
import { cleanLabel, cleanLabels } from '../clean-text.ts'
import { MoodleError } from '../errors.ts'
import type { ProbeOptions } from '../site.ts'
import { parseData, readAnswer } from '../answers/answer.ts'
import type { MoodleDeps } from '../deps.ts'

const functionName = 'tool_mobile_get_public_config'
const flag = z.union([z.boolean(), z.literal([0, 1])]).transform(Boolean)
/** All are optional: which are there depends on Moodle's release. */
const configSchema = z.looseObject({
  sitename: z.string().nullish(),
  enablewebservices: flag.nullish(),
  enablemobilewebservice: flag.nullish(),
  maintenanceenabled: flag.nullish(),
  typeoflogin: z.number().nullish(),
  showloginform: flag.nullish(),
  launchurl: z.string().nullish(),
  identityproviders: z.array(z.looseObject({ name: z.string() })).nullish(),
})
const answerSchema = z.tuple([z.looseObject({ error: z.literal(false), data: configSchema })])

export interface PublicConfig {
  readonly siteName: string | null
  readonly webServices: boolean | null
  readonly mobileService: boolean | null
  readonly maintenance: boolean
  /** How the Moodle app would sign in. */
  readonly signIn: 'password' | 'browser' | null
  readonly launchUrl: string | null
  readonly identityProviders: readonly string[]
}

/** tool_mobile's `typeoflogin`: 1 is a form in the app, 2 a browser, 3 a browser inside the app. */
function readTypeOfLogin(type: number | null | undefined, showsForm: boolean | null | undefined) {
  if (type === 2 || type === 3) return 'browser'
  if (type !== 1) return null
  return showsForm === false ? 'browser' : 'password'
}

/** What the site tells the Moodle app before anybody has signed in. Rejects with a `MoodleError` where it does not. */
export async function askPublicConfig(deps: MoodleDeps, options: ProbeOptions): Promise<PublicConfig> {
  const answer = await deps.http.page({
    site: options.site,
    method: 'POST',
    path: '/lib/ajax/service-nologin.php',
    body: { json: [{ index: 0, methodname: functionName, args: {} }] },
    headers: { accept: 'application/json' },
    signal: options.signal,
    timeoutMs: options.requestTimeoutMs,
  })
  const read = readAnswer(answer, answer.text, functionName)
  if (!read.ok) throw read.error
  const [{ data }] = parseData(answerSchema, read.data, functionName)
  return {
    siteName: data.sitename ? cleanLabel(data.sitename) : null,
    webServices: data.enablewebservices ?? null,
    mobileService: data.enablemobilewebservice ?? null,
    maintenance: data.maintenanceenabled ?? false,
    signIn: readTypeOfLogin(data.typeoflogin, data.showloginform),
    launchUrl: data.launchurl || null,
    identityProviders: cleanLabels((data.identityproviders ?? []).map(({ name }) => name)),
  }
}

/** As `askPublicConfig`; null where the site does not tell. */
export async function findPublicConfig(
  deps: MoodleDeps,
  options: ProbeOptions,
): Promise<PublicConfig | null> {
  try {
    return await askPublicConfig(deps, options)
  } catch (error) {
    options.signal.throwIfAborted()
    if (error instanceof MoodleError) return null
    throw error
  }
}
