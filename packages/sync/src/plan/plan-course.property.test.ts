import { applyCoursePlan, type CoursePlan, readCourseSnapshot } from '@spike/store'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCourse } from '../../../../tests/support/student-rows.ts'
import { addWaitingJob } from '../../../../tests/support/students.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/test-database.ts'
import { applyPlan, sortRows } from '../testing/apply-plan.ts'
import { anyContent } from '../testing/arbitrary-content.ts'
import { planCourse } from './plan-course.ts'
import { toReadRows } from './read-rows.ts'
import { nothingStored, wantCourse } from './want-course.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const readAt = new Date(0)
const readings = fc.array(anyContent.map(toReadRows), { minLength: 1, maxLength: 3 })

/** The names of a plan's parts that would write something. */
function writesOf(plan: CoursePlan): string[] {
  return Object.entries(plan)
    .filter(([, part]) => Object.values(part as object).flat().length > 0)
    .map(([name]) => name)
}

test('a plan applied to what is stored gives what is wanted, and planning again gives nothing', () => {
  fc.assert(
    fc.property(readings, (each) => {
      let stored = nothingStored
      for (const read of each) {
        const wanted = wantCourse(stored, read)
        stored = applyPlan(stored, planCourse({ rows: stored, readAt }, read))
        expect(sortRows(stored)).toEqual(sortRows(wanted))
        expect(writesOf(planCourse({ rows: stored, readAt }, read))).toEqual([])
      }
    }),
    { numRuns: 300 },
  )
})

test('so it does in PostgreSQL', async () => {
  const { db } = database
  const { userId, jobId } = await addWaitingJob(db)
  let moodleId = 0
  await fc.assert(
    fc.asyncProperty(readings, async (each) => {
      moodleId += 1
      const courseId = await addCourse(db, { user_id: userId, moodle_id: moodleId, full_name: 'רשתות' })
      for (const read of each) {
        const stored = await readCourseSnapshot(db, courseId)
        const plan = planCourse({ rows: stored, readAt }, read)
        const facts = { categoryName: null, teachers: null }
        await db
          .transaction()
          .execute((trx) => applyCoursePlan(trx, { userId, courseId, jobId }, { plan, facts }))
        const after = await readCourseSnapshot(db, courseId)
        expect(sortRows(after)).toEqual(sortRows(wantCourse(stored, read)))
        expect(writesOf(planCourse({ rows: after, readAt }, read))).toEqual([])
      }
    }),
    // Each step towards a smaller example would be a course in the database.
    { numRuns: 40, endOnFailure: true },
  )
})
