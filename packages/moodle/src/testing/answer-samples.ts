import type { z } from 'zod'
import { MoodleError } from '../errors.ts'
import type { ReadAssignment } from '../reading.ts'
import { assignmentList, mapAssignments } from '../web-services/assignments.ts'
import { attemptsSchema, bestGradeSchema, mapAttempts, mapBestGrade } from '../web-services/attempts.ts'
import { calendarEventList, mapCalendarEvents } from '../web-services/calendar-events.ts'
import { contentsSchema, mapContents } from '../web-services/contents.ts'
import { courseFactsSchema, mapCourseFacts } from '../web-services/course-facts.ts'
import { coursesSchema, mapCourses } from '../answers/courses.ts'
import { discussionsSchema, mapDiscussions } from '../web-services/discussions.ts'
import { eventList, mapEvents } from '../answers/events.ts'
import { forumList, mapForums } from '../web-services/forums.ts'
import { gradeItemsSchema, mapGrades } from '../web-services/grades.ts'
import { mapNotifications, notificationsSchema } from '../answers/notifications.ts'
import { type RowList, parseRows } from '../answers/parse-rows.ts'
import { mapQuizzes, quizList } from '../web-services/quizzes.ts'
import { mapFunctions, mapProfile, siteInfoSchema } from '../web-services/site-info.ts'
import { applySubmissionStatus, submissionStatusSchema } from '../web-services/submission-status.ts'
import { parseData } from '../answers/answer.ts'

const siteUrl = 'https://m.example'
const context = { language: 'he', siteUrl }
const fileurl = `${siteUrl}/webservice/pluginfile.php/5/mod_folder/content/1/a.pdf?forcedownload=1`
const file = { type: 'file', filename: 'a.pdf', filepath: '/', filesize: 10, fileurl, timemodified: 5 }
const description = `<p>x <a href="${fileurl}">y</a></p>`
const module = {
  id: 2,
  url: `${siteUrl}/mod/folder/view.php?id=2`,
  name: 'M',
  instance: 3,
  modname: 'folder',
  description,
  visible: 1,
  uservisible: true,
  availabilityinfo: 'From Monday',
  indent: 1,
  completion: 2,
  completiondata: { state: 1 },
  dates: [{ label: 'Due:', timestamp: 5, dataid: '' }],
  customdata: '{"duedate":"5"}',
  contents: [file],
  contentsinfo: { lastmodified: 5 },
}
const subsection = { id: 4, name: 'S', instance: 9, modname: 'subsection', customdata: '{"sectionid":"7"}' }
const assignment: ReadAssignment = {
  moodleId: 1,
  itemMoodleId: 2,
  name: 'A',
  descriptionHtml: null,
  opensAt: null,
  dueAt: null,
  cutOffAt: null,
  extendedTo: null,
  maxGrade: null,
  submissionState: 'unknown',
  submittedAt: null,
  graded: false,
  feedbackHtml: null,
  files: [],
}

export interface Target {
  readonly name: string
  /** A small answer in which all that is read is there. */
  readonly sample: unknown
  readonly read: (data: unknown) => unknown
}

function ofSchema<T extends z.ZodType>(
  name: string,
  schema: T,
  map: (data: z.output<T>) => unknown,
  sample: unknown,
): Target {
  return { name, sample, read: (data) => map(parseData(schema, data, name)) }
}

function ofList<T extends z.ZodType>(
  list: RowList<T>,
  map: (answer: z.output<T>) => unknown,
  sample: unknown,
): Target {
  const read = (data: unknown) => {
    const { answer, misfits } = parseRows(list, data)
    for (const { error } of misfits) if (!(error instanceof MoodleError)) throw error
    return map(answer)
  }
  return { name: list.functionName, sample, read }
}

