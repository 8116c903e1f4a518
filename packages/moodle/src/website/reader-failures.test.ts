import { expect, test } from 'vitest'
import { Refusal } from '../testing/scripted-site.ts'
import { type WebsiteAnswer, redirect } from './testing/scripted-website.ts'
import { loginForm, loginPage, makePage, siteUrl } from './testing/small-pages.ts'
import { delays, readAll, startSite } from './testing/small-site.ts'

const toLogin = redirect(`${siteUrl}/login/index.php`)

/** A site on which one page is otherwise. */
async function startOtherwise(part: string, answer: WebsiteAnswer | string, courses = 2) {
  const started = await startSite({ courses })
  started.site.change({
    page: (request) => (request.path.includes(part) ? answer : started.script.page(request)),
  })
  return started
}

test('a session that ended in the middle ends the reading, and makes no course empty', async () => {
  const { reader, site, script } = await startSite({ courses: 3 })
  site.change({
    page(request) {
      if (request.path.startsWith('/login/')) return loginPage()
      return request.path === '/grade/report/user/index.php?id=2' ? toLogin : script.page(request)
    },
  })
  await expect(readAll(reader)).rejects.toMatchObject({ code: 'moodle.token_invalid' })
})

test.each(['servicerequireslogin', 'invalidsesskey'])(
  '%s means that the session is over',
  async (errorcode) => {
    const { reader, site } = await startSite({ courses: 1 })
    site.change({ ajax: () => new Refusal(errorcode) })
    await expect(reader.readCourses()).rejects.toMatchObject({ code: 'moodle.token_invalid' })
  },
)

test('a page for a visitor is not the student’s', async () => {
  const page = makePage({ bodyId: 'page-grade-report-user-index', main: '', classes: 'notloggedin' })
  const { reader } = await startOtherwise('/grade/', page)
  await expect(readAll(reader)).rejects.toMatchObject({ code: 'moodle.token_invalid' })
})

test('a session that is sent to the university’s own sign-in is over', async () => {
  const { reader } = await startOtherwise('/user/profile.php', redirect('https://idp.example/sso'))
  await expect(reader.readProfile()).rejects.toMatchObject({ code: 'moodle.token_invalid' })
})

test('a site in maintenance sends everybody to its login page, which says so', async () => {
  const { reader, site } = await startSite({ courses: 1 })
  const page = loginPage(`<div class="login-maintenance">Back soon</div>${loginForm}`)
  site.change({ page: ({ path }) => (path.startsWith('/login/') ? page : toLogin) })
  await expect(reader.readProfile()).rejects.toMatchObject({ code: 'moodle.maintenance' })
})

test('a site that goes into maintenance does not take its courses away', async () => {
  const { reader, site, script } = await startSite({ courses: 2 })
  site.change({
    ajax: (call) =>
      call.methodname === 'core_courseformat_get_state'
        ? new Refusal('requireloginerror')
        : script.ajax?.(call),
    page: (request) =>
      request.path.startsWith('/login/')
        ? loginPage('<div class="login-maintenance"></div>')
        : script.page(request),
  })
  await expect(readAll(reader)).rejects.toMatchObject({ code: 'moodle.maintenance' })
})

test.each([
  ['/login/change_password.php', 'auth.password_change_required'],
  ['/user/policy.php', 'auth.site_setup_required'],
  ['/user/edit.php?id=7', 'auth.site_setup_required'],
])('being sent to %s asks the student to act there', async (path, code) => {
  const { reader } = await startOtherwise('/user/profile.php', redirect(`${siteUrl}${path}`))
  await expect(reader.readProfile()).rejects.toMatchObject({ code })
})

test('a path that the site makes up is told of as the page that was asked for', async () => {
  const { reader, calls } = await startOtherwise(
    '/user/profile.php',
    redirect(`${siteUrl}/my/one-${'x'.repeat(99)}`),
  )
  await expect(reader.readProfile()).rejects.toMatchObject({ code: 'moodle.call_failed' })
  expect(new Set(calls.map((call) => call.function))).toEqual(new Set(['user/profile.php']))
  expect(calls.map(({ outcome }) => outcome)).toContain('moodle.call_failed')
})

