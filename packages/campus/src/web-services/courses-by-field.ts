import { invalidParameter } from '../moodle-exception.ts'
import type { CourseFacts } from '../seed/model.ts'
import { text } from './params.ts'
import { defineFunction, formatName } from './web-service-function.ts'
import type { CallContext, WebServiceFunction } from './web-service-function.ts'

const finders: Record<string, (course: CourseFacts, values: string[]) => boolean> = {
  id: (course, [value]) => String(course.id) === value,
  ids: (course, values) => values.includes(String(course.id)),
  shortname: (course, [value]) => course.shortname === value,
  idnumber: (course, [value]) => course.idnumber === value,
  category: (course, [value]) => String(course.category.id) === value,
}

/** Courses that are not there, or that the teacher has hidden, are left out without a word. */
const getCoursesByField = defineFunction(
  { field: text(''), value: text('') },
  ({ field, value }, context) => {
    const { site } = context
    const isWanted = field === '' ? () => true : finders[field]
    if (isWanted === undefined) throw invalidParameter()
    const values = value.split(',').map((part) => part.trim())
    const courses = site.content.catalog
      .flatMap((term) => term.courses)
      .filter((course) => isWanted(course, values) && !site.settings.hiddenCourses.includes(course.id))
    return { courses: courses.map((course) => describeCourse(context, course)), warnings: [] }
  },
)

function describeCourse({ site, person, siteurl }: CallContext, course: CourseFacts) {
  const shown = {
    id: course.id,
    fullname: formatName(course.fullname),
    displayname: formatName(course.fullname),
    shortname: course.shortname,
    courseimage: `${siteurl}/pluginfile.php/${course.id}/course/generated/course.svg`,
    categoryid: course.category.id,
    categoryname: formatName(course.category.name),
    sortorder: 10_000 + course.id,
    summary: course.summary,
    summaryformat: 1,
    summaryfiles: [],
    overviewfiles: [],
    showactivitydates: true,
    showcompletionconditions: true,
    contacts: [course.teacher, ...(course.assistant === null ? [] : [course.assistant])].map(
      ({ id, fullname }) => ({ id, fullname }),
    ),
    enrollmentmethods: ['manual'],
  }
  // Who is not in the course sees only what a visitor would.
  if (!site.isEnrolled(person, course.id)) return shown
  return {
    ...shown,
    format: course.format,
    showgrades: Number(course.showgrades),
    newsitems: 5,
    startdate: course.startdate,
    enddate: course.enddate,
    maxbytes: 0,
    showreports: 0,
    visible: 1,
    groupmode: 0,
    groupmodeforce: 0,
    defaultgroupingid: 0,
    enablecompletion: 1,
    completionnotify: 0,
    lang: '',
    theme: '',
    marker: 0,
    filters: [{ filter: 'mathjaxloader', localstate: 0, inheritedstate: 1 }],
    courseformatoptions: [
      { name: 'hiddensections', value: 1 },
      { name: 'coursedisplay', value: Number(site.settings.oneSectionPerPage.includes(course.id)) },
    ],
  }
}

export const coursesByFieldFunctions: Record<string, WebServiceFunction> = {
  core_course_get_courses_by_field: getCoursesByField,
}
