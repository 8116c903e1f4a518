import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { type ResolveHost, checkSiteUrl } from './address-guard.ts'
import { createHttpClient } from './http-client.ts'

describe('checkSiteUrl', () => {
  it.each([
    ['https://moodle.example.ac.il/', 'https://moodle.example.ac.il'],
    ['  https://Example.org/moodle//  ', 'https://example.org/moodle'],
    ['https://example.org:8443/a/b', 'https://example.org:8443/a/b'],
  ])('keeps the subpath of %s and drops the trailing slash', (address, normalised) => {
    expect(checkSiteUrl(address, { local: false })).toBe(normalised)
  })

  it.each([
    ['https://example.org/login/index.php', 'https://example.org'],
    ['https://example.org/moodle/login/', 'https://example.org/moodle'],
    ['https://example.org/my/', 'https://example.org'],
    ['https://example.org/my/index.php', 'https://example.org'],
    ['https://example.org/my/courses.php', 'https://example.org'],
    ['https://example.org/moodle/index.php', 'https://example.org/moodle'],
    ['https://example.org/course/view.php?id=5#section-1', 'https://example.org'],
    ['https://example.org/mymoodle', 'https://example.org/mymoodle'],
  ])('finds the site of the page %s', (address, site) => {
    expect(checkSiteUrl(address, { local: false })).toBe(site)
  })

  it.each([
    ['moodle', 'not_an_address'],
    ['http://example.org', 'not_https'],
    ['javascript:alert(1)', 'not_https'],
    ['https://user:secret@example.org', 'credentials_in_address'],
    ['https://example.org/?token=1', 'query_in_address'],
    ['https://example.org/#x', 'query_in_address'],
    ['https://192.0.2.1', 'literal_ip'],
    ['https://2130706433', 'literal_ip'],
    ['https://0x7f.1', 'literal_ip'],
    ['https://[::1]', 'literal_ip'],
    ['https://localhost', 'private_name'],
    ['https://localhost.', 'private_name'],
    ['https://moodle', 'private_name'],
    ['https://a.LOCALHOST', 'private_name'],
    ['https://moodle.local/x', 'private_name'],
    ['https://metadata.google.internal', 'private_name'],
  ])('refuses %s as %s', (address, detail) => {
    expect(() => checkSiteUrl(address, { local: false })).toThrow(
      expect.objectContaining({ code: 'moodle.address_refused', detail }),
    )
  })

  it('does not repeat the password that stood in an address', () => {
    const outcome = () => checkSiteUrl('https://user:secret@example.org/', { local: false })
    expect(outcome).toThrow(expect.not.objectContaining({ message: expect.stringContaining('secret') }))
    try {
      outcome()
    } catch (error) {
      expect(inspect(error, { depth: 5, showHidden: true })).not.toMatch(/user:secret|secret@/)
    }
    expect.assertions(2)
  })

  it.each(['http://127.0.0.1:8080/moodle', 'http://localhost:1', 'http://[::1]:8080'])(
    'takes %s as local',
    (address) => {
      expect(checkSiteUrl(address, { local: true })).toBe(address)
    },
  )

  it.each(['http://192.168.0.1', 'http://example.org', 'https://127.0.0.1', 'http://[::ffff:10.0.0.1]'])(
    'refuses %s as local',
    (address) => {
      expect(() => checkSiteUrl(address, { local: true })).toThrow(
        expect.objectContaining({ code: 'moodle.address_refused' }),
      )
    },
  )
})

describe('connecting', () => {
  const clients: { close(): Promise<void> }[] = []
  afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())))

  function post(url: string, local: boolean, addresses: readonly string[]) {
    const resolve: ResolveHost = (_, done) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
    const client = createHttpClient({ now: () => new Date(), resolve })
    clients.push(client)
    const site = { institutionId: 'x', url, local }
    const { signal } = new AbortController()
    return client.post({ site, path: '/', form: new URLSearchParams(), signal, timeoutMs: 5_000 })
  }

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    'fd00::1',
    '::ffff:127.0.0.1',
  ])('refuses a public name that leads to %s', async (address) => {
    await expect(post('https://moodle.example', false, [address])).rejects.toMatchObject({
      code: 'moodle.address_refused',
      detail: 'not_public',
    })
  })

  it('refuses a local name that leads away from loopback', async () => {
    await expect(post('http://localhost:1', true, ['192.0.2.1'])).rejects.toMatchObject({
      code: 'moodle.address_refused',
      detail: 'not_loopback',
    })
  })
})
