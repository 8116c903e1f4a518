import { test } from 'vitest'
import { startTestStack } from '../support/test-stack.ts'
test('x', async () => {
  const stack = await startTestStack()
  const { control } = stack.campus
  const course = control.listCourses('six')[2]!
  control.addFault({ kind: 'ws-error', errorcode: 'errorcoursecontextnotvalid', scope: { function: 'core_course_get_contents', courseId: course.id } })
  const s = await stack.signIn('six')
  const end = await s.waitForEnd()
  console.log(end.status, end.error, end.unreadCourses)
  control.reset()
  control.addFault({ kind: 'ws-error', errorcode: 'ex_unabletolock', times: 1, after: 4, scope: { username: 'student6' } })
  const s2 = await stack.signIn('student6')
  const end2 = await s2.waitForEnd()
  console.log(end2.status, end2.error, end2.unreadCourses)
  console.log(JSON.stringify(await stack.db.selectFrom('sync_job_events').select(['kind', 'function', 'outcome', 'data']).where('job_id', 'in', [s.syncJobId, s2.syncJobId]).where('outcome', '<>', 'ok').where('kind','<>','stage').execute(), null, 1))
  console.log(stack.logLines.filter((l) => l.includes('"level":40') || l.includes('"level":50')).join('').slice(0, 3000))
  await stack.close()
})
