import type { AccountPart, AccountRequest, MoodleReader, ReaderOptions } from '../../site.ts'
import { createHttpClient } from '../../http-client.ts'
import { Refusal } from '../../testing/scripted-site.ts'
import { now, nowSeconds, readerOptions } from '../../testing/small-moodle.ts'
import { openWebsiteReader } from '../reader.ts'
import { type AjaxRequest, type WebsiteScript, startWebsite } from './scripted-website.ts'
import {
  activity,
  assignmentIndex,
  coursePage,
  errorPage,
  gradeReport,
  oldActivity,
  oldSection,
  profilePage,
  section,
  siteUrl,
} from './small-pages.ts'

export const delays: number[] = []
export const deps = {
  http: createHttpClient({ now }),
  now,
  delay: async (ms: number) => void delays.push(ms),
}

interface SmallSite {
  readonly courses: number
  /** 3.11 keeps no structure of a course for its pages. */
  readonly release?: '3.11' | '4.5'
  readonly assignmentsPerCourse?: number
  /** These of its courses are over. */
  readonly ended?: readonly number[]
}

const idOf = (path: string) => Number(new URL(path, siteUrl).searchParams.get('id'))
const itemsOf = (course: number, assignments: number) => [
  { id: course * 100, modname: 'label', name: `Text ${course}` },
  { id: course * 100 + 1, modname: 'folder', name: `Folder ${course}` },
  ...Array.from({ length: assignments }, (_, k) => ({
    id: course * 100 + 10 + k,
    modname: 'assign',
    name: `Exercise ${course}-${k}`,
  })),
]

function stateOf(course: number, assignments: number): string {
  const items = itemsOf(course, assignments)
  return JSON.stringify({
    course: { id: `${course}` },
    section: [
      {
        id: `${course}`,
        section: 0,
        title: 'Week 0',
        visible: true,
        cmlist: items.map(({ id }) => `${id}`),
        sectionurl: '',
        parentsectionid: null,
      },
    ],
    cm: items.map(({ id, modname, name }) => ({
      id: `${id}`,
      name,
      module: modname,
      modname: 'In words',
      uservisible: true,
      url: modname === 'label' ? null : `${siteUrl}/mod/${modname}/view.php?id=${id}`,
    })),
  })
}

/** Courses 1…n, each with a text, a folder and assignments; every other thing asked for is a 404. */
function scriptSite({
  courses,
  release = '4.5',
  assignmentsPerCourse = 2,
  ended = [],
}: SmallSite): WebsiteScript {
  const isOld = release === '3.11'
  const page: WebsiteScript['page'] = ({ path }) => {
    if (path.startsWith('/user/profile.php')) return profilePage()
    const course = idOf(path)
    if (path.startsWith('/course/view.php')) {
      const items = itemsOf(course, assignmentsPerCourse)
        .map(isOld ? oldActivity : activity)
        .join('')
      return coursePage(
        (isOld ? oldSection : section)({ id: course, number: 0, items, summary: '<p>Welcome</p>' }),
      )
    }
    if (path.startsWith('/mod/assign/index.php')) {
      const rows = Array.from({ length: assignmentsPerCourse }, (_, k) => ({
        id: course * 100 + 10 + k,
        due: 'Friday, 27 November 2026, 11:59 PM',
        state: k ? 'Submitted for grading' : 'No submission',
      }))
      return assignmentIndex(rows)
    }
    if (path.startsWith('/grade/report/user/index.php'))
      return gradeReport([{ id: course, cmid: course * 100 + 10, grade: '85.00' }])
    return path.startsWith('/lib/ajax/') ? undefined : { status: 404, body: errorPage('invalidcoursemodule') }
  }
  const ajax = ({ methodname, args }: AjaxRequest): unknown => {
    if (methodname === 'core_courseformat_get_state')
      return isOld
        ? new Refusal('servicenotavailable')
        : stateOf(Number(args['courseid']), assignmentsPerCourse)
    if (methodname.endsWith('timeline_classification'))
      return {
        courses: Array.from({ length: courses }, (_, index) => ({
          id: index + 1,
          fullname: `Course ${index + 1}`,
          startdate: nowSeconds - index,
          enddate: ended.includes(index + 1) ? nowSeconds - 1 : 0,
          coursecategory: 'Science',
        })),
        nextoffset: courses,
      }
    if (methodname.endsWith('monthly_view')) return { weeks: [{ days: [{ events: [] }] }] }
    if (methodname.endsWith('by_timesort')) return { events: [], lastid: 0 }
    if (methodname === 'message_popup_get_popup_notifications') return { notifications: [], unreadcount: 0 }
    return new Refusal('servicenotavailable')
  }
  return { page, ajax }
}

export async function startSite(small: SmallSite, changes: Partial<ReaderOptions> = {}) {
  const script = scriptSite(small)
  const site = await startWebsite(script)
  const told = readerOptions(site.url, changes)
  const credential = { kind: 'session', cookies: { MoodleSession: 'canary-cookie' } } as const
  return { ...told, site, script, reader: openWebsiteReader(deps, credential, told.options) }
}

export async function readAll(reader: MoodleReader, changes: Partial<AccountRequest> = {}) {
  const courses = await reader.readCourses()
  const parts: AccountPart[] = []
  const request = {
    courses,
    read: courses,
    known: new Map(),
    openedItems: new Set<number>(),
    account: true,
    ...changes,
  }
  for await (const part of reader.readAccount(request)) parts.push(part)
  const readings = parts.flatMap((part) => (part.kind === 'course' ? [part.reading] : []))
  return { courses, parts, readings }
}
