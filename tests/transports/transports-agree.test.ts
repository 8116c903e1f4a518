import type { Release, SiteSettings } from '@spike/campus'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type AccountPart, type AccountRows, type Facts, readAccountRows } from '../support/account-rows.ts'
import { makeReadingsOld } from '../support/make-readings-old.ts'
import { readToTheEnd } from '../support/read-to-the-end.ts'
import { readRowVersions } from '../support/row-versions.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterEach(() => stack.campus.control.reset())
afterAll(() => stack.close())

const student = 'six'
const courseCount = 6

interface Unshown {
  readonly field: `${AccountPart}.${string}`
  readonly what: string
  /** All unless said. */
  readonly releases?: readonly Release[]
  isMet(read: { services: Facts; website: Facts; account: AccountRows; key: string }): boolean
}

const hasHiddenGrade = (account: AccountRows, key: string) =>
  Object.values(account.grades).some((grade) => grade['item'] === Number(key) && grade['hidden'] === true)

/** What the pages of a sync do not show, and only that may be different. */
const unshown: readonly Unshown[] = [
  {
    field: 'grades.grade',
    what: 'more of the points behind a letter than a rounded percentage tells',
    isMet: ({ services, website }) =>
      services['letter'] !== null && Math.abs(Number(services['grade']) - Number(website['grade'])) < 0.02,
  },
  {
    field: 'grades.hidden',
    what: 'that a grade which is not there is a hidden one',
    isMet: ({ services, website }) => services['hidden'] === true && website['grade'] === null,
  },
  {
    field: 'assignments.graded',
    what: 'that something is graded whose grade is hidden',
    isMet: ({ services, account, key }) => services['graded'] === true && hasHiddenGrade(account, key),
  },
  {
    field: 'assignments.submission',
    what: 'whether nothing was handed in or nothing is to be handed in',
    isMet: ({ services, website }) => services['submission'] === 'none' && website['submission'] === 'new',
  },
  {
    field: 'items.completed',
    releases: ['3.11'],
    what: 'that something locked is not done',
    isMet: ({ services, website }) => services['accessible'] === false && website['completed'] === null,
  },
]

/** Every fact that is not the same, but for what the website does not show; and which of that was met. */
function compare(services: AccountRows, website: AccountRows, allowed: readonly Unshown[]) {
  const differences: string[] = []
  const met = new Set<Unshown>()
  for (const part of Object.keys(services) as AccountPart[]) {
    for (const key of new Set([...Object.keys(services[part]), ...Object.keys(website[part])])) {
      const rows = { services: services[part][key] ?? {}, website: website[part][key] ?? {} }
      for (const field of new Set([...Object.keys(rows.services), ...Object.keys(rows.website)])) {
        const [one, other] = [rows.services[field], rows.website[field]].map((fact) => JSON.stringify(fact))
        if (one === other) continue
        const reason = allowed.find(
          (each) => each.field === `${part}.${field}` && each.isMet({ ...rows, account: services, key }),
        )
        if (reason) met.add(reason)
        else differences.push(`${part} ${key} ${field}: web services ${one}, website ${other}`)
      }
    }
  }
  return { differences, met }
}

const sites: readonly (Partial<SiteSettings> & { release: Release })[] = [
  { release: '3.11' },
  { release: '4.1' },
  { release: '4.5', language: 'en' },
  { release: '5.0' },
]
test.each(sites)('both transports read the same student alike, in %o', async (settings) => {
  const { control } = stack.campus
  const signIn = async (webServices: boolean) => {
    const universityId = `${webServices ? 'services' : 'website'}-${settings.release.replace('.', '-')}`
    control.setSite({ ...settings, webServices })
    await stack.addInstitution(universityId)
    const client = await stack.signIn(student, { universityId })
    expect(await client.waitForEnd()).toMatchObject({ status: 'completed', partial: false })
    if (!webServices) await readToTheEnd(stack, client)
    return { client, rows: await readAccountRows(stack.db, universityId) }
  }
  const services = await signIn(true)
  const website = await signIn(false)
  for (const rows of Object.values(services.rows)) expect(Object.keys(rows)).not.toEqual([])
  const allowed = unshown.filter(({ releases }) => releases?.includes(settings.release) ?? true)
  const { differences, met } = compare(services.rows, website.rows, allowed)
  expect(differences).toEqual([])
  expect(allowed.filter((each) => !met.has(each))).toEqual([])

  // Once more with every course read again: nothing of it is new, and all requests are the sync's.
  await makeReadingsOld(stack.db)
  const before = await readRowVersions(stack.db)
  control.resetCounters()
  expect(await website.client.syncAgain()).toMatchObject({ partial: false, counts: { changes: 0 } })
  expect(await readRowVersions(stack.db)).toEqual(before)
  const pagesPerCourse = settings.release === '3.11' ? 3 : 2
  expect(control.countCalls({ function: 'core_course_get_contents' })).toBe(0)
  expect(control.readCounters().requests).toBeGreaterThanOrEqual(2 * courseCount)
  expect(control.readCounters().requests).toBeLessThanOrEqual(6 + pagesPerCourse * courseCount)
})
