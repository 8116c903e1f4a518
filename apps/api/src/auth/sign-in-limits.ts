import type { OpenDatabase } from '@spike/store'
import { type Counter, createCounter } from '@spike/store/rate-limits'
import { ApiError } from '../errors.ts'

/**
 * Moodle's own lockout, where a site has one on, is 10 wrong passwords in 30 minutes; a student must not run into it
 * by way of Spike. Only wrong passwords count, and a right one clears them.
 */
const nameLimit = 8
const nameWindowSeconds = 30 * 60
/** Of one name from one address: how long the next try has to wait after the n-th wrong one. */
const pairDelaysSeconds = [0, 0, 2, 5, 900, 1800, 3600, 7200] as const
const pairLimit = 5
const pairWindowSeconds = 24 * 60 * 60
/** A whole campus may share an address. */
const addressLimit = 100
const addressWindowSeconds = 15 * 60
/** Sign-ins that an address begins on universities' own pages; each is a row until its time is over. */
const launchLimit = 300
const launchWindowSeconds = 15 * 60
/** What is pasted is no password: many wrong ones of an address bar nobody from signing in with theirs. */
const pasteLimit = 100
const pasteWindowSeconds = 15 * 60
/** Longer than any sign-in takes. */
const inFlightSeconds = 60

export interface SignInLimits {
  /**
   * Runs a try of signing in if the limits allow it, else throws `auth.rate_limited`. `isWrong` tells which errors
   * of `attempt` mean that the password was wrong.
   */
  guard<T>(
    who: { readonly name: string; readonly address: string },
    attempt: () => Promise<T>,
    isWrong: (error: unknown) => boolean,
  ): Promise<T>
  /** The same for a pasted link or token, which names nobody: by address alone. */
  guardPaste<T>(address: string, attempt: () => Promise<T>, isWrong: (error: unknown) => boolean): Promise<T>
  /** Counts a sign-in that begins on a university's own page; throws `auth.rate_limited` where they are too many. */
  countLaunch(address: string): Promise<void>
}

/** `kind` keeps students and staff apart. */
export function createSignInLimits({ pool }: OpenDatabase, kind: 'student' | 'staff'): SignInLimits {
  const counter = (name: string, seconds: number): Counter => createCounter(pool, `${kind}-${name}`, seconds)
  const byAddress = counter('address', addressWindowSeconds)
  const byName = counter('name', nameWindowSeconds)
  const byPair = counter('pair', pairWindowSeconds)
  const holds = counter('hold', pairWindowSeconds)
  const inFlight = counter('in-flight', inFlightSeconds)
  const launches = counter('launch', launchWindowSeconds)
  const pastes = counter('paste', pasteWindowSeconds)

  async function countWrong(name: string, address: string, pair: string): Promise<void> {
    await byAddress.add(address)
    await byName.extend(name, nameWindowSeconds)
    const wrong = await byPair.add(pair)
    const delaySeconds = pairDelaysSeconds[Math.min(wrong, pairDelaysSeconds.length) - 1] ?? 0
    if (delaySeconds > 0) await holds.extend(pair, delaySeconds)
  }

  return {
    async guard({ name, address }, attempt, isWrong) {
      const pair = `${address} ${name}`
      // Tries that run at this moment count as wrong ones, or many at once would slip through.
      const running = await inFlight.add(name)
      try {
        const [ofAddress, ofName, ofPair, hold] = await Promise.all([
          byAddress.read(address),
          byName.read(name),
          byPair.read(pair),
          holds.read(pair),
        ])
        if (hold.points > 0) throw limited(hold.msLeft)
        if (ofAddress.points >= addressLimit) throw limited(ofAddress.msLeft)
        if (ofName.points >= nameLimit) throw limited(ofName.msLeft)
        if (running > 1 && running > Math.min(nameLimit - ofName.points, pairLimit - ofPair.points)) {
          throw limited(1000)
        }
        const result = await attempt()
        if (ofName.points + ofPair.points > 0) await Promise.all([byName.clear(name), byPair.clear(pair)])
        return result
      } catch (error) {
        if (isWrong(error)) await countWrong(name, address, pair)
        throw error
      } finally {
        await inFlight.takeBack(name)
      }
    },
    async guardPaste(address, attempt, isWrong) {
      // Counted as wrong until it is known to be right, or many at once would slip through.
      const points = await pastes.add(address)
      try {
        if (points > pasteLimit) throw limited((await pastes.read(address)).msLeft)
        const result = await attempt()
        await pastes.takeBack(address)
        return result
      } catch (error) {
        if (!isWrong(error)) await pastes.takeBack(address)
        throw error
      }
    },
    async countLaunch(address) {
      if ((await launches.add(address)) > launchLimit) throw limited((await launches.read(address)).msLeft)
    },
  }
}

const limited = (ms: number) =>
  new ApiError('auth.rate_limited', { retryAfterSeconds: Math.max(1, Math.ceil(ms / 1000)) })
