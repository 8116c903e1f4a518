import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signInToCampus } from '../campus-client.ts'
import { startCampus } from '../server.ts'
import type { Campus } from '../server.ts'

// Field lists as a real Moodle 4.5.6 answers them.
const fields = {
  siteInfo:
    'sitename username firstname lastname fullname lang userid siteurl userpictureurl functions downloadfiles uploadfiles release version mobilecssurl advancedfeatures usercanmanageownfiles userquota usermaxuploadfilesize userhomepage userprivateaccesskey siteid sitecalendartype usercalendartype userissiteadmin theme limitconcurrentlogins policyagreed',
  usersCourse:
    'id shortname fullname displayname enrolledusercount idnumber visible summary summaryformat format courseimage showgrades lang enablecompletion completionhascriteria completionusertracked category progress completed startdate enddate marker lastaccess isfavourite hidden overviewfiles showactivitydates showcompletionconditions timemodified',
  timelineCourse:
    'id fullname shortname idnumber summary summaryformat startdate enddate visible showactivitydates showcompletionconditions pdfexportfont fullnamedisplay viewurl courseimage progress hasprogress isfavourite hidden showshortname coursecategory',
  section:
    'id name visible summary summaryformat section hiddenbynumsections uservisible component itemid modules',
  resourceModule:
    'id url name instance contextid visible uservisible visibleoncoursepage modicon modname purpose branded modplural indent onclick afterlink activitybadge customdata noviewlink completion completiondata downloadcontent dates groupmode contents contentsinfo',
  assignModule:
    'id url name instance contextid visible uservisible visibleoncoursepage modicon modname purpose branded modplural indent onclick afterlink customdata noviewlink completion completiondata downloadcontent dates groupmode',
  completiondata:
    'state timecompleted overrideby valueused hascompletion isautomatic istrackeduser uservisible details isoverallcomplete',
  fileContent:
    'type filename filepath filesize fileurl timecreated timemodified sortorder mimetype isexternalfile userid author license',
  urlContent:
    'type filename filepath filesize fileurl timecreated timemodified sortorder userid author license',
  contentsinfo: 'filescount filessize lastmodified mimetypes repositorytype',
  assignmentCourse: 'id fullname shortname timemodified assignments',
  assignment:
    'id cmid course name nosubmissions submissiondrafts sendnotifications sendlatenotifications sendstudentnotifications duedate allowsubmissionsfromdate grade timemodified completionsubmit cutoffdate gradingduedate teamsubmission requireallteammemberssubmit teamsubmissiongroupingid blindmarking hidegrader revealidentities attemptreopenmethod maxattempts markingworkflow markingallocation markinganonymous requiresubmissionstatement preventsubmissionnotingroup configs intro introformat introfiles introattachments timelimit submissionattachments',
  attachment: 'filename filepath filesize fileurl timemodified mimetype isexternalfile icon',
  lastattempt:
    'submission submissiongroupmemberswhoneedtosubmit submissionsenabled locked graded canedit caneditowner cansubmit extensionduedate timelimit blindmarking gradingstatus usergroups',
  submission:
    'id userid attemptnumber timecreated timemodified timestarted status groupid assignment latest plugins',
  quiz: 'id coursemodule course name intro introformat introfiles section visible groupmode groupingid lang timeopen timeclose timelimit preferredbehaviour attempts grademethod decimalpoints questiondecimalpoints sumgrades grade hasfeedback overduehandling graceperiod canredoquestions attemptonlast reviewattempt reviewcorrectness reviewmaxmarks reviewmarks reviewspecificfeedback reviewgeneralfeedback reviewrightanswer reviewoverallfeedback questionsperpage navmethod browsersecurity delay1 delay2 showuserpicture showblocks completionattemptsexhausted completionpass allowofflineattempts autosaveperiod hasquestions',
  forum:
    'id course type name intro introformat introfiles lang duedate cutoffdate assessed assesstimestart assesstimefinish scale grade_forum grade_forum_notify maxbytes maxattachments forcesubscribe trackingtype rsstype rssarticles timemodified warnafter blockafter blockperiod completiondiscussions completionreplies completionposts cmid numdiscussions cancreatediscussions lockdiscussionafter istracked',
  discussion:
    'id name groupid timemodified usermodified timestart timeend discussion parent userid created modified mailed subject message messageformat messagetrust attachment totalscore mailnow userfullname usermodifiedfullname userpictureurl usermodifiedpictureurl numreplies numunread pinned locked starred canreply canlock canfavourite',
  usergrade: 'courseid courseidnumber userid userfullname useridnumber maxdepth gradeitems',
  gradeItem:
    'id itemname itemtype itemmodule iteminstance itemnumber idnumber categoryid outcomeid scaleid locked graderaw gradedatesubmitted gradedategraded gradehiddenbydate gradeneedsupdate gradeishidden gradeislocked gradeisoverridden gradeformatted grademin grademax rangeformatted percentageformatted feedback feedbackformat',
  overviewGrade: 'courseid grade rawgrade',
  event:
    'id name description descriptionformat location categoryid groupid userid repeatid eventcount component modulename activityname activitystr instance eventtype timestart timeduration timesort timeusermidnight visible timemodified overdue icon course subscription canedit candelete deleteurl editurl viewurl formattedtime formattedlocation isactionevent iscourseevent iscategoryevent groupname normalisedeventtype normalisedeventtypetext action purpose branded url',
  resource:
    'id coursemodule course name intro introformat introfiles section visible groupmode groupingid lang contentfiles tobemigrated legacyfiles legacyfileslast display displayoptions filterfiles revision timemodified',
  publicConfig:
    'wwwroot httpswwwroot sitename guestlogin rememberusername authloginviaemail registerauth forgottenpasswordurl authinstructions authnoneenabled enablewebservices enablemobilewebservice maintenanceenabled maintenancemessage typeoflogin launchurl mobilecssurl tool_mobile_disabledfeatures country agedigitalconsentverification supportpage supportavailability autolang lang langmenu langlist locale tool_mobile_minimumversion tool_mobile_iosappid tool_mobile_androidappid tool_mobile_setuplink tool_mobile_qrcodetype warnings showloginform',
}

