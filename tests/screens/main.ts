/**
 * `pnpm screens [folder] [--dark] [--language he|en|ar] [--only name]`: pictures of every page and its important states
 * on the simulated university, for somebody to look at: Hebrew on a phone and English on a desktop, or the language that
 * is given on both. Into .spike/screens unless a folder is given.
 */
import { launchBrowser } from '../support/browser.ts'
import { startOwnPostgres } from '../support/own-postgres.ts'
import { startTestStack } from '../support/test-stack.ts'
import { openCamera } from './camera.ts'
import { takeEntrance, takeSingleSignOn } from './entrance.ts'
import { readOptions } from './options.ts'
import { takeProgress } from './progress.ts'
import { takeStudentPages } from './student-pages.ts'

const { folder, views, theme, only } = readOptions(process.argv.slice(2))
const parts = {
  entrance: takeEntrance,
  progress: takeProgress,
  pages: takeStudentPages,
  sso: takeSingleSignOn,
}

const postgres = await startOwnPostgres()
const stack = await startTestStack({ connectionString: postgres.connectionString })
const browser = await launchBrowser()
try {
  for (const [part, take] of Object.entries(parts)) {
    if (only.length > 0 && !only.includes(part)) continue
    for (const view of views) {
      const open = () => openCamera(browser, { baseURL: stack.apiUrl, folder, view, theme })
      await take({ open, stack, view })
      // Each view's students come for the first time.
      stack.campus.control.reset()
      await stack.db.deleteFrom('users').execute()
    }
  }
  console.log(`Pictures are in ${folder}`)
} finally {
  await browser.close()
  await stack.close()
  await postgres.stop()
}
