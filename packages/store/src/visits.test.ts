import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addStudent } from '../../../tests/support/students.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import { continueVisit, noteVisit, readVisit } from './visits.ts'

const at = (time: string) => new Date(`2026-11-22T${time}Z`)

describe('a visit', () => {
  test('begins when the student is first seen, and there is none before it', () => {
    expect(continueVisit({ seenAt: null, beforeAt: null }, at('10:00:00'))).toEqual({
      seenAt: at('10:00:00'),
      beforeAt: null,
    })
  })

  test('goes on while they are seen at least every half hour, and is noted at most once a minute', () => {
    const visit = { seenAt: at('10:00:00'), beforeAt: at('08:00:00') }
    expect(continueVisit(visit, at('10:01:00'))).toBe(visit)
    expect(continueVisit(visit, at('10:01:01'))).toEqual({ ...visit, seenAt: at('10:01:01') })
    expect(continueVisit(visit, at('10:30:00'))).toEqual({ ...visit, seenAt: at('10:30:00') })
  })

  test('is over after half an hour: then the one before ended when they were last seen', () => {
    const visit = { seenAt: at('10:00:00'), beforeAt: at('08:00:00') }
    expect(continueVisit(visit, at('10:30:01'))).toEqual({
      seenAt: at('10:30:01'),
      beforeAt: at('10:00:00'),
    })
  })
})

describe('what is noted of visits', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())

  test('is the same whichever of several requests at once comes first', async () => {
    const { db } = database
    const { userId } = await addStudent(db)
    const first = await readVisit(db, userId)
    await noteVisit(db, { userId, from: first, now: at('08:00:00') })
    const from = await readVisit(db, userId)
    const visits = await Promise.all(
      ['10:00:00.000', '10:00:00.020', '10:00:00.040'].map((time) =>
        noteVisit(db, { userId, from, now: at(time) }),
      ),
    )
    expect(visits.map(({ beforeAt }) => beforeAt)).toEqual(visits.map(() => at('08:00:00')))
    const noted = await readVisit(db, userId)
    expect(noted.beforeAt).toEqual(at('08:00:00'))
    expect(visits.map(({ seenAt }) => seenAt)).toContainEqual(noted.seenAt)
  })
})
