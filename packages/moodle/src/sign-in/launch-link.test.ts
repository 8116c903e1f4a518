import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { nothingKnown } from '../site-knowledge.ts'
import type { SiteAddress } from '../site.ts'
import { makeLaunch, readBareToken, readLaunchLink } from './launch-link.ts'

const site: SiteAddress = { institutionId: 'test', url: 'https://moodle.example/sub', local: false }
const token = '0123456789abcdef0123456789abcdef'
const passport = 'a passport'

function sign(siteUrl = site.url, parts: readonly string[] = [token]): string {
  const sum = createHash('md5').update(`${siteUrl}${passport}`).digest('hex')
  return Buffer.from([sum, ...parts].join(':::')).toString('base64')
}
const read = (pasted: string) => readLaunchLink(pasted, { siteUrl: site.url, passport })

describe('the launch link', () => {
  it('leads to the site’s own page, with a new passport each time', () => {
    const first = makeLaunch(site, null)
    const url = new URL(first.url)
    expect(`${url.origin}${url.pathname}`).toBe('https://moodle.example/sub/admin/tool/mobile/launch.php')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      service: 'moodle_mobile_app',
      passport: first.passport,
      urlscheme: 'moodlemobile',
      confirmed: '1',
    })
    expect(makeLaunch(site, null).passport).not.toBe(first.passport)
  })

  it.each([
    ['https://moodle.example/sub/local/own/launch.php?via=app', '/sub/local/own/launch.php'],
    ['https://moodle.example/sub/local/own/launch.php?passport=1#x', '/sub/local/own/launch.php'],
    ['https://moodle.example/other/launch.php', '/sub/admin/tool/mobile/launch.php'],
    ['https://moodle.example/subway/launch.php', '/sub/admin/tool/mobile/launch.php'],
    ['https://moodle.example/sub/../launch.php', '/sub/admin/tool/mobile/launch.php'],
    ['https://moodle.example/sub/login/logout.php', '/sub/admin/tool/mobile/launch.php'],
    ['https://moodle.example.evil/launch.php', '/sub/admin/tool/mobile/launch.php'],
    ['http://moodle.example/sub/launch.php', '/sub/admin/tool/mobile/launch.php'],
    ['https://dana@moodle.example/launch.php', '/sub/admin/tool/mobile/launch.php'],
    ['no address', '/sub/admin/tool/mobile/launch.php'],
  ])('goes to %s only where that is the site itself', (launchUrl, path) => {
    const launch = makeLaunch(site, { ...nothingKnown, launchUrl })
    const url = new URL(launch.url)
    expect(url.origin).toBe('https://moodle.example')
    expect(url.pathname).toBe(path)
    expect([...url.searchParams.keys()]).toEqual(['service', 'passport', 'urlscheme', 'confirmed'])
    expect(url.searchParams.get('passport')).toBe(launch.passport)
    expect(url.hash).toBe('')
  })
})

describe('the link that a student brings back', () => {
  const link = `moodlemobile://token=${sign()}`
  it.each([
    ['as it is', link],
    ['in blanks', `  ${link}\n`],
    ['broken into lines', link.replaceAll(/.{20}/g, '$&\r\n  ')],
    ['with what was written around it', `The link: ${link}`],
    ['with the site in it', `moodlemobile://https://moodle.example/sub?token=${sign()}`],
    ['of a university’s own app', `my.uni-app://token=${sign()}`],
    ['without the padding', link.replace(/=+$/, '')],
    ['with the padding written out', link.replaceAll('=', '%3D').replace('token%3D', 'token=')],
    ['with a private token', `moodlemobile://token=${sign(site.url, [token, 'x'.repeat(64)])}`],
    [
      'in the alphabet for addresses',
      `moodlemobile://token=${sign().replaceAll('+', '-').replaceAll('/', '_')}`,
    ],
    ['of a site that calls itself by a slash more', `moodlemobile://token=${sign(`${site.url}/`)}`],
    [
      'of a site that calls itself by http',
      `moodlemobile://token=${sign(site.url.replace('https', 'http'))}`,
    ],
  ])('is read %s', (_, pasted) => {
    expect(read(pasted)).toEqual({ token })
  })

  it.each([
    [
      'made with another passport',
      `moodlemobile://token=${Buffer.from(`${'0'.repeat(32)}:::${token}`).toString('base64')}`,
    ],
    ['made by another site', `moodlemobile://token=${sign('https://other.example')}`],
    ['made by the site with www', `moodlemobile://token=${sign('https://www.moodle.example/sub')}`],
    ['without a token in it', `moodlemobile://token=${sign(site.url, [])}`],
    ['with something else for a token', `moodlemobile://token=${sign(site.url, ['<script>'])}`],
    ['cut off', link.slice(0, 60)],
    ['that is a token alone', `moodlemobile://token=${token}`],
    ['that is the launch link itself', makeLaunch(site, null).url],
    ['that is nothing', ''],
    ['that is as long as a book', link.repeat(100)],
    ['with broken percents', `moodlemobile://token=%E0%A4%A`],
  ])('is refused %s', (_, pasted) => {
    expect(read(pasted)).toBeNull()
  })
})

it('takes a token alone, and nothing that is not just one', () => {
  expect(readBareToken(` ${token.toUpperCase()}\n`)).toBe(token)
  for (const other of [`${token}0`, token.slice(1), `${token} ${token}`, 'password', ''])
    expect(readBareToken(other)).toBeNull()
})
