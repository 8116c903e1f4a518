import type { Credential, MoodleReader, ReaderOptions } from '../site.ts'
import { batchFunction } from './calls.ts'
import { type ConnectionDeps, openConnection, siteInfoCall } from './connection.ts'
import { maxBatchCalls, orderCourses } from './content-plan.ts'
import { coursesSchema, mapCourses } from './courses.ts'
import { startAssembly } from './course-assembly.ts'
import { readInBatches } from './read-contents.ts'
import { readLists } from './read-lists.ts'
import { mapFunctions, mapProfile, siteInfoSchema } from './site-info.ts'

/** Reads one site as one student through its web services. */
export function openWebServicesReader(
  deps: ConnectionDeps,
  credential: Credential,
  options: ReaderOptions,
): MoodleReader {
  const { signal, requestTries } = options
  const connection = openConnection(deps, credential.token, options)

  async function askSite() {
    const info = await connection.ask(siteInfoCall, siteInfoSchema, { signal })
    const profile = mapProfile(info, options.site.url)
    const functions = mapFunctions(info)
    const offers = (name: string) => functions?.has(name) ?? true
    const { language, siteUrl, moodleUserId } = profile
    return {
      profile,
      offers,
      // A site that lists no functions is taken to be without batches: single calls work everywhere.
      hasBatches: functions?.has(batchFunction) ?? false,
      context: { language, siteUrl, moodleUserId, offers },
    }
  }

  /** Asked once a reader, whatever is read first; a failure is not remembered. */
  let known: ReturnType<typeof askSite> | undefined
  function site(): ReturnType<typeof askSite> {
    known ??= askSite().catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }

  return {
    readProfile: async () => (await site()).profile,

    async readCourses() {
      const { context } = await site()
      // The count of people in each course takes Moodle a third of the time.
      const args = { userid: context.moodleUserId, returnusercount: 0 }
      const call = { function: 'core_enrol_get_users_courses', args, courseMoodleId: null }
      return mapCourses(await connection.ask(call, coursesSchema, { signal }), context)
    },

    async readActivityLists(courses, onPart) {
      const { context, offers, hasBatches } = await site()
      const { delay } = deps
      const now = deps.now()
      return readLists(courses, {
        connection,
        signal,
        delay,
        context,
        offers,
        hasBatches,
        busyTries: requestTries,
        now,
        onPart,
      })
    },

    async *readCourseContents(courses, lists) {
      const { context, hasBatches } = await site()
      const ordered = orderCourses(courses, deps.now())
      yield* readInBatches({
        connection,
        assemblies: ordered.map((course) => startAssembly(course, lists, context)),
        signal,
        delay: deps.delay,
        batchesInFlight: options.requestsInFlight,
        callsPerBatch: hasBatches ? maxBatchCalls : 1,
        busyTries: requestTries,
      })
    },

    get requestCount() {
      return connection.requestCount
    },
  }
}
