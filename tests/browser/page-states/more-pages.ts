import { answer, answerAsServer, fail, goTo, hold, type States, turnFolds, type Visit } from './visit.ts'

/** Grades, changes, search and an address that leads nowhere. */
export async function* visitMorePages({ page, t }: Visit): States {
  await goTo(page, '/grades')
  await turnFolds(page, '#content details:not([open]) > summary')
  await page.getByRole('table').first().waitFor()
  yield 'grades'
  answer(page, '/api/grades', { courses: [] })
  await goTo(page, '/grades')
  await page.getByText(t('grades.emptyTitle')).waitFor()
  yield 'no grades'
  hold(page, '/api/grades')
  await page.goto('/grades')
  await page.locator('#content .loading').first().waitFor()
  yield 'grades, loading'
  fail(page, '/api/grades')
  await goTo(page, '/grades')
  await page.getByRole('alert').waitFor()
  yield 'grades, failed'

  await goTo(page, '/changes')
  await turnFolds(page)
  yield 'changes'
  await goTo(page, '/changes?kind=moved&course=1')
  await page.getByText(t('changes.emptyFilterTitle')).waitFor()
  yield 'changes, none such'
  answer(page, '/api/changes', { changes: [], nextCursor: null, unreadCount: 0 })
  await goTo(page, '/changes')
  await page.getByText(t('changes.emptyTitle')).waitFor()
  yield 'no changes'
  hold(page, '/api/changes')
  await page.goto('/changes')
  await page.locator('#content .loading').first().waitFor()
  yield 'changes, loading'
  fail(page, '/api/changes')
  await goTo(page, '/changes')
  await page.getByRole('alert').first().waitFor()
  yield 'changes, failed'
  answerAsServer(page)

  yield* visitSearch({ page, t })
  await goTo(page, '/nowhere')
  await page.getByText(t('app.notFoundText')).waitFor()
  yield 'not found'
  await page.locator('.person-button').click()
  await page.getByRole('button', { name: t('app.signOut') }).waitFor()
  yield 'menu of the person'
}

const found = 'תרגיל'

async function* visitSearch({ page, t }: Visit): States {
  await goTo(page, '/search')
  await page.getByText(t('search.startTitle')).waitFor()
  yield 'search, empty'
  await goTo(page, `/search?q=${encodeURIComponent(found)}`)
  await page.locator('mark').first().waitFor()
  yield 'search'
  await goTo(page, '/search?q=qqqq')
  await page.getByText(t('search.noneText')).waitFor()
  yield 'search, none found'
  fail(page, '/api/search')
  await goTo(page, `/search?q=${encodeURIComponent(found)}`)
  await page.getByRole('alert').waitFor()
  yield 'search, failed'
  answerAsServer(page)

  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('option').first().waitFor()
  yield 'search dialog'
  await dialog.getByRole('combobox').fill(found)
  await dialog.locator('mark').first().waitFor()
  yield 'search dialog, found'
  await dialog.getByRole('combobox').fill('qqqq')
  await dialog.getByText(t('search.noneText')).waitFor()
  yield 'search dialog, none found'
}
