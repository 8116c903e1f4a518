import { translateTo } from '@spike/contract/words'
import { saveInstitution } from '@spike/store'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bringChanges } from '../support/bring-changes.ts'
import { launchBrowser, openPage } from '../support/browser.ts'
import { enter, hasFocus, tabTo } from '../support/keyboard.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
let browser: Browser
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startTestStack(), launchBrowser()])
  const name = { he: 'אוניברסיטת הצפון', en: 'North University', ar: 'جامعة الشمال' }
  await saveInstitution(stack.db, { id: 'north', name, url: stack.campus.url, isLocal: true })
})
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

const t = translateTo('he')

test('a student does everything with the keyboard alone', async () => {
  const { page, context, complaints } = await openPage(browser, stack.apiUrl)
  await signIn(page)
  await skipToContent(page)
  await readCourse(page)
  await search(page)
  await bringChanges(stack, 'six')
  await page.reload()
  await markChangesRead(page)
  await goThroughMonth(page)
  await changeLook(page)
  expect(complaints).toEqual([])
  await context.close()
}, 120_000)

async function signIn(page: Page): Promise<void> {
  await page.goto('/')
  await tabTo(page.getByRole('combobox', { name: t('signIn.university') }))
  await page.keyboard.type('קמפ')
  await page.getByRole('option', { name: 'קמפוס לדוגמה' }).waitFor()
  expect(await page.getByRole('option').count()).toBe(1)
  await page.keyboard.press('Enter')
  await tabTo(page.getByLabel(t('signIn.username')))
  await page.keyboard.type('six')
  await tabTo(page.getByLabel(t('signIn.password'), { exact: true }))
  await page.keyboard.type('six')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: t('stages.completed') }).waitFor({ timeout: 60_000 })
}

async function skipToContent(page: Page): Promise<void> {
  await page.reload()
  await page.getByRole('heading', { level: 1, name: t('today.title') }).waitFor()
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: t('app.skipToContent') })
  await expect.poll(() => hasFocus(skip)).toBe(true)
  await page.keyboard.press('Enter')
  expect(await hasFocus(page.locator('#content'))).toBe(true)
}

const toPage = (page: Page, name: string) =>
  enter(page.getByRole('navigation', { name: t('app.mainNavigation') }).getByRole('link', { name }))

async function readCourse(page: Page): Promise<void> {
  await toPage(page, t('frame.courses'))
  const heading = page.getByRole('heading', { level: 1, name: t('courses.title') })
  await expect.poll(() => hasFocus(heading)).toBe(true)
  await enter(page.getByTestId('course-card').getByRole('link').first())
  await page.waitForURL('**/courses/*')

  const view = (name: string) => page.getByRole('radio', { name })
  await tabTo(view(t('courses.bySection')))
  await page.keyboard.press('ArrowDown')
  await page.waitForURL('**/courses/*?view=kinds')
  await expect.poll(() => view(t('courses.byKind')).isChecked()).toBe(true)
  await page.locator('.item[data-kind]').first().waitFor()

  const filter = page.getByRole('textbox', { name: t('courses.filterItems') })
  await tabTo(filter)
  await page.keyboard.type('qqqq')
  await page.getByText(t('courses.noneFound')).waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.item[data-kind]').first().waitFor()
  expect(await hasFocus(filter)).toBe(true)
}

async function search(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog')
  const field = dialog.getByRole('combobox')
  await expect.poll(() => hasFocus(field)).toBe(true)
  await page.keyboard.type('תרגיל')
  await dialog.locator('mark').first().waitFor()
  const active = () => field.getAttribute('aria-activedescendant')
  const before = await active()
  await page.keyboard.press('ArrowDown')
  expect(await active()).not.toBe(before)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.waitForURL('**/courses/*#item-*')
  const itemId = new URL(page.url()).hash
  await expect.poll(() => hasFocus(page.locator(itemId))).toBe(true)
}

async function markChangesRead(page: Page): Promise<void> {
  await toPage(page, t('frame.changes'))
  await page.getByRole('heading', { level: 1, name: t('changes.title') }).waitFor()
  const one = page.locator('.change-unread').first().getByRole('button')
  await one.waitFor()
  const unread = await page.locator('.change-unread').count()
  await enter(one)
  await expect.poll(() => page.locator('.change-unread').count()).toBe(unread - 1)
  await enter(page.getByRole('button', { name: t('changes.markAllRead') }))
  await expect.poll(() => page.locator('.change-unread').count()).toBe(0)
  await page.locator('.nav-count').waitFor({ state: 'detached' })
}

async function goThroughMonth(page: Page): Promise<void> {
  await toPage(page, t('frame.today'))
  await tabTo(page.locator('.month-day[tabindex="0"]'))
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-day') ?? '')
  const today = Date.parse(await focused())
  // The next day stands at the left of a page that is read from the right.
  await page.keyboard.press('ArrowLeft')
  await expect.poll(async () => (Date.parse(await focused()) - today) / 86_400_000).toBe(1)
  await page.keyboard.press('ArrowDown')
  await expect.poll(async () => (Date.parse(await focused()) - today) / 86_400_000).toBe(8)
  const month = new URL(page.url()).searchParams.get('month')
  await page.keyboard.press('PageDown')
  await expect.poll(() => new URL(page.url()).searchParams.get('month')).not.toBe(month)
  await expect.poll(async () => Date.parse(await focused()) - today).toBeGreaterThan(20 * 86_400_000)
}

/** Theme and language, then the question whether to delete everything; signs out in the end. */
async function changeLook(page: Page): Promise<void> {
  const menu = page.locator('.person-button')
  await enter(menu)
  await enter(page.getByRole('button', { name: t('frame.toAccount') }))
  await page.waitForURL('**/account')

  const attribute = (name: string) => page.locator('html').getAttribute(name)
  await tabTo(page.getByRole('radio', { name: t('account.themeSystem') }))
  await page.keyboard.press('ArrowUp')
  await expect.poll(() => attribute('data-theme')).toBe('dark')
  await tabTo(page.getByRole('button', { name: t('account.deleteOpen') }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await tabTo(dialog.getByRole('button', { name: t('account.deleteNo') }))
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => hasFocus(page.getByRole('button', { name: t('account.deleteOpen') }))).toBe(true)

  await tabTo(page.getByRole('radio', { name: 'עברית' }))
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => attribute('lang')).toBe('en')
  expect(await attribute('dir')).toBe('ltr')
  expect(await hasFocus(page.getByRole('radio', { name: 'English' }))).toBe(true)

  await enter(menu)
  await page.keyboard.press('ArrowUp')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
    translateTo('en')('app.signOut'),
  )
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: translateTo('en')('signIn.title') }).waitFor()
}
