import { afterAll, describe, expect, it } from 'vitest'
import { createMoodle } from '../create-moodle.ts'
import type { MoodleError } from '../errors.ts'
import { localSite, now } from '../testing/small-moodle.ts'
import { type University, startUniversity } from '../testing/small-university.ts'

const moodle = createMoodle({ now, delay: async () => {} })
afterAll(() => moodle.close())

async function start(changes: Partial<University> = {}) {
  const started = await startUniversity({ typeOfLogin: 2, ...changes })
  const site = localSite(started.site.url)
  const { passport } = moodle.makeLaunch(site, null)
  const paste = (pasted: string) =>
    moodle.signInByPaste({
      site,
      pasted,
      passport,
      signal: new AbortController().signal,
      requestTimeoutMs: 5_000,
      knowledge: null,
    })
  return { ...started, passport, paste }
}

describe('signing in by what a student brings back', () => {
  it('takes the link that was made for them', async () => {
    const { paste, passport, makeLaunchLink, university, passwords } = await start()
    const { credential, profile, knowledge } = await paste(makeLaunchLink(passport))
    expect(credential).toEqual({ kind: 'token', token: university.token })
    expect(profile.username).toBe('student1')
    expect(knowledge).toMatchObject({ transport: 'web_services', tokenFrom: null, signIn: 'browser' })
    expect(passwords).toEqual([])
  })

  it('refuses a link that was made for somebody else, before asking anybody', async () => {
    const { paste, makeLaunchLink, site } = await start()
    await expect(paste(makeLaunchLink('another passport'))).rejects.toMatchObject({
      code: 'auth.pasted_link_invalid',
    })
    expect(site.requests).toEqual([])
  })

  it('takes a token alone that the site knows', async () => {
    const { paste, university } = await start()
    expect((await paste(university.token)).credential).toEqual({ kind: 'token', token: university.token })
  })

  it('refuses a token alone that the site does not know, and does not repeat it', async () => {
    const { paste } = await start()
    const canary = 'ca'.repeat(16)
    const error = (await paste(canary).catch((thrown: unknown) => thrown)) as MoodleError
    expect(error).toMatchObject({
      code: 'auth.pasted_link_invalid',
      cause: { code: 'moodle.token_invalid' },
    })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(canary)
  })

  it('says that tokens open nothing where the link is right and the site serves no calls', async () => {
    const { paste, passport, makeLaunchLink } = await start({ restProtocol: false })
    await expect(paste(makeLaunchLink(passport))).rejects.toMatchObject({ code: 'moodle.web_services_off' })
  })

  it('notices an account that must act at the site first', async () => {
    const { paste, university } = await start({ mustAct: 'sitepolicynotagreed' })
    await expect(paste(university.token)).rejects.toMatchObject({ code: 'auth.site_setup_required' })
  })
})
