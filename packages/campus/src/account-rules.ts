import { MoodleException, accessDenied, invalidToken } from './moodle-exception.ts'
import type { Person } from './seed/model.ts'
import type { Site } from './site.ts'
import type { TokenStore } from './token.ts'

/**
 * Whose token this is. Every use of a token passes here.
 *
 * A suspended account is the one case a client can tell apart, and only by its token: token.php words it as a wrong
 * password. `suspended` stands for a student who was suspended after signing in, so its token is given and then refused.
 *
 * @throws MoodleException invalidtoken, accessexception (expired), wsaccessusersuspended, forcepasswordchangenotice
 */
export function authenticate({
  site,
  tokens,
  token,
}: {
  site: Site
  tokens: TokenStore
  token: string
}): Person {
  if (!site.settings.webServices || !site.settings.mobileService) throw accessDenied()
  const check = tokens.check(token)
  if (check.is === 'unknown') throw invalidToken()
  if (check.is === 'expired') throw accessDenied()
  const person = site.content.findPerson(check.username)
  if (person === undefined) throw invalidToken()
  if (person.state === 'suspended') {
    throw new MoodleException(
      'wsaccessusersuspended',
      `Refused web service access for suspended username: ${person.username}`,
    )
  }
  if (person.state === 'must-change') throw new MoodleException(...mustChangePassword)
  return person
}

/** After the token was found good: may this person call this function? */
export function checkCallAllowed(person: Person, functionName: string) {
  if (functionName === 'core_webservice_get_site_info') return
  const refusal = refusals[person.state]
  if (refusal !== undefined) throw new MoodleException(...refusal)
}

const mustChangePassword = ['forcepasswordchangenotice', 'You must change your password to proceed.'] as const

/** What the student must first see to at the site; only site_info is answered meanwhile. */
const refusals: Partial<Record<Person['state'], readonly [errorcode: string, message: string]>> = {
  'must-change-site-info': mustChangePassword,
  'not-set-up': ['usernotfullysetup', 'User not fully set-up'],
  'policy-not-agreed': ['sitepolicynotagreed', 'Site policy not agreed'],
}
