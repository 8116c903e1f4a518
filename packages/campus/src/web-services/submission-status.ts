import { accessDenied, missingRecord } from '../moodle-exception.ts'
import { courseIdOfInstance } from '../seed/item-maker.ts'
import type { AssignItem, Person } from '../seed/model.ts'
import type { AssignState, Grade } from '../seed/person-state.ts'
import { int } from './params.ts'
import { describeFile, listFeedbackFiles, listSubmittedFiles, submissionId } from './stored-files.ts'
import { defineFunction, requireCourse } from './web-service-function.ts'
import type { CallContext, WebServiceFunction } from './web-service-function.ts'

const getSubmissionStatus = defineFunction(
  { assignid: int(), userid: int(0), groupid: int(0) },
  (params, context) => {
    const { person, site, siteurl } = context
    const courseId = courseIdOfInstance(params.assignid)
    if (site.readCourse(person, courseId) === undefined) throw missingRecord('assign')
    const course = requireCourse(context, courseId)
    const item = site
      .listItems(course)
      .filter((candidate) => candidate.modname === 'assign')
      .find((candidate) => candidate.instance === params.assignid)
    if (item === undefined) throw missingRecord('assign')
    if (params.userid !== 0 && params.userid !== person.id) throw accessDenied()

    const assign = site.readAssignState(person, course, item)
    return {
      lastattempt: describeLastAttempt(context, item, assign),
      ...(assign.grade === null || assign.grade.isHidden || assign.state === 'reopened'
        ? {}
        : { feedback: describeFeedback(context, item, assign.grade) }),
      ...(assign.state === 'reopened' && assign.grade !== null
        ? { previousattempts: [describePreviousAttempt(context, item, assign, assign.grade)] }
        : {}),
      assignmentdata: { attachments: { intro: item.attachments.map((file) => describeFile(siteurl, file)) } },
      warnings: [],
    }
  },
)

function describeLastAttempt(context: CallContext, item: AssignItem, assign: AssignState) {
  const { person, site } = context
  const isGraded = assign.grade !== null && assign.state !== 'reopened'
  const isHandedIn = assign.state === 'submitted' || assign.state === 'graded'
  const now = site.clock()
  const isPastCutoff = item.cutoffdate !== 0 && now > Math.max(item.cutoffdate, assign.extensionduedate ?? 0)
  const canEdit = !item.nosubmissions && !isHandedIn && item.allowsubmissionsfromdate <= now && !isPastCutoff
  const groupid = 10 + (person.id % 7)
  const submission = item.nosubmissions ? undefined : describeSubmission(context, item, assign)
  return {
    ...(submission === undefined ? {} : { submission }),
    ...(submission !== undefined && item.teamsubmission
      ? { teamsubmission: { ...submission, userid: 0, groupid }, submissiongroup: groupid }
      : {}),
    submissiongroupmemberswhoneedtosubmit: [],
    submissionsenabled: !item.nosubmissions,
    locked: false,
    graded: isGraded,
    canedit: canEdit,
    caneditowner: canEdit,
    cansubmit: canEdit && assign.state === 'draft',
    extensionduedate: assign.extensionduedate ?? (isGraded ? 0 : null),
    timelimit: 0,
    blindmarking: false,
    gradingstatus: isGraded ? 'graded' : 'notgraded',
    usergroups: item.teamsubmission ? [groupid] : [],
  }
}

/** Moodle's own word for each state; work that is only late is still `new`. */
const statusWords: Partial<Record<AssignState['state'], string>> = {
  draft: 'draft',
  submitted: 'submitted',
  graded: 'submitted',
  reopened: 'reopened',
}

function describeSubmission(context: CallContext, item: AssignItem, assign: AssignState) {
  const { person, siteurl } = context
  const status = statusWords[assign.state] ?? 'new'
  const files = status === 'reopened' ? [] : listSubmittedFiles(person, item, assign)
  const at = assign.submittedAt === 0 ? item.timemodified : assign.submittedAt
  return {
    id: submissionId(person, item),
    userid: person.id,
    attemptnumber: status === 'reopened' ? 1 : 0,
    timecreated: at - 7200,
    timemodified: at,
    timestarted: null,
    status,
    groupid: 0,
    assignment: item.instance,
    latest: 1,
    plugins: [
      {
        type: 'file',
        name: 'File submissions',
        fileareas: [{ area: 'submission_files', files: files.map((file) => describeFile(siteurl, file)) }],
      },
      { type: 'comments', name: 'Submission comments' },
    ],
  }
}

function describeGrade(person: Person, item: AssignItem, grade: Grade) {
  return {
    id: person.id * 600_000 + item.instance,
    assignment: item.instance,
    userid: person.id,
    attemptnumber: 0,
    timecreated: grade.gradedAt,
    timemodified: grade.gradedAt,
    grader: 2,
    grade: grade.value.toFixed(5),
  }
}

const describeComments = (grade: Grade) => ({
  type: 'comments',
  name: 'Feedback comments',
  fileareas: [{ area: 'feedback', files: [] }],
  editorfields: [{ name: 'comments', description: 'Feedback comments', text: grade.feedback, format: 1 }],
})

function describeFeedback({ person, siteurl }: CallContext, item: AssignItem, grade: Grade) {
  const files = listFeedbackFiles(person, item, grade).map((file) => describeFile(siteurl, file))
  return {
    grade: describeGrade(person, item, grade),
    gradefordisplay: `${grade.value.toFixed(2)}&nbsp;/&nbsp;${item.grademax.toFixed(2)}`,
    gradeddate: grade.gradedAt,
    plugins: [
      describeComments(grade),
      { type: 'file', name: 'Feedback files', fileareas: [{ area: 'feedback_files', files }] },
    ],
  }
}

function describePreviousAttempt(context: CallContext, item: AssignItem, assign: AssignState, grade: Grade) {
  const first = describeSubmission(context, item, { ...assign, state: 'submitted' })
  return {
    attemptnumber: 0,
    submission: { ...first, latest: 0 },
    grade: describeGrade(context.person, item, grade),
    feedbackplugins: [describeComments(grade)],
  }
}

export const submissionStatusFunctions: Record<string, WebServiceFunction> = {
  mod_assign_get_submission_status: getSubmissionStatus,
}
