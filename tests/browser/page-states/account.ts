import type { CalendarFeed } from '@spike/contract'
import { answer, answerAsServer, fail, goTo, hold, type States, type Visit } from './visit.ts'

const feed: CalendarFeed = {
  url: 'https://spike.example/api/calendar/secret.ics',
  webcalUrl: 'webcal://spike.example/api/calendar/secret.ics',
  createdAt: '2026-11-22T10:00:00.000Z',
}

export async function* visitAccount({ page, t }: Visit): States {
  hold(page, '/api/account/*')
  await page.goto('/account')
  await page.locator('#content .loading').first().waitFor()
  yield 'account, loading'
  answerAsServer(page)
  fail(page, '/api/account/*')
  await goTo(page, '/account')
  await page.getByRole('alert').nth(2).waitFor()
  yield 'account, failed'
  answerAsServer(page)

  answer(page, '/api/account/calendar-feed', { feed })
  await goTo(page, '/account')
  await page.getByTestId('sync-row').first().waitFor()
  await page.getByTestId('device-row').first().waitFor()
  yield 'account'
  await page.getByRole('button', { name: t('today.feedRenew') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  yield 'account, another address of the calendar'
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: t('account.deleteOpen') }).click()
  await dialog.waitFor()
  yield 'account, to delete it'
  await dialog.getByRole('textbox').fill('somebody')
  await dialog.getByRole('button', { name: t('account.deleteYes') }).click()
  await dialog.getByRole('alert').waitFor()
  yield 'account, to delete it by a wrong name'
}
