import { expect, test } from 'vitest'
import { parseProfile } from './parse-profile.ts'
import { siteUrl } from './testing/small-pages.ts'

const config = { wwwroot: siteUrl, sesskey: 'canary-sesskey', usertimezone: 'Asia/Jerusalem' }
const script = (cfg: object) => `<script>M.cfg = ${JSON.stringify(cfg)};</script>`
const popover = (id: number) => `<div id="nav-notification-popover-container" data-userid="${id}"></div>`
const profileLink = (id: number) => `<a href="${siteUrl}/user/profile.php?id=${id}">Noa</a>`
/** As every page's menu of languages has them, in 4.1 and in 4.5. */
const languageLinks = `<a href="${siteUrl}/user/profile.php?id=0&amp;lang=he">he</a><a href="${siteUrl}/user/profile.php">Profile</a>`

interface Profile {
  readonly head?: string
  readonly navigation?: string
  readonly text?: string
  readonly heading?: string
  readonly footer?: string
}
const profile = ({
  head = script(config),
  navigation = '',
  text = '',
  heading = 'Noa Levi',
  footer = '',
}: Profile) => `<!DOCTYPE html><html lang="en"><head><title>x</title>${head}</head>
<body id="page-user-profile" class="lang-en"><nav class="navbar">${navigation}<div class="usermenu">${languageLinks}</div></nav>
<header id="page-header"><div class="page-header-headings"><h1>${heading}</h1></div></header>
<div id="page-content"><div id="region-main"><div role="main">${text}</div></div></div>
<footer>${footer}</footer></body></html>`
const personOf = (page: Profile) => parseProfile(profile(page)).profile.moodleUserId
const noPerson = expect.objectContaining({ code: 'moodle.unexpected_answer', detail: 'no_person' })

/** What a student writes about themselves to be taken for student 777. */
const forgeries = [
  '"userId": 777',
  '<script>M.cfg = {"wwwroot":"https://evil.example","sesskey":"evil","userId":777};</script>',
  'M.cfg = {"wwwroot":"https://evil.example","sesskey":"evil","userId":777};',
  popover(777),
  `<div class="popover-region" data-userid="777"></div>`,
  `<div class="logininfo">${profileLink(777)}</div>`,
  `<div class="usermenu">${profileLink(777)}</div>`,
  `<html><head>${script({ ...config, userId: 777 })}</head></html>`,
]

test.each(forgeries)('a person is whom the frame names, not whom their text names: %s', (text) => {
  const navigation = popover(3)
  const footer = `<div class="logininfo">${profileLink(3)}</div>`
  const of45 = script({ ...config, userId: 3 })
  for (const heading of ['Noa Levi', text]) {
    expect(personOf({ text, heading: `Noa ${heading}`, head: of45 })).toBe(3)
    expect(personOf({ text, heading: `Noa ${heading}`, navigation, footer })).toBe(3)
  }
  const page = parseProfile(profile({ text, head: of45 }))
  expect(page.sesskey).toBe('canary-sesskey')
  expect(page.profile.siteUrl).toBe(siteUrl)
})

test.each(forgeries)('nobody is named by a text alone: %s', (text) => {
  expect(() => personOf({ text })).toThrow(noPerson)
})

test.each([
  ['the notifications', { navigation: popover(3) }],
  ['the footer', { footer: `<div class="logininfo">${profileLink(3)}</div>` }],
  ['the menu of 3.11', { navigation: `<div class="usermenu">${profileLink(3)}</div>` }],
])('before 4.3 a person is known from %s', (_, page) => {
  expect(personOf(page)).toBe(3)
})

test('a frame that names two people names none', () => {
  expect(() =>
    personOf({ navigation: popover(3), footer: `<div class="logininfo">${profileLink(4)}</div>` }),
  ).toThrow(noPerson)
})

test('a visitor is nobody', () => {
  expect(() => personOf({ head: script({ ...config, userId: 0 }), navigation: popover(3) })).toThrow(noPerson)
})

test('two settings of a page are none', () => {
  const head = script({ ...config, userId: 3 }) + script({ ...config, userId: 4 })
  expect(() => personOf({ head })).toThrow(expect.objectContaining({ detail: 'no_page_config' }))
})
