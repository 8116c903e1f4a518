import { z } from 'zod'
import type { MoodleDeps } from '../deps.ts'
import type { Profile } from '../reading.ts'
import { type SiteKnowledge, boundSiteKnowledge, nothingKnown } from '../site-knowledge.ts'
import type { Credential, MoodleReader, ReaderOptions } from '../site.ts'
import { batchFunction } from './calls.ts'
import { checkAccount, checkCall } from './check-account.ts'
import { openConnection, siteInfoCall } from './connection.ts'
import { coursesFunction, readCourseList } from './course-list.ts'
import type { MapContext } from '../answers/map-context.ts'
import { once } from './once.ts'
import { readAccount } from './read-account.ts'
import { mapFunctions, mapProfile, siteInfoSchema } from './site-info.ts'

interface Site {
  readonly profile: Profile
  readonly functions: ReadonlySet<string> | null
  readonly context: MapContext
}

/** Reads one site as one student through its web services. */
export function openWebServicesReader(
  deps: MoodleDeps,
  credential: Extract<Credential, { kind: 'token' }>,
  options: ReaderOptions,
): MoodleReader {
  const { signal } = options
  const connection = openConnection(deps, credential.token, options)
  let met: Site | null = null

  const askSite = once(async (): Promise<Site> => {
    const info = await connection.ask(siteInfoCall, siteInfoSchema, { signal })
    const profile = mapProfile(info, options.site.url)
    const { language, siteUrl } = profile
    const context = { language, siteUrl, askedUrl: options.site.url }
    return (met = { profile, functions: mapFunctions(info), context })
  })

  /** Moodle gives of somebody else the courses that this student is in too. */
  function askCoursesOf(userid: number): Promise<unknown> {
    // The count of people in each course takes Moodle a third of the time.
    const args = { userid, returnusercount: 0 }
    const call = { function: coursesFunction, args, courseMoodleId: null }
    return connection.ask(call, z.unknown(), { signal })
  }

  const askCourses = once(async () => {
    // Who signed in before is known: then the two calls go side by side.
    const expected = options.moodleUserId ?? (await askSite()).profile.moodleUserId
    const [answer, { profile, context, functions }] = await Promise.all([askCoursesOf(expected), askSite()])
    const { moodleUserId } = profile
    const courses = readCourseList(
      moodleUserId === expected ? answer : await askCoursesOf(moodleUserId),
      context,
    )
    // Somebody who must first act at their university is answered so, too.
    if (courses.length === 0 && (functions?.has(checkCall.function) ?? true))
      await checkAccount(connection, signal)
    return courses
  })

  return {
    async readProfile() {
      // The list of courses is what is asked for next: it need not wait. Whoever asks for it hears of its failure.
      if (options.moodleUserId !== null) askCourses().catch(() => {})
      return (await askSite()).profile
    },

    readCourses: askCourses,

    async *readAccount(request) {
      const { profile, functions, context } = await askSite()
      yield* readAccount(request, {
        connection,
        options,
        delay: deps.delay,
        now: deps.now(),
        site: {
          moodleUserId: profile.moodleUserId,
          context,
          offers: (name) => functions?.has(name) ?? true,
          // A site that lists no functions is taken to be without batches: single calls work everywhere.
          hasBatches: functions?.has(batchFunction) ?? false,
        },
      })
    },

    get requestCount() {
      return connection.requestCount
    },

    get knowledge(): SiteKnowledge {
      const before = options.knowledge ?? nothingKnown
      if (!met) return before
      return boundSiteKnowledge({
        ...before,
        ...connection.meter.learnt(),
        transport: 'web_services',
        release: met.profile.release,
        functions: met.functions && [...met.functions],
      })
    },
  }
}
