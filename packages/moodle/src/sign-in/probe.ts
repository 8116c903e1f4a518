import { z } from 'zod'
import { MoodleError } from '../errors.ts'
import type { ProbeOptions, SiteProbe } from '../site.ts'
import { readAnswer } from '../answers/answer.ts'
import type { MoodleDeps } from '../deps.ts'
import type { LoginPage } from '../website/parse-login.ts'
import { askLoginPage } from './login-page.ts'
import { type PublicConfig, askPublicConfig } from './public-config.ts'

const siteCheckSchema = z.looseObject({ appsitecheck: z.literal('ok') })

/** token.php says without a name or a password whether it would give tokens. */
async function checkTokenPage(deps: MoodleDeps, options: ProbeOptions): Promise<void> {
  const answer = await deps.http.page({
    site: options.site,
    method: 'GET',
    path: '/login/token.php?appsitecheck=1',
    headers: { accept: 'application/json' },
    signal: options.signal,
    timeoutMs: options.requestTimeoutMs,
  })
  const read = readAnswer(answer, answer.text, 'login/token.php')
  if (!read.ok) throw read.error
  if (!siteCheckSchema.safeParse(read.data).success)
    throw new MoodleError('moodle.unexpected_answer', { detail: 'shape at top' })
}

/** An answer, or the `MoodleError` that came instead of one. */
async function settle<T>(asked: Promise<T>, signal: AbortSignal): Promise<T | MoodleError> {
  try {
    return await asked
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof MoodleError) return error
    throw error
  }
}

function decideSignIn(config: PublicConfig | null, page: LoginPage | null): SiteProbe['signIn'] {
  if (config?.signIn === 'browser') return 'browser'
  // In maintenance some sites show no form.
  if (page && !page.form && !page.maintenance) return 'browser'
  return config?.signIn ?? (page?.form ? 'password' : null)
}

/**
 * Asks three pages that anybody may ask, with no name and no password, so that nothing counts as a failed sign-in.
 * Rejects where none of them says anything.
 */
export async function probeSite(deps: MoodleDeps, options: ProbeOptions): Promise<SiteProbe> {
  const { signal } = options
  const [configAnswer, check, pageAnswer] = await Promise.all([
    settle(askPublicConfig(deps, options), signal),
    settle(checkTokenPage(deps, options), signal),
    settle(askLoginPage(deps, options), signal),
  ])
  const errors = [configAnswer, check, pageAnswer].filter((answer) => answer instanceof MoodleError)
  const maintenance = errors.some(({ code }) => code === 'moodle.maintenance')
  const saysOff = errors.some(({ code }) => code === 'moodle.web_services_off')
  const [first] = errors
  if (first && errors.length === 3 && !maintenance && !saysOff) throw first

  const config = configAnswer instanceof MoodleError ? null : configAnswer
  const page = pageAnswer instanceof MoodleError ? null : pageAnswer
  const names = config?.identityProviders.length ? config.identityProviders : page?.identityProviders
  return {
    webServices: config?.webServices ?? (saysOff ? false : null),
    mobileService: config?.mobileService ?? null,
    signIn: decideSignIn(config, page),
    launchUrl: config?.launchUrl ?? null,
    siteName: config?.siteName ?? null,
    tokenPage: check === undefined,
    loginForm: page?.form ? !page.form.captcha : false,
    identityProviders: names ?? [],
    maintenance: maintenance || (config?.maintenance ?? false) || (page?.maintenance ?? false),
  }
}
