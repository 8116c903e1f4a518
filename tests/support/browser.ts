import { existsSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright, type BrowserContext, type Page } from 'playwright-core'
import type { Language } from '@spike/contract'

/**
 * The browser that comes inside an npm package, so that none has to be installed. Throws where it cannot be started:
 * a journey that could not be tried has failed.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await chromium.executablePath()
  if (!existsSync(executablePath)) throw new Error(`There is no browser at ${executablePath}`)
  return playwright.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--font-render-hinting=none',
    ],
    headless: true,
  })
}

export const phone = { width: 390, height: 844 }
export const desktop = { width: 1280, height: 800 }

export interface JourneyOptions {
  readonly language?: Language
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly serviceWorkers?: 'allow' | 'block'
}

/** A fresh person at a browser: no cookies, nothing remembered. What the page complains of is in `complaints`. */
export async function openPage(
  browser: Browser,
  baseURL: string,
  { language = 'he', viewport = desktop, serviceWorkers = 'allow' }: JourneyOptions = {},
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({
    baseURL,
    viewport,
    locale: language,
    reducedMotion: 'reduce',
    serviceWorkers,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // Whether somebody is signed in is asked at every start; that nobody is, is an answer.
    const isExpected = message.location().url.endsWith('/api/auth/me')
    if (message.type() === 'error' && !isExpected) complaints.push(message.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL)) complaints.push(`asked another host: ${request.url()}`)
  })
  return { page, context, complaints }
}
