import { translateTo } from '@spike/contract/words'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFindings } from '../support/accessibility.ts'
import { launchBrowser, openPage, phone } from '../support/browser.ts'
import { courseCards, fillSignIn, savedCourses, signInAs } from '../support/student-page.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
let browser: Browser
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startTestStack(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

const t = translateTo('he')
const banner = (page: Page) => page.getByTestId('offline-banner')
const storedAnswers = (page: Page) =>
  page.evaluate(async () => {
    if (!(await caches.has('spike-data'))) return []
    const requests = await (await caches.open('spike-data')).keys()
    return requests.map(({ url }) => new URL(url).pathname).toSorted()
  })
const countSessions = () =>
  stack.db
    .selectFrom('sessions')
    .select('id_hash')
    .execute()
    .then(({ length }) => length)

async function signOut(page: Page): Promise<void> {
  await page.locator('.person-button').click()
  await page
    .getByRole('button', { name: t('app.signOut') })
    .or(page.getByRole('menuitem', { name: t('app.signOut') }))
    .click()
  await page.getByRole('heading', { name: t('signIn.title') }).waitFor()
}

test('without a network the last data are shown as such; signing out removes them at once, and ends the session later', async () => {
  const { page, context } = await openPage(browser, stack.apiUrl, { viewport: phone })
  await page.goto('/')
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
  await signInAs(page, 'six')
  await savedCourses(page).first().waitFor()
  await page.goto('/courses')
  await courseCards(page).first().waitFor()
  const names = await courseCards(page).allTextContents()
  await expect
    .poll(() => storedAnswers(page))
    .toEqual(expect.arrayContaining(['/api/auth/me', '/api/courses']))
  // All files of the app are there once the worker is.
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)

  await context.setOffline(true)
  await page.reload()
  await courseCards(page).first().waitFor()
  expect(await courseCards(page).allTextContents()).toEqual(names)
  await banner(page).waitFor()
  expect(await banner(page).textContent()).toContain(t('offline.shown'))
  expect(await findFindings(page)).toEqual([])

  await context.setOffline(false)
  await banner(page).waitFor({ state: 'detached' })

  await context.setOffline(true)
  await page.reload()
  await banner(page).waitFor()
  expect(await countSessions()).toBe(1)
  await signOut(page)
  await expect.poll(() => storedAnswers(page)).toEqual([])
  const left = await page.evaluate(async () => ({
    caches: (await caches.keys()).filter((name) => !name.startsWith('spike-shell-')),
    databases: await indexedDB.databases(),
    session: Object.keys(sessionStorage),
    local: Object.keys(localStorage).toSorted(),
  }))
  expect(left).toEqual({
    caches: [],
    databases: [],
    session: [],
    local: ['spike.font', 'spike.sign-out-pending', 'spike.university'],
  })
  await page.reload()
  await page.getByRole('heading', { name: t('signIn.title') }).waitFor()
  expect(await countSessions()).toBe(1)

  await context.setOffline(false)
  await expect.poll(countSessions).toBe(0)
  await expect.poll(() => page.evaluate(() => localStorage.getItem('spike.sign-out-pending'))).toBeNull()
  await page.goto('/courses')
  await page.getByRole('heading', { name: t('signIn.title') }).waitFor()
  await context.close()
})

test('the next student on the same device sees nothing of the one before', async () => {
  const { page, context } = await openPage(browser, stack.apiUrl)
  await signInAs(page, 'student11')
  await expect.poll(() => storedAnswers(page)).toContain('/api/courses')
  await signOut(page)
  await expect.poll(() => storedAnswers(page)).toEqual([])
  await signInAs(page, 'student12')
  await expect.poll(() => storedAnswers(page)).toContain('/api/auth/me')
  await context.setOffline(true)
  await page.reload()
  await banner(page).waitFor()
  const stored = await page.evaluate(async () => {
    const cache = await caches.open('spike-data')
    const answers = await Promise.all(
      (await cache.keys()).map(async (key) => (await cache.match(key))?.text()),
    )
    return answers.join('\n')
  })
  expect(stored).toContain('"username":"student12"')
  expect(stored).not.toContain('"username":"student11"')
  await context.close()
})

test('who signs out by one tab is gone from the others, where the next student then is', async () => {
  const { page, context } = await openPage(browser, stack.apiUrl)
  await signInAs(page, 'student13')
  await savedCourses(page).first().waitFor()
  const other = await context.newPage()
  await other.goto('/courses')
  await courseCards(other).first().waitFor()

  await signOut(page)
  await other.getByRole('heading', { name: t('signIn.title') }).waitFor()
  expect(new URL(other.url()).pathname).toBe('/')

  await fillSignIn(page, 'student14')
  await savedCourses(page).first().waitFor()
  const { user } = (await (await page.request.get('/api/auth/me')).json()) as { user: { fullName: string } }
  await other.locator('.person-button').click()
  expect(await other.locator('.person-name').textContent()).toBe(user.fullName)
  await context.close()
})

test('a file that was open is not come back to after its student has signed out', async () => {
  const { page, context } = await openPage(browser, stack.apiUrl)
  await signInAs(page, 'student15')
  await savedCourses(page).first().waitFor()
  const findText = () =>
    stack.db
      .selectFrom('files')
      .innerJoin('users', 'users.id', 'files.user_id')
      .select('files.id')
      .where('users.username', '=', 'student15')
      .where('files.type', '=', 'content')
      .executeTakeFirst()
  await expect.poll(findText).toBeTruthy()
  const file = await context.newPage()
  await file.goto(`/api/files/${(await findText())?.id}`)
  const text = await file.content()
  await file.goto('/health/live')
  const told = page.waitForResponse('**/api/auth/logout')
  await signOut(page)
  await (await told).finished()
  await file.goBack()
  expect(await file.content()).not.toBe(text)
  expect(await file.textContent('body')).toContain('auth.required')
  await context.close()
})

test('pages that were never opened are there without a network, once their visit had time for it', async () => {
  const { page, context } = await openPage(browser, stack.apiUrl)
  // The sync of the sign-in is over before the page that stores is opened.
  const student = await stack.signIn('student16')
  await student.waitForEnd()
  const [name = '', value = ''] = student.cookie.split('=')
  await context.addCookies([{ name, value, url: stack.apiUrl }])
  await page.goto('/account')
  await expect
    .poll(() => storedAnswers(page), { timeout: 60_000 })
    .toEqual(
      expect.arrayContaining(
        ['auth/me', 'courses', 'deadlines', 'grades', 'changes'].map((part) => `/api/${part}`),
      ),
    )
  await context.setOffline(true)
  await page.locator('a[href="/grades"]').first().click()
  await page.getByRole('heading', { level: 1, name: t('grades.title') }).waitFor()
  await page.goto('/courses')
  await courseCards(page).first().waitFor()
  await context.close()
})
