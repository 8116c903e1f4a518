import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What a theme can break: it changes colours and nothing else. */
const colourRules = ['color-contrast', 'link-in-text-block']

/**
 * Everything that axe finds wrong with the page as it is now (WCAG 2.2 A and AA, and what is good practice), with where.
 * Empty is good. `colours` looks at nothing else: for a page that was looked at in another theme.
 *
 * The window is made as high as the page meanwhile: what a bar at the foot lies over can be scrolled from below it.
 */
export async function findFindings(page: Page, what: 'all' | 'colours' = 'all'): Promise<string[]> {
  const window = page.viewportSize()
  await showWhole(page)
  // By the protocol, not as a script of the page: its Content-Security-Policy would rightly refuse that.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource)
  const findings = await page.evaluate(
    async (runOnly) => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
      // The source of each node that was looked at takes a while to write down, and is not told below.
      axe.configure({ noHtml: true })
      const { violations } = await axe.run(document, { resultTypes: ['violations'], runOnly })
      return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
      )
    },
    what === 'all' ? { type: 'tag' as const, values: tags } : { type: 'rule' as const, values: colourRules },
  )
  if (window) await page.setViewportSize(window)
  return findings
}

/** Rows below the window are not laid out until it holds them, and then take more room; a long list comes in steps. */
const mostSteps = 20

async function showWhole(page: Page): Promise<void> {
  for (let step = 0; step < mostSteps; step++) {
    const window = page.viewportSize()
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    if (!window || height <= window.height) return
    await page.setViewportSize({ ...window, height })
    await page.evaluate(async () => {
      for (let frames = 2; frames > 0; frames--) {
        await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))
      }
    })
  }
}
