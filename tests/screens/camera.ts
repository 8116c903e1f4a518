import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openPage } from '../support/browser.ts'
import type { TestStack } from '../support/test-stack.ts'
import type { View } from './options.ts'

/** What each part takes its pictures with. */
export interface Studio {
  readonly view: View
  readonly stack: TestStack
  /** A fresh person at a browser. */
  open(): Promise<Camera>
}

export interface Camera {
  readonly page: Page
  readonly context: BrowserContext
  /** The window as it is; the whole page with `whole`. */
  take(name: string, options?: { whole?: boolean }): Promise<void>
  /** Goes to a page of Spike, waits until it is drawn, and takes it. */
  takePage(name: string, address: string, options?: { whole?: boolean }): Promise<void>
  close(): Promise<void>
}

/** Enough of a long list to see its look. */
const longestPx = 2600

interface CameraOptions {
  readonly baseURL: string
  readonly folder: string
  readonly view: View
  readonly theme: 'light' | 'dark'
}

export async function openCamera(browser: Browser, options: CameraOptions): Promise<Camera> {
  const { baseURL, folder, view, theme } = options
  const { page, context } = await openPage(browser, baseURL, view)
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.addInitScript((language) => localStorage.setItem('spike.language', language), view.language)

  async function take(name: string, { whole = false } = {}): Promise<void> {
    await page.waitForFunction(() => {
      const faces = [...document.fonts].filter(({ family }) => family === 'Rubik')
      return faces.some(({ status }) => status === 'loaded') && document.fonts.status === 'loaded'
    })
    const { width, height, shownWidth } = await page.evaluate(() => {
      const { scrollWidth, scrollHeight, clientWidth } = document.documentElement
      return { width: scrollWidth, height: scrollHeight, shownWidth: clientWidth }
    })
    if (width > shownWidth)
      console.warn(`${name}.${view.name}: ${width - shownWidth} px wider than the window`)
    // A window as high as the page, so that what sticks to an edge is at the page's edge.
    const { viewport } = view
    const shownHeight = Math.min(Math.max(height, viewport.height), longestPx)
    if (whole) await page.setViewportSize({ ...viewport, height: shownHeight })
    await page.screenshot({ path: path.join(folder, `${name}.${view.name}.png`) })
    if (whole) await page.setViewportSize(viewport)
  }

  return {
    page,
    context,
    take,
    async takePage(name, address, pictureOptions) {
      await page.goto(address)
      await page.locator('#content h1').waitFor()
      await page.waitForLoadState('networkidle')
      await take(name, pictureOptions)
    },
    close: () => context.close(),
  }
}
