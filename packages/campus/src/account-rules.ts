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
  if (person.state === 'must-change') throw mustChangePassword()
  return person
}

/** After the token was found good: may this person call this function? */
export function checkCallAllowed(person: Person, functionName: string) {
  if (person.state === 'must-change-site-info' && functionName !== 'core_webservice_get_site_info') {
    throw mustChangePassword()
  }
}

const mustChangePassword = () =>
  new MoodleException('forcepasswordchangenotice', 'You must change your password to proceed.')
