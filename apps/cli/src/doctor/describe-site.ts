import { doctorWords } from '@spike/contract/words/operator'
import type { SiteKnowledge, SiteProbe } from '@spike/moodle'
import { parseSchedule } from '@spike/worker'
import { type Finding, note, ok, problem } from './finding.ts'

const { site, outlook, remembered } = doctorWords
const batchFunction = 'tool_mobile_call_external_functions'

/** What the site says of itself, line by line. */
export function describeProbe(probe: SiteProbe): Finding[] {
  const isOn = (on: boolean | null, what: string) => (on === true ? ok(what) : note(what))
  return [
    ...(probe.maintenance ? [note(site.maintenance())] : []),
    isOn(probe.webServices, site.webServices(probe.webServices)),
    isOn(probe.mobileService, site.mobileService(probe.mobileService)),
    isOn(probe.tokenPage, site.tokenPage(probe.tokenPage)),
    describeSignIn(probe.signIn),
    isOn(probe.loginForm, site.loginForm(probe.loginForm)),
    ok(site.identityProviders(probe.identityProviders)),
  ]
}

function describeSignIn(signIn: SiteProbe['signIn']): Finding {
  if (signIn === null) return note(site.signInUntold())
  return signIn === 'password' ? ok(site.byPassword()) : note(site.byBrowser())
}

/** How students will be read, and what to do where something bars. */
export function describeOutlook(probe: SiteProbe, knowledge: SiteKnowledge | null): Finding[] {
  const isOff = probe.webServices === false || probe.mobileService === false
  const byBrowser = probe.signIn === 'browser'
  // token.php is one place of a token's; a browser's sign-in ends in one, and a form may lead to one.
  const mayGiveTokens = probe.tokenPage || byBrowser || (probe.loginForm && probe.webServices === true)
  if (!isOff && mayGiveTokens) return describeTokens(knowledge)
  // Without a form that Spike can fill, and in maintenance there may be none.
  if (byBrowser || !(probe.loginForm || probe.maintenance)) return [problem(outlook.nobody())]
  const stopped = isOff && knowledge?.transport === 'web_services'
  return [note(stopped ? outlook.tokensStopped() : outlook.website()), note(outlook.askForWebServices())]
}

/** Of a site that says that it gives tokens: whether they open anything is known from those who had one. */
function describeTokens(knowledge: SiteKnowledge | null): Finding[] {
  if (knowledge?.transport === 'web_services') return []
  return [knowledge?.transport === 'website' ? note(outlook.tokensUseless()) : ok(outlook.webServices())]
}

/** What students who signed in and were read there taught. */
export function describeRemembered(knowledge: SiteKnowledge | null): Finding[] {
  if (knowledge === null || knowledge.transport === null) return [note(remembered.nothing())]
  const { transport, release, tokenFrom, functions, costs, requestMs } = knowledge
  const findings = [ok(remembered.transport(transport, release))]
  if (tokenFrom !== null) findings.push(ok(remembered.tokenFrom(tokenFrom)))
  if (functions !== null) findings.push(ok(remembered.functions(functions.length)))
  if (functions !== null && !functions.includes(batchFunction))
    findings.push(note(remembered.noBatches(batchFunction)))
  if (transport === 'web_services') findings.push(ok(remembered.costs(Object.keys(costs).length, requestMs)))
  return findings
}

export function describeLimits(limits: {
  readonly maxInFlight: number
  readonly retryAfterUntil: Date | null
  readonly now: Date
}): Finding[] {
  const { maxInFlight, retryAfterUntil, now } = limits
  const isLeftAlone = retryAfterUntil !== null && retryAfterUntil > now
  return [
    ok(doctorWords.inFlight(maxInFlight)),
    ...(isLeftAlone ? [note(doctorWords.leftAlone(retryAfterUntil))] : []),
  ]
}

/** When its students are synced without asking. `own` is null where the usual schedule counts. */
export function describeSchedule(schedules: {
  readonly own: string | null
  readonly usual: string
  readonly now: Date
}): Finding {
  const { own, usual, now } = schedules
  const line = own ?? usual
  const schedule = parseSchedule(line)
  if (schedule === 'off') return note(doctorWords.scheduleOff())
  const round = schedule?.roundAt(now)
  return round
    ? ok(doctorWords.schedule(line, own !== null, round.endsAt))
    : problem(doctorWords.scheduleUnreadable(line))
}
