import type { MoodleDeps } from '../deps.ts'
import { MoodleError } from '../errors.ts'
import { nothingKnown } from '../site-knowledge.ts'
import type { Credential, MoodleReader, ReaderOptions } from '../site.ts'
import type { PageContext } from './page-context.ts'
import { type ProfilePage, parseProfile } from './parse-profile.ts'
import { readAccount } from './read-account.ts'
import { openSession } from './session.ts'
import { mapTimeline, timelineCall } from './timeline.ts'

/** Reads one site as one student through its pages, with the session of a sign-in. */
export function openWebsiteReader(
  deps: MoodleDeps,
  credential: Extract<Credential, { kind: 'session' }>,
  options: ReaderOptions,
): MoodleReader {
  const session = openSession(deps, credential.cookies, options)

  /** Read once a reader, whatever is asked first: every other page needs what it tells. A failure is not remembered. */
  let known: Promise<ProfilePage> | undefined
  function person(): Promise<ProfilePage> {
    known ??= session
      .read({ path: '/user/profile.php', courseMoodleId: null, parse: parseProfile })
      .catch((error: unknown) => {
        known = undefined
        throw error
      })
    return known
  }

  const contextOf = ({ profile, timeZone }: ProfilePage): PageContext => ({
    language: profile.language,
    siteUrl: profile.siteUrl,
    timeZone,
  })

  return {
    readProfile: async () => (await person()).profile,

    async readCourses() {
      const page = await person()
      const [outcome] = await session.ajax([timelineCall], page.sesskey)
      if (!outcome?.ok)
        throw outcome?.error ?? new MoodleError('moodle.unexpected_answer', { detail: 'no_courses' })
      return mapTimeline(outcome.data, contextOf(page))
    },

    async *readAccount(request) {
      const page = await person()
      yield* readAccount(request, {
        session,
        sesskey: page.sesskey,
        moodleUserId: page.profile.moodleUserId,
        context: contextOf(page),
        now: deps.now(),
      })
    },

    get requestCount() {
      return session.requestCount
    },

    get knowledge() {
      return { ...(options.knowledge ?? nothingKnown), transport: 'website' as const }
    },
  }
}
