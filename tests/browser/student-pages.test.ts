import { readFile } from 'node:fs/promises'
import { translateTo } from '@spike/contract/words'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bringChanges } from '../support/bring-changes.ts'
import { launchBrowser, openPage } from '../support/browser.ts'
import { signInAs } from '../support/student-page.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

// One student from their first sync to their leaving: each test goes on where the one before it ended.
const username = 'six'
const t = translateTo('he')

let stack: TestStack
let browser: Browser
let context: BrowserContext
let page: Page
/** The course in which most has changed, without its number, which not every page has room for. */
let courseName: string
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startTestStack(), launchBrowser()])
  ;({ page, context } = await openPage(browser, stack.apiUrl))
  await signInAs(page, username)
  await page.getByRole('heading', { name: t('stages.completed') }).waitFor({ timeout: 60_000 })
  courseName = (await bringChanges(stack, username)).replace(/ \([\d-]+\)$/, '')
})
afterAll(async () => {
  await context?.close()
  await browser?.close()
  await stack?.close()
})

const newMarks = () => page.locator('#content .new-mark')
const unread = async () => Number((await page.locator('.nav-count').textContent()) ?? 0)

test('what a second sync found is told by Today, and marked in the course until that was seen', async () => {
  await page.goto('/')
  const before = await unread()
  expect(before).toBeGreaterThan(5)
  await page.getByTestId('news').getByRole('link', { name: courseName }).click()
  await page.getByRole('heading', { level: 1, name: courseName }).waitFor()
  await newMarks().first().waitFor()
  await expect.poll(unread).toBeLessThan(before)
  // They stay as long as the page is looked at.
  expect(await newMarks().count()).toBeGreaterThan(0)

  await page.goto('/courses')
  const card = page.getByTestId('course-card').filter({ hasText: courseName })
  await card.waitFor()
  expect(await card.locator('.new-mark').count()).toBe(0)
  // The other course's are as they were.
  expect(await newMarks().count()).toBe(1)
  await card.getByRole('link').click()
  await page.locator('.item[data-kind]').first().waitFor()
  expect(await newMarks().count()).toBe(0)
})

test('the feed of changes is narrowed down in the address, and back undoes it', async () => {
  await page.goto('/changes')
  const rows = page.locator('.change')
  await rows.first().waitFor()
  const all = await rows.count()
  await page.getByRole('combobox', { name: t('changes.kind'), exact: true }).selectOption('grade_given')
  await page.waitForURL('**/changes?kind=grade_given')
  await expect.poll(() => rows.count()).toBe(2)
  await page.reload()
  await expect.poll(() => rows.count()).toBe(2)
  await page.goBack()
  await expect.poll(() => new URL(page.url()).search).toBe('')
  await expect.poll(() => rows.count()).toBe(all)
})

test('the address of the calendar is made, and gives the deadlines to whoever has it', async () => {
  await page.goto('/account')
  await page.getByRole('button', { name: t('today.feedMake') }).click()
  const url = await page.getByLabel(t('today.feedAddress')).inputValue()
  const calendar = await fetch(url)
  expect(calendar.headers.get('content-type')).toContain('text/calendar')
  const text = await calendar.text()
  expect(text).toContain('BEGIN:VEVENT')
  expect(text).toContain('תרגיל בית 5')
})

test('all that is kept is downloaded', async () => {
  const download = page.waitForEvent('download')
  const what = t('account.downloadJson')
  await page.getByRole('button', { name: t('account.downloadNamed', { what }) }).click()
  const file = await (await download).path()
  const kept = await readFile(file, 'utf8')
  expect(JSON.parse(kept)).toBeTypeOf('object')
  expect(kept).toContain(courseName)
})

test('the devices that are signed in are listed, and the other one is signed out', async () => {
  const elsewhere = await stack.signIn(username)
  await page.goto('/account')
  const devices = page.getByTestId('device-row')
  await devices.filter({ hasText: t('account.thisDevice') }).waitFor()
  expect(await devices.count()).toBe(3)
  await page.getByRole('button', { name: t('account.signOutOthers') }).click()
  await expect.poll(() => devices.count()).toBe(1)
  expect((await elsewhere.fetch('/api/auth/me')).status).toBe(401)
})

test('deleting the account ends at the sign-in page, and nothing is left here or there', async () => {
  await page.getByRole('button', { name: t('account.deleteOpen') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(username)
  await dialog.getByRole('button', { name: t('account.deleteYes') }).click()
  await page.getByRole('heading', { level: 1, name: t('signIn.title') }).waitFor()
  await page.getByText(t('signIn.accountDeleted')).waitFor()

  const users = await stack.db.selectFrom('users').select('id').where('username', '=', username).execute()
  expect(users).toEqual([])
  await expect
    .poll(() => page.evaluate(async () => (await caches.keys()).filter((name) => !name.includes('shell'))))
    .toEqual([])
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('signed-in')
  expect(await context.cookies()).toEqual([])
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: t('signIn.title') }).waitFor()
})
