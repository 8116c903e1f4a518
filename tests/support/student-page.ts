import type { Language } from '@spike/contract'
import { translateTo } from '@spike/contract/words'
import type { Page } from 'playwright-core'
import { institutionId } from './test-stack.ts'

interface SignInAs {
  readonly password?: string
  readonly language?: Language
}

/** Signs in through the page's form, as a person does. */
export async function signInAs(page: Page, username: string, options: SignInAs = {}): Promise<void> {
  await page.goto('/')
  await fillSignIn(page, username, options)
}

/** The same, where the form is there already. */
export async function fillSignIn(
  page: Page,
  username: string,
  { password = username, language = 'he' }: SignInAs = {},
): Promise<void> {
  const t = translateTo(language)
  await chooseUniversity(page, institutionId)
  await page.getByLabel(t('signIn.username')).fill(username)
  await page.getByLabel(t('signIn.password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: t('signIn.submit') }).click()
}

/** By its id, in the list that typing filters. */
export async function chooseUniversity(page: Page, id: string): Promise<void> {
  await page.locator('#university').fill(id)
  await page.locator(`[role=option][data-id="${id}"]`).click()
}

export const bar = (page: Page) => page.getByRole('progressbar')
export const percent = async (page: Page) => Number(await bar(page).getAttribute('aria-valuenow'))
/** Below the bar at a first sync: the courses that are saved. */
export const savedCourses = (page: Page) => page.getByTestId('saved-course')
/** On Today. */
export const deadlineRows = (page: Page) => page.getByTestId('deadline')
/** On the page of all courses. */
export const courseCards = (page: Page) => page.getByTestId('course-card')
