import { createHmac } from 'node:crypto'

export type TokenCheck =
  | { is: 'valid'; username: string }
  | { is: 'expired'; username: string }
  | { is: 'unknown' }

export type TokenStore = ReturnType<typeof createTokenStore>

/**
 * Tokens follow from seed, name and a generation, so they outlive a restart without being stored: signing in twice
 * gives the same one. An expired token answers once as expired and is then gone, as in Moodle; the next sign-in
 * raises the generation.
 *
 * @param generations by username, where it is not 0; changed in place
 * @param onChange called when a generation was raised
 */
export function createTokenStore(input: {
  seed: string
  usernames: string[]
  generations: Record<string, number>
  onChange: () => void
}) {
  const { seed, generations } = input
  const expired = new Set<string>()
  const usernameByToken = new Map(input.usernames.map((username) => [makeToken(username), username]))

  function makeToken(username: string): string {
    const message = `${username}:${generations[username] ?? 0}`
    return createHmac('sha256', `campus/${seed}`).update(message).digest('hex').slice(0, 32)
  }

  function renew(username: string) {
    usernameByToken.delete(makeToken(username))
    generations[username] = (generations[username] ?? 0) + 1
    usernameByToken.set(makeToken(username), username)
    expired.delete(username)
    input.onChange()
  }

  return {
    signIn(username: string): string {
      if (expired.has(username)) renew(username)
      return makeToken(username)
    },
    /** Whose token it is, whatever its state, without using it up. */
    peek: (token: string): string | undefined => usernameByToken.get(token),
    check(token: string): TokenCheck {
      const username = usernameByToken.get(token)
      if (username === undefined) return { is: 'unknown' }
      if (!expired.has(username)) return { is: 'valid', username }
      renew(username)
      return { is: 'expired', username }
    },
    expire(username: string) {
      expired.add(username)
    },
  }
}
