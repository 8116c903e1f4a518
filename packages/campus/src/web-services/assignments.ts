import type { AssignItem, Course } from '../seed/model.ts'
import { int, list, text } from './params.ts'
import { describeFile, formatHtml } from './stored-files.ts'
import { defineFunction, formatName, selectCourses } from './web-service-function.ts'
import type { WebServiceFunction } from './web-service-function.ts'

const getAssignments = defineFunction(
  { courseids: list(int()), capabilities: list(text()), includenotenrolledcourses: int(0) },
  ({ courseids }, context) => {
    const refusal = {
      warningcode: '2',
      message: 'User is not enrolled or does not have requested capability',
    }
    const { courses, warnings } = selectCourses(context, courseids, refusal)
    return {
      courses: courses.map((course) => ({
        id: course.id,
        fullname: formatName(course.fullname),
        shortname: course.shortname,
        timemodified: course.timemodified,
        assignments: context.site
          .listItems(course)
          .filter((item) => item.modname === 'assign')
          .map((item) => describeAssignment(context.siteurl, course, item)),
      })),
      warnings,
    }
  },
)

function describeAssignment(siteurl: string, course: Course, item: AssignItem) {
  return {
    id: item.instance,
    cmid: item.cmid,
    course: course.id,
    name: formatName(item.name),
    nosubmissions: Number(item.nosubmissions),
    submissiondrafts: 1,
    sendnotifications: 0,
    sendlatenotifications: 0,
    sendstudentnotifications: 1,
    duedate: item.duedate,
    allowsubmissionsfromdate: item.allowsubmissionsfromdate,
    grade: item.grademax,
    timemodified: item.timemodified,
    completionsubmit: 0,
    cutoffdate: item.cutoffdate,
    gradingduedate: 0,
    teamsubmission: Number(item.teamsubmission),
    requireallteammemberssubmit: 0,
    teamsubmissiongroupingid: 0,
    blindmarking: 0,
    hidegrader: 0,
    revealidentities: 0,
    attemptreopenmethod: 'untilpass',
    maxattempts: 2,
    markingworkflow: 0,
    markingallocation: 0,
    markinganonymous: 0,
    requiresubmissionstatement: 0,
    preventsubmissionnotingroup: 0,
    configs: listConfigs(item),
    intro: formatHtml(siteurl, item.intro),
    introformat: 1,
    introfiles: item.introFiles.map((file) => describeFile(siteurl, file)),
    introattachments: item.attachments.map((file) => describeFile(siteurl, file)),
    timelimit: 0,
    submissionattachments: 0,
  }
}

function listConfigs(item: AssignItem) {
  const config = (subtype: string, plugin: string, name: string, value: string) => ({
    plugin,
    subtype,
    name,
    value,
  })
  const submission = item.nosubmissions
    ? []
    : [
        config('assignsubmission', 'file', 'enabled', '1'),
        config('assignsubmission', 'file', 'maxfilesubmissions', '3'),
        config('assignsubmission', 'file', 'maxsubmissionsizebytes', '20971520'),
        config('assignsubmission', 'file', 'filetypeslist', ''),
      ]
  return [
    ...submission,
    config('assignsubmission', 'comments', 'enabled', '0'),
    config('assignfeedback', 'comments', 'enabled', '1'),
    config('assignfeedback', 'comments', 'commentinline', '0'),
  ]
}

export const assignmentFunctions: Record<string, WebServiceFunction> = {
  mod_assign_get_assignments: getAssignments,
}
