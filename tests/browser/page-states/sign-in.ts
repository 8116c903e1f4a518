import { buildError, institutions } from '@spike/web/testing'
import { answer, fail, hold, type States, type Visit } from './visit.ts'

const west = {
  id: 'west',
  name: { he: 'אוניברסיטת המערב', en: 'West University', ar: 'جامعة الغرب' },
  signIn: 'browser',
}

/** The page of who is not signed in. */
export async function* visitSignIn({ page, t }: Visit): States {
  const university = page.getByRole('combobox', { name: t('signIn.university') })
  const submit = page.getByRole('button', { name: t('signIn.submit'), exact: true })
  const choose = async (id: string) => {
    await university.fill(id)
    await page.locator(`[role=option][data-id=${id}]`).click()
  }

  fail(page, '/api/institutions')
  await page.goto('/')
  await page.getByRole('button', { name: t('app.tryAgain') }).waitFor()
  yield 'sign-in without universities'

  answer(page, '/api/institutions', { institutions: [...institutions, west] })
  await page.goto('/')
  await university.waitFor()
  yield 'sign-in'
  await submit.click()
  await page.getByText(t('signIn.usernameMissing')).waitFor()
  yield 'sign-in with nothing filled in'
  await university.press('ArrowDown')
  await page.getByRole('option').first().waitFor()
  yield 'sign-in, universities'
  await university.fill('qqq')
  await page.getByText(t('signIn.universityNotFound')).first().waitFor()
  yield 'sign-in, no such university'

  await choose('north')
  await page.getByLabel(t('signIn.username')).fill('noa')
  await page.getByLabel(t('signIn.password'), { exact: true }).fill('wrong')
  fail(page, '/api/auth/login', 'moodle.maintenance', 503)
  await submit.click()
  await page.getByText(t('errors.moodle.maintenance')).waitFor()
  yield 'sign-in refused'
  answer(page, '/api/auth/login', buildError('auth.rate_limited', 30), 429)
  await submit.click()
  await page.getByText(t('errors.auth.rate_limited')).waitFor()
  yield 'sign-in too often'
  hold(page, '/api/auth/login')
  await submit.click()
  await page.getByRole('button', { name: t('signIn.busy') }).waitFor()
  yield 'signing in'

  answer(page, '/api/auth/launch', { url: 'https://west.example/launch' }, 201)
  await page.goto('/')
  await choose('west')
  await page.locator('a[href^="https://west.example"]').waitFor()
  yield 'single sign-on'
  await submit.click()
  await page.getByText(t('signIn.browserLinkMissing')).waitFor()
  yield 'single sign-on with nothing pasted'
}
