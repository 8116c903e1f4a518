import { nothingKnown } from '@spike/moodle'
import { writeSiteKnowledge } from '@spike/store'
import { chooseUniversity, fillSignIn } from '../support/student-page.ts'
import { institutionId } from '../support/test-stack.ts'
import type { Studio } from './camera.ts'

/** The sign-in form, empty and refused. */
export async function takeEntrance({ open, view }: Studio): Promise<void> {
  const camera = await open()
  await camera.page.goto('/')
  await camera.page.waitForLoadState('networkidle')
  await camera.take('sign-in', { whole: true })
  await camera.page.locator('#university').click()
  await camera.take('sign-in-universities', { whole: true })
  await fillSignIn(camera.page, 'demo', { language: view.language, password: 'wrong' })
  await camera.page.getByRole('alert').first().waitFor()
  await camera.take('sign-in-refused', { whole: true })
  await camera.close()
}

/** At a university that signs students in on a page of its own. */
export async function takeSingleSignOn({ open, stack }: Studio): Promise<void> {
  await writeSiteKnowledge(stack.db, institutionId, { ...nothingKnown, signIn: 'browser' })
  const camera = await open()
  await camera.page.goto('/')
  await chooseUniversity(camera.page, institutionId)
  await camera.page.locator('a[href*="launch.php"]').waitFor()
  await camera.take('sign-in-single-sign-on', { whole: true })
  await camera.close()
}
