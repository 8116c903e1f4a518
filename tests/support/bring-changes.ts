import type { TestStack } from './test-stack.ts'

/**
 * What a second sync finds: something of every kind, in two courses, as lecturers bring it. Gives the name of the course
 * that has most of it.
 */
export async function bringChanges(stack: TestStack, username: string): Promise<string> {
  const { control } = stack.campus
  const open = control.listCourses(username).filter(({ term }) => term === 'current')
  const [course, other] = open
  if (!course || !other) throw new Error(`${username} has too few courses in progress`)
  const itemsOf = (modname: string, of = course) =>
    of.sections.flatMap(({ items }) => items).filter((item) => item.modname === modname)
  const [renamed, moved] = itemsOf('resource')
  const [, , , soon, later] = itemsOf('assign')
  const [, graded] = itemsOf('assign', other)
  const inDays = (days: number) => Math.floor(Date.now() / 1000) + days * 86_400
  const edit = control.edit.bind(control, username)

  edit({ kind: 'rename-item', cmid: renamed!.cmid, name: 'סילבוס מעודכן, 2027' })
  edit({ kind: 'move-item', cmid: moved!.cmid, sectionNumber: 2 })
  edit({ kind: 'remove-item', cmid: itemsOf('url')[0]!.cmid })
  edit({ kind: 'add-item', courseId: course.id, sectionNumber: 1, name: 'שקפי הרצאה 6: רקורסיה' })
  edit({
    kind: 'add-item',
    courseId: other.id,
    sectionNumber: 2,
    name: 'תרגיל בית 5',
    duedate: inDays(0.2),
  })
  edit({ kind: 'give-grade', cmid: later!.cmid, value: 93, feedback: '<p>יפה מאוד, ראו הערה בסעיף ב</p>' })
  edit({ kind: 'give-grade', cmid: graded!.cmid, value: 78 })
  edit({ kind: 'move-deadline', cmid: soon!.cmid, at: inDays(4) })
  edit({
    kind: 'post-announcement',
    courseId: course.id,
    subject: 'אין הרצאה ביום שלישי',
    message: '<p>ההרצאה תושלם בזום.</p>',
  })
  const student = await stack.signIn(username)
  await student.waitForEnd()
  return course.fullname
}
