import { translateTo } from '@spike/contract/words'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openPage, phone } from '../support/browser.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
let browser: Browser
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startTestStack({ workers: 0 }), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

const mostBytes = 30_000

test.each(['he', 'en', 'ar'] as const)(
  'in %s the sign-in takes typing after at most 30 kB of JavaScript over the wire',
  async (language) => {
    const { page, context, complaints } = await openPage(browser, stack.apiUrl, { viewport: phone })
    await page.addInitScript((chosen) => localStorage.setItem('spike.language', chosen), language)
    const network = await context.newCDPSession(page)
    const scripts = new Map<string, { url: string; bytes: number; encoding: string | undefined }>()
    network.on('Network.responseReceived', ({ requestId, response, type }) => {
      const { pathname } = new URL(response.url)
      if (type !== 'Script' && !pathname.endsWith('.js')) return
      scripts.set(requestId, { url: pathname, bytes: 0, encoding: response.headers['content-encoding'] })
    })
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const script = scripts.get(requestId)
      if (script) script.bytes = encodedDataLength
    })
    await network.send('Network.enable')

    // Nothing that the form could wait for comes: neither who is signed in, nor the universities.
    await page.route(/\/api\//, () => {})
    await page.goto('/')
    const username = page.getByLabel(translateTo(language)('signIn.username'))
    await username.pressSequentially('noa')
    expect(await username.inputValue()).toBe('noa')
    // What goes on being loaded counts as well.
    await page.waitForLoadState('load')

    const loaded = [...scripts.values()]
    expect(loaded.length).toBeGreaterThanOrEqual(2)
    // Each came whole and packed, but for those that fit into one packet anyway.
    expect(loaded.filter(({ bytes, encoding }) => bytes === 0 || (bytes > 1500 && !encoding))).toEqual([])
    const total = loaded.reduce((sum, { bytes }) => sum + bytes, 0)
    console.log(`First load in ${language}: ${total} bytes of JavaScript`)
    expect(total).toBeLessThanOrEqual(mostBytes)
    expect(complaints).toEqual([])
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await context.close()
  },
)
