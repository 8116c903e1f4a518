import { holdReading } from '../support/hold-reading.ts'
import { signInAs } from '../support/student-page.ts'
import type { Studio } from './camera.ts'

/** A first sync that runs, one that left courses out, one that failed, and one that found nothing. */
export async function takeProgress(studio: Studio): Promise<void> {
  await takeRunning(studio)
  await takePartial(studio)
  await takeFailed(studio)
  await takeNothing(studio)
}

async function takeRunning({ open, stack, view }: Studio): Promise<void> {
  const camera = await open()
  // Many courses are saved; the last one is held, and those asked for together with it.
  const held = holdReading(stack, 'demo')
  await signInAs(camera.page, 'demo', view)
  await camera.page.waitForFunction(
    (least) => Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')) >= least,
    50,
  )
  await camera.take('progress')
  held.release()
  await camera.page.locator('[role=progressbar][aria-valuenow="100"]').waitFor()
  await camera.take('progress-done')
  await camera.close()
}

async function takePartial({ open, stack, view }: Studio): Promise<void> {
  const { control } = stack.campus
  const faults = control
    .listCourses('six')
    .slice(0, 2)
    .map(({ id }) =>
      control.addFault({
        kind: 'ws-error',
        errorcode: 'errorcoursecontextnotvalid',
        scope: { username: 'six', function: 'core_course_get_contents', courseId: id },
      }),
    )
  const camera = await open()
  await signInAs(camera.page, 'six', view)
  await camera.page.getByTestId('unread-courses').waitFor()
  await camera.take('progress-partial', { whole: true })
  await camera.close()
  for (const { id } of faults) control.clearFault(id)
}

async function takeFailed({ open, stack, view }: Studio): Promise<void> {
  const { control } = stack.campus
  const { id } = control.addFault({
    kind: 'ws-error',
    errorcode: 'errorcoursecontextnotvalid',
    scope: { username: 'many', function: 'core_enrol_get_users_courses' },
  })
  const camera = await open()
  await signInAs(camera.page, 'many', view)
  await camera.page.getByTestId('sync-error').waitFor()
  await camera.take('progress-failed', { whole: true })
  await camera.close()
  control.clearFault(id)
}

async function takeNothing({ open, view }: Studio): Promise<void> {
  const camera = await open()
  await signInAs(camera.page, 'none', view)
  await camera.page.locator('[role=progressbar][aria-valuenow="100"]').waitFor()
  await camera.takePage('today-empty', '/')
  await camera.takePage('courses-empty', '/courses')
  await camera.takePage('grades-empty', '/grades')
  await camera.takePage('changes-empty', '/changes')
  await camera.close()
}