type Answer = Record<string, unknown>
type Module = Answer & {
  id: number
  modname: string
  uservisible: boolean
  contents?: Answer[]
  contentsinfo?: Answer
  completiondata?: Answer
  dates: { dataid: string }[]
}
type Status = { feedback?: Answer; lastattempt: Answer & { submission?: Answer } }
type Section = { modules: Module[] }

const expectFields = (answer: unknown, names: string) =>
  expect(Object.keys(answer as object).toSorted()).toEqual(names.split(' ').toSorted())

let campus: Campus
let moodle: Awaited<ReturnType<typeof signInToCampus>>
let courses: (Answer & { id: number; showgrades: boolean; fullname: string })[]
let currentCourseId: number

beforeAll(async () => {
  campus = await startCampus({ seed: 'spike', now: new Date('2026-11-22T13:55:00Z') })
  moodle = await signInToCampus(campus, 'demo')
  const { userid } = await moodle.call<{ userid: number }>('core_webservice_get_site_info')
  courses = await moodle.call('core_enrol_get_users_courses', { userid: String(userid) })
  currentCourseId = courses.find((course) => course['isfavourite'] === true)?.id as number
})
afterAll(() => campus.close())

const readModules = async (courseId: number) => {
  const sections = await moodle.call<Section[]>('core_course_get_contents', { courseid: String(courseId) })
  return sections.flatMap((section) => section.modules)
}

