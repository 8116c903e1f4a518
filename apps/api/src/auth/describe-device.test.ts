import { expect, test } from 'vitest'
import { describeDevice } from './describe-device.ts'

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test.each([
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/142.0.0.0 Safari/537.36`,
    { browser: 'Chrome 142', system: 'Windows', kind: 'desktop' },
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.3595.53`,
    { browser: 'Microsoft Edge 142', system: 'Windows', kind: 'desktop' },
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    { browser: 'Firefox 145', system: 'Linux', kind: 'desktop' },
  ],
  [
    `Mozilla/5.0 (Linux; Android 14; K) ${webKit} Chrome/142.0.0.0 Mobile Safari/537.36`,
    { browser: 'Chrome 142', system: 'Android 14', kind: 'phone' },
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
    { browser: 'Safari 18', system: 'iOS 18', kind: 'phone' },
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
    { browser: 'Safari 26', system: 'macOS', kind: 'desktop' },
  ],
])('%s is told as words', (userAgent, device) => {
  expect(describeDevice(userAgent)).toEqual(device)
})

test.each([undefined, '', '   ', 'node', 'curl/8.5.0', '<script>alert(1)</script>', '\u0000'.repeat(9)])(
  'what names no device is unknown: %j',
  (userAgent) => {
    expect(describeDevice(userAgent)).toEqual({ browser: null, system: null, kind: null })
  },
)

test('a text without end is looked at no further than any browser writes', () => {
  const long = `Mozilla/5.0 (X11; Linux x86_64) ${'Chrome/'.repeat(100_000)}`
  expect(describeDevice(long).system).toBe('Linux')
})
