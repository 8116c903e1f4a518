import { createItemMaker } from './seed/item-maker.ts'
import type { Course, Item, Person, Section } from './seed/model.ts'
import type { Site } from './site.ts'

/** A change one student will see at the next sync; nobody else does. Times are Unix seconds. */
export type Edit =
  | { kind: 'rename-item'; cmid: number; name: string }
  /** The HTML under an item's name, as the theme and filters make it too: the item itself is not modified. */
  | { kind: 'describe-item'; cmid: number; html: string }
  /** Of an assignment, or of anything that closes. */
  | { kind: 'move-deadline'; cmid: number; at: number }
  /** With `duedate` an assignment, otherwise a PDF. */
  | { kind: 'add-item'; courseId: number; sectionNumber: number; name: string; duedate?: number }
  /** To the end of another section of its course. */
  | { kind: 'move-item'; cmid: number; sectionNumber: number }
  | { kind: 'remove-item'; cmid: number }
  | { kind: 'give-grade'; cmid: number; value: number; feedback?: string }
  | { kind: 'post-announcement'; courseId: number; subject: string; message: string }
  | { kind: 'remove-course'; courseId: number }
  /** Without an id, the first course of the current term the student is not in. */
  | { kind: 'add-course'; courseId?: number }

export type EditResult = { courseId: number; cmid?: number }

/** An edit that does not fit what is there. */
export class EditError extends Error {
  readonly code = 'campus.edit_impossible'

  constructor(message: string) {
    super(message)
    this.name = 'EditError'
  }
}

export function applyEdit(site: Site, person: Person, edit: Edit): EditResult {
  switch (edit.kind) {
    case 'add-course':
      return addCourse(site, person, edit.courseId)
    case 'remove-course': {
      requireEnrolled(site, person, edit.courseId)
      site.setEnrolments(
        person,
        site.listEnrolments(person).filter(({ courseId }) => courseId !== edit.courseId),
      )
      return { courseId: edit.courseId }
    }
    case 'add-item':
      return addItem(site, person, edit)
    case 'post-announcement':
      return postAnnouncement(site, person, edit)
    case 'move-item': {
      const { course, section, item } = openItem(site, person, edit.cmid)
      const target = requireSection(course, edit.sectionNumber)
      section.items.splice(section.items.indexOf(item), 1)
      target.items.push(item)
      return { courseId: course.id, cmid: edit.cmid }
    }
    case 'remove-item': {
      const { course, section, item } = openItem(site, person, edit.cmid)
      section.items.splice(section.items.indexOf(item), 1)
      return { courseId: course.id, cmid: edit.cmid }
    }
    case 'rename-item': {
      const { course, item } = openItem(site, person, edit.cmid)
      item.name = edit.name
      item.timemodified = site.clock()
      return { courseId: course.id, cmid: edit.cmid }
    }
    case 'describe-item': {
      const { course, item } = openItem(site, person, edit.cmid)
      item.description = edit.html
      return { courseId: course.id, cmid: edit.cmid }
    }
    case 'move-deadline': {
      const { course, item } = openItem(site, person, edit.cmid)
      moveDeadline(item, edit.at)
      item.timemodified = site.clock()
      return { courseId: course.id, cmid: edit.cmid }
    }
    case 'give-grade': {
      const { course, item } = openItem(site, person, edit.cmid)
      if (item.modname !== 'assign' && item.modname !== 'quiz')
        throw new EditError(`a ${item.modname} has no grade`)
      const grade = {
        value: edit.value,
        gradedAt: site.clock(),
        feedback: edit.feedback ?? '',
        isHidden: false,
      }
      site.setGrade(person, edit.cmid, grade)
      return { courseId: course.id, cmid: edit.cmid }
    }
  }
}

function requireEnrolled(site: Site, person: Person, courseId: number) {
  if (!site.isEnrolled(person, courseId))
    throw new EditError(`${person.username} is not in course ${courseId}`)
}

function openCourse(site: Site, person: Person, courseId: number): Course {
  requireEnrolled(site, person, courseId)
  const course = site.openForEdit(person, courseId)
  if (course === undefined) throw new EditError(`no course ${courseId}`)
  return course
}

function openItem(
  site: Site,
  person: Person,
  cmid: number,
): { course: Course; section: Section; item: Item } {
  const seen = site.findItem(person, cmid)
  if (seen === undefined) throw new EditError(`no item ${cmid}`)
  openCourse(site, person, seen.course.id)
  const found = site.findItem(person, cmid)
  if (found === undefined) throw new EditError(`no item ${cmid}`)
  return found
}

function requireSection(course: Course, number: number): Section {
  const section = course.sections.find((candidate) => candidate.number === number)
  if (section === undefined) throw new EditError(`course ${course.id} has no section ${number}`)
  return section
}

function moveDeadline(item: Item, at: number) {
  switch (item.modname) {
    case 'assign':
      if (item.cutoffdate !== 0) item.cutoffdate += at - item.duedate
      item.duedate = at
      return
    case 'quiz':
    case 'choice':
    case 'feedback':
      item.timeclose = at
      return
    default:
      throw new EditError(`a ${item.modname} has no deadline`)
  }
}

function addItem(site: Site, person: Person, edit: Extract<Edit, { kind: 'add-item' }>): EditResult {
  const course = openCourse(site, person, edit.courseId)
  const section = requireSection(course, edit.sectionNumber)
  const make = createItemMaker(course, site.takeItemNumber(person))
  const now = site.clock()
  const facts = { name: edit.name, timemodified: now }
  const item =
    edit.duedate === undefined
      ? make.resource({ ...facts, filename: `${edit.name}.pdf`, filesize: 30_000 })
      : make.assign({
          ...facts,
          intro: '',
          allowsubmissionsfromdate: now - 3600,
          duedate: edit.duedate,
          cutoffdate: 0,
          grademax: 100,
          nosubmissions: false,
          teamsubmission: false,
          gradeHidden: false,
          files: [],
        })
  section.items.push(item)
  return { courseId: course.id, cmid: item.cmid }
}

function postAnnouncement(
  site: Site,
  person: Person,
  edit: Extract<Edit, { kind: 'post-announcement' }>,
): EditResult {
  const course = openCourse(site, person, edit.courseId)
  const news = site
    .listItems(course)
    .filter((item) => item.modname === 'forum')
    .find((forum) => forum.type === 'news')
  if (news === undefined) throw new EditError(`course ${course.id} has no announcements`)
  news.discussions.push({
    id: Math.max(news.cmid * 100, ...news.discussions.map((discussion) => discussion.id)) + 1,
    subject: edit.subject,
    message: edit.message,
    author: course.teacher,
    created: site.clock(),
    replies: 0,
    isPinned: false,
  })
  return { courseId: course.id, cmid: news.cmid }
}

function addCourse(site: Site, person: Person, wanted: number | undefined): EditResult {
  const current = site.content.catalog
    .filter((term) => term.when === 'current')
    .flatMap((term) => term.courses)
  const courseId = wanted ?? current.find((course) => !site.isEnrolled(person, course.id))?.id
  if (courseId === undefined || site.content.findCourseFacts(courseId) === undefined)
    throw new EditError('no such course')
  if (site.isEnrolled(person, courseId))
    throw new EditError(`${person.username} is in course ${courseId} already`)
  site.setEnrolments(person, [
    ...site.listEnrolments(person),
    { courseId, isFavourite: false, isHidden: false, lastaccess: null },
  ])
  return { courseId }
}
