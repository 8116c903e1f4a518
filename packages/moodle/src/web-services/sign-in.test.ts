import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { createMoodle } from '../create-moodle.ts'
import { Refusal, type Script, startScriptedSite } from '../testing/scripted-site.ts'
import { answerLikeMoodle, localSite, now } from '../testing/small-moodle.ts'

const moodle = createMoodle({ now, delay: async () => {} })
afterAll(() => moodle.close())

async function startSignIn(token: unknown, answer: Script['answer'] = answerLikeMoodle({ courses: 1 })) {
  const site = await startScriptedSite({
    answer: (call) => (call.function === '' ? token : answer(call)),
  })
  onTestFinished(() => site[Symbol.asyncDispose]())
  const signIn = () =>
    moodle.signIn({
      site: localSite(site.url),
      username: 'student1',
      password: 'canary-password',
      signal: new AbortController().signal,
      requestTimeoutMs: 5_000,
    })
  return { site, signIn }
}

describe('signing in', () => {
  it('trades the password for a token and says who it is', async () => {
    const { site, signIn } = await startSignIn({ token: 'abc', privatetoken: null })
    expect(await signIn()).toEqual({
      credential: { kind: 'token', token: 'abc' },
      profile: {
        moodleUserId: 3,
        username: 'student1',
        fullName: "No'a",
        siteUrl: 'https://moodle.example/sub',
        siteName: 'Test',
        release: '4.5.6',
        language: 'he',
      },
    })
    expect(site.requests.map(({ url }) => url)).toEqual([
      '/login/token.php',
      '/webservice/rest/server.php',
      '/webservice/rest/server.php',
    ])
  })

  it('asks once with a wrong password, and keeps it out of the error', async () => {
    const { site, signIn } = await startSignIn({ error: 'Invalid login', errorcode: 'invalidlogin' })
    const error: unknown = await signIn().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'auth.invalid_credentials', family: 'auth' })
    expect(String((error as Error).stack)).not.toContain('canary')
    expect(site.requests).toHaveLength(1)
  })

  it('asks once where the connection breaks, for the password may have been tried', async () => {
    const { site, signIn } = await startSignIn({ token: 'abc' })
    site.script.intercept = (_, response) => Boolean(response.destroy())
    await expect(signIn()).rejects.toMatchObject({ code: 'moodle.unreachable' })
    expect(site.requests).toHaveLength(1)
  })

  it.each([
    ['wsaccessusersuspended', 'auth.account_suspended'],
    ['forcepasswordchangenotice', 'auth.password_change_required'],
    ['usernotfullysetup', 'auth.site_setup_required'],
    ['sitemaintenance', 'moodle.maintenance'],
    ['accessexception', 'moodle.web_services_off'],
  ])('tells an account or a site that says %s by its code', async (errorcode, code) => {
    const { signIn } = await startSignIn({ token: 'abc' }, () => new Refusal(errorcode))
    await expect(signIn()).rejects.toMatchObject({ code })
  })

  it('notices an account that must act though site_info answers it', async () => {
    const name = 'core_course_get_enrolled_courses_by_timeline_classification'
    const healthy = answerLikeMoodle({ courses: 1 })
    const { signIn } = await startSignIn({ token: 'abc' }, (call) =>
      call.function === name ? new Refusal('forcepasswordchangenotice') : healthy(call),
    )
    await expect(signIn()).rejects.toMatchObject({ code: 'auth.password_change_required' })
  })

  it('does not quote an answer that is not JSON', async () => {
    const { site, signIn } = await startSignIn({ token: 'abc' })
    site.script.intercept = (_, response) => Boolean(response.end('{"token":"canary-token'))
    const error: unknown = await signIn().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'moodle.unexpected_answer', detail: 'broken_json' })
    expect((error as Error).cause).toBeUndefined()
    expect(String((error as Error).stack)).not.toContain('canary')
  })
})
