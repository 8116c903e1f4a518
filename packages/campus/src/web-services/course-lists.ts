import type { Course, Enrolment } from '../seed/model.ts'
import { hashText } from '../seed/prng.ts'
import { invalidParameter } from '../moodle-exception.ts'
import { isAtLeast } from '../site-settings.ts'
import { int, list, text } from './params.ts'
import { defineFunction, formatName } from './web-service-function.ts'
import type { CallContext, WebServiceFunction } from './web-service-function.ts'

type Enrolled = { course: Course; enrolment: Enrolment }

/** As large as the pattern a real Moodle draws for a course without a picture: it makes timeline answers heavy. */
const inlinePicture = `data:image/svg+xml;base64,${Buffer.from(`<svg>${'<circle r="9"/>'.repeat(650)}</svg>`).toString('base64')}`

function listEnrolled({ site, person }: CallContext): Enrolled[] {
  return site.listEnrolments(person).flatMap((enrolment) => {
    const course = site.readCourse(person, enrolment.courseId)
    return course === undefined ? [] : [{ course, enrolment }]
  })
}

/** Percent of the items with completion that the student has done, or null where there are none. */
function readProgress({ site, person }: CallContext, course: Course): number | null {
  const tracked = site
    .listItems(course)
    .map((item) => site.readCompletion(person, course, item))
    .filter(({ mode }) => mode !== 'none')
  const done = tracked.filter(({ state }) => state === 1 || state === 2).length
  return tracked.length === 0 ? null : (done / tracked.length) * 100
}

const getUsersCourses = defineFunction({ userid: int(), returnusercount: int(1) }, (params, context) => {
  if (params.userid !== context.person.id) return []
  return listEnrolled(context).map(({ course, enrolment }) => ({
    id: course.id,
    shortname: course.shortname,
    fullname: formatName(course.fullname),
    displayname: formatName(course.fullname),
    ...(params.returnusercount === 0 ? {} : { enrolledusercount: 10 + (hashText(course.shortname) % 200) }),
    idnumber: course.idnumber,
    visible: 1,
    summary: course.summary,
    summaryformat: 1,
    format: course.format,
    ...(isAtLeast(context.site.settings, '4.5')
      ? { courseimage: `${context.siteurl}/pluginfile.php/${course.id}/course/generated/course.svg` }
      : {}),
    showgrades: course.showgrades,
    lang: '',
    enablecompletion: true,
    completionhascriteria: false,
    completionusertracked: true,
    category: course.category.id,
    progress: readProgress(context, course),
    completed: false,
    startdate: course.startdate,
    enddate: course.enddate,
    marker: 0,
    lastaccess: enrolment.lastaccess,
    isfavourite: enrolment.isFavourite,
    hidden: enrolment.isHidden,
    overviewfiles: [],
    showactivitydates: true,
    showcompletionconditions: true,
    timemodified: course.timemodified,
  }))
})

/** A course as the timeline, the calendar and other blocks give it. */
export function describeTimelineCourse(context: CallContext, { course, enrolment }: Enrolled) {
  const progress = readProgress(context, course)
  return {
    id: course.id,
    fullname: formatName(course.fullname),
    shortname: course.shortname,
    idnumber: course.idnumber,
    summary: course.summary,
    summaryformat: 1,
    startdate: course.startdate,
    enddate: course.enddate,
    visible: true,
    showactivitydates: true,
    showcompletionconditions: true,
    pdfexportfont: '',
    fullnamedisplay: formatName(course.fullname),
    viewurl: `${context.siteurl}/course/view.php?id=${course.id}`,
    courseimage: inlinePicture,
    progress: Math.floor(progress ?? 0),
    hasprogress: progress !== null,
    isfavourite: enrolment.isFavourite,
    hidden: enrolment.isHidden,
    showshortname: false,
    coursecategory: course.category.name,
  }
}

const timelineFilters: Record<string, (enrolled: Enrolled, now: number) => boolean> = {
  all: ({ enrolment }) => !enrolment.isHidden,
  allincludinghidden: () => true,
  hidden: ({ enrolment }) => enrolment.isHidden,
  favourites: ({ enrolment }) => enrolment.isFavourite && !enrolment.isHidden,
  past: ({ course, enrolment }, now) => course.enddate < now && !enrolment.isHidden,
  future: ({ course, enrolment }, now) => course.startdate > now && !enrolment.isHidden,
  inprogress: ({ course, enrolment }, now) =>
    course.startdate <= now && course.enddate >= now && !enrolment.isHidden,
}

const getTimeline = defineFunction(
  {
    classification: text(),
    limit: int(0),
    offset: int(0),
    sort: text(''),
    customfieldname: text(''),
    customfieldvalue: text(''),
    searchvalue: text(''),
    requiredfields: list(text()),
  },
  ({ classification, limit, offset, requiredfields }, context) => {
    // Older releases do not know this parameter.
    if (requiredfields.length > 0 && !isAtLeast(context.site.settings, '4.5')) throw invalidParameter()
    const isWanted = timelineFilters[classification]
    if (isWanted === undefined || limit < 0 || offset < 0) throw invalidParameter()
    const wanted = listEnrolled(context).filter((enrolled) => isWanted(enrolled, context.site.clock()))
    const page = wanted.slice(offset, limit === 0 ? undefined : offset + limit)
    return {
      courses: page.map((enrolled) => describeTimelineCourse(context, enrolled)),
      nextoffset: offset + page.length,
    }
  },
)

export const courseListFunctions: Record<string, WebServiceFunction> = {
  core_enrol_get_users_courses: getUsersCourses,
  core_course_get_enrolled_courses_by_timeline_classification: getTimeline,
}
