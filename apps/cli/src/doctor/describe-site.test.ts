import { nothingKnown, type SiteKnowledge, type SiteProbe } from '@spike/moodle'
import { describe, expect, it } from 'vitest'
import {
  describeLimits,
  describeOutlook,
  describeProbe,
  describeRemembered,
  describeSchedule,
} from './describe-site.ts'

const open: SiteProbe = {
  webServices: true,
  mobileService: true,
  signIn: 'password',
  launchUrl: null,
  siteName: 'Test',
  tokenPage: true,
  loginForm: true,
  identityProviders: [],
  maintenance: false,
}
const known: SiteKnowledge = {
  ...nothingKnown,
  transport: 'web_services',
  tokenFrom: 'token.php',
  release: '4.5.6',
  functions: ['tool_mobile_call_external_functions', 'core_course_get_contents'],
  requestMs: 61.7,
  costs: { core_course_get_contents: { callMs: 150, perCourseMs: 0, samples: 3 } },
}
const outlook = (changes: Partial<SiteProbe>, knowledge: SiteKnowledge | null = null) =>
  describeOutlook({ ...open, ...changes }, knowledge).map(({ state, what }) => `${state} ${what}`)

describe('what a site allows', () => {
  it('is well where all is on', () => {
    expect(describeProbe(open).every(({ state }) => state === 'ok')).toBe(true)
  })

  it('notes what is off, what is not told, and who else signs students in', () => {
    const probe: SiteProbe = {
      ...open,
      webServices: false,
      mobileService: null,
      tokenPage: false,
      signIn: 'browser',
      identityProviders: ['Uni', 'Google'],
      maintenance: true,
    }
    const lines = describeProbe(probe).map(({ state, what }) => `${state} ${what}`)
    expect(lines).toEqual([
      expect.stringMatching(/^note .*under maintenance/),
      'note web services: off',
      'note mobile service: it does not say',
      expect.stringMatching(/^note token page: none/),
      expect.stringMatching(/^note .*single sign-on/),
      'ok login form: there',
      'ok identity providers on the login page: Uni, Google',
    ])
  })
})

describe('how students will be read', () => {
  it.each([
    ['token.php is there', {}],
    ['students sign in by browser', { signIn: 'browser', loginForm: false, tokenPage: false }],
    ['the form may lead to a token', { tokenPage: false }],
  ] as const)('is by web services where %s', (_, changes) => {
    expect(outlook(changes)).toEqual([expect.stringMatching(/^ok .*through web services/)])
  })

  it('needs no guess where students were read so', () => {
    expect(outlook({}, known)).toEqual([])
  })

  it('doubts tokens that opened nothing to the last student', () => {
    const [line] = outlook({}, { ...nothingKnown, transport: 'website' })
    expect(line).toMatch(/^note .*REST protocol may be switched off/)
  })

  it.each([
    { webServices: false, tokenPage: false },
    { mobileService: false },
    { webServices: null, tokenPage: false },
  ])('is through the website where no token can be had, with what to ask for', (changes) => {
    expect(outlook(changes)).toEqual([
      expect.stringMatching(/^note .*through the website/),
      expect.stringMatching(/^note .*ask the university/),
    ])
  })

  it('says what changes for those who were read by web services until now', () => {
    expect(outlook({ webServices: false, tokenPage: false }, known)[0]).toContain('switched off since')
  })

  it.each([
    { webServices: false, signIn: 'browser' },
    { webServices: false, loginForm: false },
  ] as const)('is a problem where there is no way in', (changes) => {
    expect(outlook(changes)).toEqual([expect.stringMatching(/^problem nobody can be read/)])
  })

  it('waits for the end of maintenance before it calls a missing form a problem', () => {
    expect(outlook({ webServices: false, loginForm: false, maintenance: true })[0]).toMatch(/^note/)
  })
})

describe('what is remembered', () => {
  it('is nothing before the first student', () => {
    for (const knowledge of [null, nothingKnown])
      expect(describeRemembered(knowledge)).toEqual([
        { state: 'note', what: expect.stringContaining('nothing yet') },
      ])
  })

  it('is how students are read, and what calls cost', () => {
    expect(describeRemembered(known).map(({ what }) => what)).toEqual([
      'remembered: students are read through web services; Moodle 4.5.6',
      'remembered: tokens come from token.php',
      'remembered: 2 of the functions that Spike asks for are offered to students',
      'remembered: costs of 1 functions, and 62 ms for a request before any call in it',
    ])
  })

  it('notes a site without batches', () => {
    const lines = describeRemembered({ ...known, functions: ['core_course_get_contents'] })
    expect(lines).toContainEqual({
      state: 'note',
      what: expect.stringContaining('each call takes a request'),
    })
  })

  it('tells of no calls where the website is read', () => {
    const website: SiteKnowledge = { ...nothingKnown, transport: 'website' }
    expect(describeRemembered(website)).toEqual([
      {
        state: 'ok',
        what: expect.stringContaining('through the website; Moodle of a release that the site hides'),
      },
    ])
  })
})

it('tells the limit in flight, and until when the site is left alone', () => {
  const now = new Date('2026-11-22T10:00:00Z')
  const later = new Date('2026-11-22T10:05:00Z')
  expect(describeLimits({ maxInFlight: 4, retryAfterUntil: null, now })).toHaveLength(1)
  expect(describeLimits({ maxInFlight: 4, retryAfterUntil: now, now })).toHaveLength(1)
  expect(describeLimits({ maxInFlight: 4, retryAfterUntil: later, now })[1]?.what).toContain(
    'until 2026-11-22T10:05:00.000Z',
  )
})

describe('when students are synced', () => {
  const now = new Date('2026-11-22T10:00:00Z')
  const say = (own: string | null, usual = '0 5,17 * * *') => {
    const { state, what } = describeSchedule({ own, usual, now })
    return `${state} ${what}`
  }

  it('is by the usual schedule or by its own, with the beginning of the next round', () => {
    expect(say(null)).toBe(
      'ok students are synced by SYNC_SCHEDULE, 0 5,17 * * *; the next round begins at 2026-11-22T15:00:00.000Z',
    )
    expect(say('0 4 * * *')).toMatch(/^ok .*its own schedule, 0 4 .* begins at 2026-11-23T02:00:00\.000Z$/)
  })

  it('is only when they ask where it is off', () => {
    for (const off of [say('off'), say(null, 'off')]) expect(off).toMatch(/^note .*only when they ask/)
  })

  it('is never where the schedule cannot be read, which is a problem', () => {
    expect(say('often')).toMatch(/^problem .*"often"/)
  })
})