describe('answers have the fields of a real Moodle 4.5', () => {
  test('site info lists exactly the functions that are offered', async () => {
    const info = await moodle.call<{ functions: { name: string }[] }>('core_webservice_get_site_info')
    expectFields(info, fields.siteInfo)
    expect(info.functions.map(({ name }) => name)).toContain('tool_mobile_call_external_functions')
    for (const { name } of info.functions) {
      const { errorcode } = await moodle.call<{ errorcode?: string }>(name)
      expect([undefined, 'invalidparameter']).toContain(errorcode)
    }
  })

  test('courses of the user and of the timeline', async () => {
    for (const course of courses) expectFields(course, fields.usersCourse)
    const count = async (classification: string) => {
      const timeline = await moodle.call<{ courses: Answer[]; nextoffset: number }>(
        'core_course_get_enrolled_courses_by_timeline_classification',
        { classification },
      )
      for (const course of timeline.courses) expectFields(course, fields.timelineCourse)
      expect(timeline.nextoffset).toBe(timeline.courses.length)
      return timeline.courses.length
    }
    expect(await count('allincludinghidden')).toBe(40)
    expect(await count('all')).toBe(39)
    expect(await count('hidden')).toBe(1)
    expect(await count('favourites')).toBe(1)
    expect(await count('inprogress')).toBe(8)
    expect(await count('future')).toBe(1)
    expect(await count('past')).toBe(30)
  })

  test('contents of a course', async () => {
    const sections = await moodle.call<(Answer & Section)[]>('core_course_get_contents', {
      courseid: String(currentCourseId),
    })
    for (const section of sections) expectFields(section, fields.section)
    const modules = sections.flatMap((section) => section.modules)
    const find = (modname: string) =>
      modules.find((item) => item.modname === modname && item.uservisible) as Module
    expectFields(find('resource'), fields.resourceModule)
    expectFields(find('assign'), fields.assignModule)
    expectFields(find('assign').completiondata, fields.completiondata)
    expectFields(find('resource').contents?.[0], fields.fileContent)
    expectFields(find('url').contents?.[0], fields.urlContent)
    expectFields(find('resource').contentsinfo, fields.contentsinfo)
    expect(find('assign').dates.map(({ dataid }) => dataid)).toEqual(['allowsubmissionsfromdate', 'duedate'])
    const restricted = modules.find((item) => !item.uservisible) as Module
    expect(restricted).toHaveProperty('availabilityinfo')
    expect(restricted).not.toHaveProperty('contents')
  })

  test('names carry entities and left-over multilang marks', async () => {
    expect(courses.some(({ fullname }) => fullname.includes('&amp;'))).toBe(true)
    expect(courses.some(({ fullname }) => /^\{mlang he\}.+\{mlang\}/.test(fullname))).toBe(true)
    expect(courses.every(({ fullname }) => !/&(?!amp;)/.test(fullname))).toBe(true)
  })

  test('assignments, all and of chosen courses', async () => {
    type Answered = {
      courses: (Answer & { assignments: (Answer & { introattachments: Answer[] })[] })[]
      warnings: Answer[]
    }
    const all = await moodle.call<Answered>('mod_assign_get_assignments')
    expect(all.courses).toHaveLength(40)
    for (const course of all.courses) {
      expectFields(course, fields.assignmentCourse)
      for (const assignment of course.assignments) {
        expectFields(assignment, fields.assignment)
        expectFields(assignment.introattachments[0], fields.attachment)
      }
    }
    const chosen = await moodle.call<Answered>('mod_assign_get_assignments', {
      'courseids[0]': String(currentCourseId),
      'courseids[1]': '99999',
    })
    expect(chosen.courses.map((course) => course['id'])).toEqual([currentCourseId])
    expect(chosen.warnings).toEqual([
      {
        item: 'course',
        itemid: 99999,
        warningcode: '2',
        message: 'User is not enrolled or does not have requested capability',
      },
    ])
  })

  test('the status of every assignment of the current courses, each as Moodle words its state', async () => {
    const all = await moodle.call<{ courses: { id: number; assignments: { id: number }[] }[] }>(
      'mod_assign_get_assignments',
    )
    const current = all.courses
      .filter(({ id }) => id >= currentCourseId)
      .flatMap((course) => course.assignments)
    const words = new Set<string>()
    for (const { id } of current) {
      const status = await moodle.call<Status>('mod_assign_get_submission_status', {
        assignid: String(id),
      })
      const attempt = status.lastattempt
      const submission = attempt.submission
      if (submission === undefined) {
        expect(attempt['submissionsenabled']).toBe(false)
        continue
      }
      expectFields(submission, fields.submission)
      if (attempt['teamsubmission'] === undefined) expectFields(attempt, fields.lastattempt)
      const isExtended = Number(attempt['extensionduedate']) > 0
      const hasFeedback = status.feedback !== undefined
      words.add(`${submission['status']}/${attempt['gradingstatus']}/${isExtended}/${hasFeedback}`)
    }
    expect(words).toEqual(
      new Set([
        'new/notgraded/false/false',
        'draft/notgraded/false/false',
        'submitted/notgraded/false/false',
        'submitted/graded/false/true',
        // The hidden grade: graded, without feedback.
        'submitted/graded/false/false',
        'new/notgraded/true/false',
        'reopened/notgraded/false/false',
      ]),
    )
  })

  test('quizzes, forums, resources and discussions', async () => {
    const { quizzes } = await moodle.call<{ quizzes: Answer[] }>('mod_quiz_get_quizzes_by_courses')
    expect(quizzes).toHaveLength(80)
    for (const quiz of quizzes) expectFields(quiz, fields.quiz)
    const forums = await moodle.call<(Answer & { id: number; unreadpostscount?: number })[]>(
      'mod_forum_get_forums_by_courses',
    )
    expect(forums).toHaveLength(80)
    for (const { unreadpostscount, ...forum } of forums) {
      expectFields(forum, fields.forum)
      // Told only where Moodle keeps what was read.
      expect(unreadpostscount !== undefined).toBe(forum['istracked'])
    }
    const { discussions } = await moodle.call<{ discussions: Answer[] }>('mod_forum_get_forum_discussions', {
      forumid: String(forums[0]?.id),
    })
    expect(discussions.length).toBeGreaterThan(0)
    for (const discussion of discussions) expectFields(discussion, fields.discussion)
    const { resources } = await moodle.call<{ resources: Answer[] }>('mod_resource_get_resources_by_courses')
    for (const resource of resources) expectFields(resource, fields.resource)
  })

  test('grades: items, the overview, the hidden one and the course that shows none', async () => {
    const overview = await moodle.call<{ grades: Answer[] }>('gradereport_overview_get_course_grades')
    expect(overview.grades).toHaveLength(39)
    for (const grade of overview.grades) expectFields(grade, fields.overviewGrade)

    let hidden = 0
    for (const { id, showgrades } of courses) {
      const answer = await moodle.call<{
        errorcode?: string
        usergrades: (Answer & { gradeitems: Answer[] })[]
      }>('gradereport_user_get_grade_items', { courseid: String(id) })
      if (!showgrades) {
        expect(answer.errorcode).toBe('nopermissiontoviewgrades')
        continue
      }
      expectFields(answer.usergrades[0], fields.usergrade)
      for (const {
        cmid: _cmid,
        weightraw: _raw,
        weightformatted: _text,
        lettergradeformatted: _letter,
        ...item
      } of answer.usergrades[0]?.gradeitems ?? []) {
        expectFields(item, fields.gradeItem)
        if (item['gradeishidden']) {
          hidden += 1
          expect(item).toMatchObject({ graderaw: null, gradeformatted: '-' })
        }
      }
    }
    expect(hidden).toBe(1)
  })

  test('action events page by the last id and leave handed in work out', async () => {
    type Page = { events: (Answer & { id: number; timesort: number })[]; lastid: number | null }
    const seen: Page['events'] = []
    for (let aftereventid = 0; ;) {
      const page = await moodle.call<Page>('core_calendar_get_action_events_by_timesort', {
        limitnum: '50',
        aftereventid: String(aftereventid),
      })
      for (const event of page.events) expectFields(event, fields.event)
      seen.push(...page.events)
      if (page.lastid === null) break
      aftereventid = page.lastid
    }
    expect(seen.length).toBeGreaterThan(50)
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
    expect(seen.map(({ timesort }) => timesort)).toEqual(
      seen.map(({ timesort }) => timesort).toSorted((a, b) => a - b),
    )
    const tooMany = await moodle.call('core_calendar_get_action_events_by_timesort', { limitnum: '51' })
    expect(tooMany).toMatchObject({ errorcode: 'invalidparameter' })
  })

  test('updates since a time name what changed and warn of kinds that cannot tell', async () => {
    const withSubsection = campus.control
      .listCourses('demo')
      .find((course) => course.sections.some((section) => section.subsection !== null))
    const since = async (seconds: number) =>
      moodle.call<{ instances: Answer[]; warnings: Answer[] }>('core_course_get_updates_since', {
        courseid: String(withSubsection?.id),
        since: String(seconds),
      })
    const everything = await since(0)
    for (const instance of everything.instances) expectFields(instance, 'contextlevel id updates')
    expect(everything.warnings).toMatchObject([{ warningcode: 'missingcallback' }])
    expect((await since(Date.UTC(2027, 10) / 1000)).instances).toEqual([])
  })

  test('the public configuration and the site check need no token', async () => {
    const answer = await fetch(`${campus.url}/lib/ajax/service-nologin.php`, {
      method: 'POST',
      body: JSON.stringify([{ index: 0, methodname: 'tool_mobile_get_public_config', args: {} }]),
    })
    const [config] = (await answer.json()) as [{ error: boolean; data: { wwwroot: string } }]
    expect(config.error).toBe(false)
    expectFields(config.data, fields.publicConfig)
    expect(config.data.wwwroot).toBe(campus.url)
    const check = await fetch(`${campus.url}/login/token.php?appsitecheck=1`)
    expect(await check.json()).toEqual({ appsitecheck: 'ok' })
  })
})

test('modules-by-courses agrees with the contents of the course', async () => {
  const modules = await readModules(currentCourseId)
  const { urls } = await moodle.call<{ urls: { coursemodule: number }[] }>('mod_url_get_urls_by_courses', {
    'courseids[0]': String(currentCourseId),
  })
  expect(urls.map(({ coursemodule }) => coursemodule)).toEqual(
    modules.filter(({ modname }) => modname === 'url').map(({ id }) => id),
  )
})