/** Every answer of the web services that is read, with what reads it. */
export const targets: readonly Target[] = [
  ofSchema('site_info', siteInfoSchema, (data) => [mapProfile(data, siteUrl), mapFunctions(data)?.size], {
    userid: 3,
    username: 's',
    fullname: 'S',
    siteurl: siteUrl,
    sitename: 'N',
    lang: 'he',
    release: '4.5.6 (Build: 1)',
    functions: [{ name: 'f' }],
  }),
  ofSchema('courses', coursesSchema, (data) => mapCourses(data, context), [
    {
      id: 1,
      fullname: 'C',
      shortname: 's',
      idnumber: 'i',
      category: 4,
      startdate: 5,
      enddate: 6,
      progress: 5,
    },
  ]),
  ofSchema('course facts', courseFactsSchema, (data) => [...mapCourseFacts(data, context)], {
    courses: [{ id: 1, categoryname: 'K', contacts: [{ id: 2, fullname: 'T' }] }],
  }),
  ofSchema('contents', contentsSchema, (data) => mapContents(data, context), [
    { id: 6, section: 0, name: 'S', summary: description, modules: [module, subsection] },
    { id: 7, section: 1, component: 'mod_subsection', itemid: 9, modules: [] },
  ]),
  ofSchema('grade items', gradeItemsSchema, (data) => mapGrades(data, context), {
    usergrades: [
      {
        gradeitems: [
          {
            id: 1,
            cmid: 2,
            itemname: 'G',
            itemtype: 'mod',
            graderaw: 5,
            gradeformatted: '5',
            lettergradeformatted: 'A',
            grademin: 0,
            grademax: 10,
            weightraw: 0.5,
            gradeishidden: false,
            gradedategraded: 5,
            feedback: description,
          },
        ],
      },
    ],
  }),
  ofList(assignmentList, (data) => [...mapAssignments(data, context).values()], {
    courses: [
      {
        id: 1,
        assignments: [
          { id: 1, cmid: 2, name: 'A', duedate: 5, grade: 100, intro: description, introattachments: [file] },
        ],
      },
    ],
    warnings: [],
  }),
  ofSchema(
    'submission status',
    submissionStatusSchema,
    (data) => applySubmissionStatus(assignment, data, context),
    {
      lastattempt: {
        submission: { status: 'submitted', timemodified: 5 },
        graded: true,
        extensionduedate: 6,
      },
      feedback: { plugins: [{ editorfields: [{ text: description }] }] },
    },
  ),
  ofList(quizList, (data) => [...mapQuizzes(data, context).values()], {
    quizzes: [
      {
        id: 1,
        coursemodule: 2,
        course: 3,
        name: 'Q',
        intro: 'x',
        timeopen: 5,
        timelimit: 60,
        attempts: 2,
        grade: 9,
      },
    ],
  }),
  ofSchema('attempts', attemptsSchema, mapAttempts, {
    attempts: [{ attempt: 1, state: 'finished', timestart: 5, timefinish: 6, preview: 0 }],
  }),
  ofSchema('best grade', bestGradeSchema, mapBestGrade, { hasgrade: true, grade: 5 }),
  ofList(forumList, (data) => [...mapForums(data, context).values()], [
    {
      id: 1,
      cmid: 2,
      course: 3,
      type: 'news',
      name: 'F',
      numdiscussions: 4,
      istracked: true,
      unreadpostscount: 1,
    },
  ]),
  ofSchema('discussions', discussionsSchema, (data) => mapDiscussions(data, context), {
    discussions: [
      {
        discussion: 1,
        name: 'D',
        message: description,
        userfullname: 'U',
        created: 5,
        modified: 6,
        numreplies: 1,
      },
    ],
  }),
  ofList(eventList, (data) => mapEvents(data, context), {
    events: [
      {
        id: 1,
        name: 'E',
        modulename: 'quiz',
        instance: 2,
        eventtype: 'close',
        timesort: 5,
        timeduration: 6,
        course: { id: 3 },
      },
    ],
    lastid: 1,
  }),
  ofList(calendarEventList, (data) => mapCalendarEvents(data, context), {
    events: [
      { id: 1, name: 'E', courseid: 2, eventtype: 'course', timestart: 5, timeduration: 6, visible: 1 },
      { id: 2, name: 'E', courseid: 2, modulename: 'quiz', instance: 3, eventtype: 'open', timestart: 5 },
      { id: 3, name: 'E', courseid: 2, modulename: 'quiz', instance: 3, eventtype: 'close', timestart: 6 },
    ],
  }),
  ofSchema('notifications', notificationsSchema, (data) => mapNotifications(data, context), {
    notifications: [
      { id: 1, subject: 'N', text: description, contexturl: siteUrl, timecreated: 5, read: true },
    ],
  }),
]