test('a course that the student may not open fails alone', async () => {
  const { reader, site, script } = await startSite({ courses: 3 })
  site.change({
    ajax: (call) =>
      call.methodname === 'core_courseformat_get_state' && call.args['courseid'] === 2
        ? new Refusal('errorcoursecontextnotvalid')
        : script.ajax?.(call),
  })
  const { readings } = await readAll(reader)
  expect(readings.map((reading) => (reading.ok ? 'ok' : reading.error.code))).toEqual([
    'ok',
    'moodle.course_unavailable',
    'ok',
  ])
  expect(reader.requestCount).toBeLessThanOrEqual(6 + 2 * 3)
})

test('asks again for what came after a call that failed', async () => {
  const { reader, site, script } = await startSite({ courses: 5 })
  const refused = new Set([1, 3, 5])
  site.change({
    ajax: (call) =>
      call.methodname === 'core_courseformat_get_state' && refused.has(Number(call.args['courseid']))
        ? new Refusal('errorcoursecontextnotvalid')
        : script.ajax?.(call),
  })
  const { readings } = await readAll(reader)
  expect(readings.filter(({ ok }) => ok).map(({ courseMoodleId }) => courseMoodleId)).toEqual([2, 4])
  expect(readings).toHaveLength(5)
})

test('a release without structures may say so of the request as a whole', async () => {
  const { reader, site, script } = await startSite({ courses: 2, release: '3.11' })
  const whole = JSON.stringify({ error: 'No.', errorcode: 'invalidrecord' })
  site.change({
    page: (request) => (request.body.includes('get_state') ? whole : script.page(request)),
  })
  const { readings } = await readAll(reader)
  expect(readings.map(({ ok }) => ok)).toEqual([true, true])
  expect(reader.requestCount).toBe(4 + 3 * 2)
})

test.each([
  [
    'the notice on a hidden course',
    makePage({ bodyId: 'page-course-view', main: '<div id="notice">No.</div>' }),
  ],
  ['the way to the enrolment', redirect(`${siteUrl}/enrol/index.php?id=1`)],
])('%s means that the course is not open', async (_, answer) => {
  const { reader } = await startOtherwise('/mod/assign/index.php?id=1', answer)
  const { readings } = await readAll(reader)
  expect(readings).toMatchObject([{ ok: false, error: { code: 'moodle.course_unavailable' } }, { ok: true }])
})

test.each([
  ['a page that was cut', makePage({ bodyId: 'page-mod-assign-index', main: 'x' }).slice(0, -30)],
  ['another page', makePage({ bodyId: 'page-my-index', main: 'x' })],
  ['a page without its table', makePage({ bodyId: 'page-mod-assign-index', main: 'x' })],
  ['a page that is not Moodle’s', '<html><body>Checking your browser</body></html>'],
])('%s is no course', async (_, answer) => {
  const { reader, site } = await startOtherwise('/mod/assign/index.php?id=1', answer)
  const { readings } = await readAll(reader)
  expect(readings).toMatchObject([{ ok: false, error: { code: 'moodle.unexpected_answer' } }, { ok: true }])
  // It may have been a slip.
  expect(site.asked('/mod/assign/index.php?id=1')).toHaveLength(3)
})

test.each([429, 503])('%i with Retry-After keeps everybody away, and is tried again then', async (status) => {
  const { reader, site, script, stoodBackMs } = await startSite({ courses: 1 })
  let refused = 0
  site.change({
    page: (request) =>
      request.path.startsWith('/user/profile.php') && refused++ === 0
        ? { status, headers: { 'retry-after': '7' }, body: 'Later' }
        : script.page(request),
  })
  delays.length = 0
  await reader.readProfile()
  expect([stoodBackMs, delays]).toEqual([[7000], [7000]])
})

test('a site that stopped answering ends the reading soon', async () => {
  const { reader, site } = await startOtherwise('/grade/', { status: 500, body: 'Oops' }, 40)
  await expect(readAll(reader)).rejects.toMatchObject({ code: 'moodle.unavailable' })
  expect(site.asked('/grade/').length).toBeLessThan(12)
})

test('no error holds a secret', async () => {
  const { reader } = await startOtherwise('/lib/ajax/', '<html>canary-sesskey canary-cookie</html>')
  const error: unknown = await reader.readCourses().catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'moodle.unexpected_answer' })
  expect(`${error instanceof Error ? error.message : ''} ${JSON.stringify(error)}`).not.toContain('canary')
})
