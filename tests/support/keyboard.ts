import type { Locator } from 'playwright-core'

/** More than stand before anything on a page. */
const mostPresses = 120

/** Goes with Tab until the focus is there. @throws where Tab does not lead to it */
export async function tabTo(target: Locator): Promise<void> {
  const { keyboard } = target.page()
  await target.waitFor({ state: 'attached' })
  for (let presses = 0; presses < mostPresses; presses++) {
    if (await hasFocus(target)) return
    await keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${String(target)}`)
}

/** Tab, and Enter there. */
export async function enter(target: Locator): Promise<void> {
  await tabTo(target)
  await target.page().keyboard.press('Enter')
}

export const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement)
