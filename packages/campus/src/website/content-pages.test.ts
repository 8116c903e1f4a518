import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Course, ModuleName } from '../seed/model.ts'
import { startCampus } from '../server.ts'
import type { Campus } from '../server.ts'
import { openBrowser } from './browser-client.ts'
import { pageDatesOf } from './page-dates.ts'
import { countIn, idsIn, itemsOf, itemsOfKind, openStudent } from './student-browser.ts'

let campus: Campus
let student: Awaited<ReturnType<typeof openStudent>>
let courses: Course[]

beforeAll(async () => {
  campus = await startCampus({ seed: 'spike', now: new Date('2026-11-22T13:55:00Z') })
  student = await openStudent(campus, 'six')
})
beforeEach(() => {
  campus.control.reset()
  courses = student.listCourses()
})
afterAll(() => campus.close())

const findItem = <Name extends ModuleName>(modname: Name) => {
  const found = itemsOfKind(courses, modname).find(({ availableFrom }) => availableFrom === null)
  if (found === undefined) throw new Error(`no ${modname}`)
  return found
}

describe('forums', () => {
  test('list their discussions with times as numbers, by course module and by instance', async () => {
    const forum = findItem('forum')
    const html = await student.readItem(forum)
    const ids = idsIn(html, /data-region="discussion-list-item" data-discussionid="(\d+)"/g)
    expect(ids.toSorted()).toEqual(forum.discussions.map(({ id }) => id).toSorted())
    for (const { created } of forum.discussions) expect(html).toContain(`data-timestamp="${created}"`)
    expect(await student.readPage(`/mod/forum/view.php?f=${forum.instance}`)).toContain(
      `data-cmid="${forum.cmid}"`,
    )
  })

  test('may be a single discussion, or empty', async () => {
    const [first, second] = itemsOfKind(courses, 'forum')
      .filter(({ discussions }) => discussions.length > 0)
      .slice(0, 2)
    if (first === undefined || second === undefined) throw new Error('no forums')
    campus.control.setSite({ singleForums: [first.cmid], emptyForums: [second.cmid] })
    const single = await student.readItem(first)
    expect(single).toContain(`/mod/forum/discuss.php?d=${first.discussions[0]?.id}#p`)
    expect(single).toContain('forumtype-single')
    expect(single).not.toContain('discussion-list')
    expect(await student.readItem(second)).toContain('class="forumnodiscuss"')
  })

  test('show a discussion with every post', async () => {
    const discussion = itemsOfKind(courses, 'forum')
      .flatMap(({ discussions }) => discussions)
      .find(({ replies }) => replies > 1)
    const html = await student.readPage(`/mod/forum/discuss.php?d=${discussion?.id}`)
    expect(countIn(html, 'data-region="post"')).toBe(1 + (discussion?.replies ?? 0))
    expect(html).toContain(`datetime="${pageDatesOf('he').iso(discussion?.created ?? 0)}"`)
    expect((await student.get('/mod/forum/discuss.php?d=1')).status).toBe(404)
  })
})

describe('contents', () => {
  test('a folder’s page has its files in their folders', async () => {
    const folder = itemsOfKind(courses, 'folder').find(({ files }) =>
      files.some(({ filepath }) => filepath !== '/'),
    )
    if (folder === undefined) throw new Error('no folder')
    const html = await student.readItem(folder)
    const paths = [...html.matchAll(/pluginfile\.php\/\d+\/mod_folder\/content\/\d+(\/[^"?]*)/g)]
    expect(paths.map((match) => decodeURIComponent(match[1] ?? '')).toSorted()).toEqual(
      folder.files.map(({ filepath, filename }) => `${filepath}${filename}`).toSorted(),
    )
  })

  test('a book shows one chapter at a time, and all of them in its table of contents', async () => {
    const book = findItem('book')
    const html = await student.readItem(book)
    const [first, second] = book.chapters
    expect(html).toContain(`<h3>1. ${first?.title}`)
    expect(idsIn(html.slice(html.indexOf('book_toc')), /chapterid=(\d+)/g)).toEqual(
      book.chapters.slice(1).map(({ id }) => id),
    )
    const next = await student.readPage(`/mod/book/view.php?id=${book.cmid}&chapterid=${second?.id}`)
    expect(next).toContain(`<h3>2. ${second?.title}`)
  })

  test('a page and a link show what they hold', async () => {
    const page = findItem('page')
    const html = await student.readItem(page)
    expect(html).toContain(`href="${campus.url}/pluginfile.php/${page.contextid}/`)
    expect(await student.readItem(findItem('url'))).toContain(`<a href="${findItem('url').externalurl}"`)
  })

  test('a quiz shows its attempts as a table until 4.3 and as cards after', async () => {
    const quiz = itemsOfKind(courses, 'quiz').find(({ timeclose }) => timeclose < 1_795_355_700)
    if (quiz === undefined) throw new Error('no quiz')
    const { attempts } = await student.moodle.call<{ attempts: unknown[] }>('mod_quiz_get_user_attempts', {
      quizid: String(quiz.instance),
      status: 'all',
    })
    expect(countIn(await student.readItem(quiz), 'quizreviewsummary')).toBe(attempts.length)
    campus.control.setSite({ release: '4.1' })
    expect(await student.readItem(quiz)).toContain('quizattemptsummary')
  })

  test('every other kind of activity has a page', async () => {
    for (const item of new Map(courses.flatMap(itemsOf).map((one) => [one.modname, one])).values()) {
      if (['label', 'subsection', 'resource'].includes(item.modname)) continue
      expect(await student.readItem(item)).toContain(`id="page-mod-${item.modname}-view"`)
    }
  })
})

describe('files', () => {
  const listResources = () =>
    itemsOfKind(courses, 'resource').filter(({ availableFrom }) => availableFrom === null)

  test('are led to, or linked from a page that leads there when asked', async () => {
    const answers = await Promise.all(
      listResources().map(async ({ cmid }) => student.get(`/mod/resource/view.php?id=${cmid}`)),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 303]))
    for (const { text, status } of answers.filter((answer) => answer.status === 200)) {
      expect([status, text]).toEqual([200, expect.stringMatching(/resourcecontent|resourceworkaround/)])
    }
    for (const { cmid, contextid } of listResources().slice(0, 20)) {
      const { location } = await student.get(`/mod/resource/view.php?id=${cmid}&redirect=1`)
      expect(location).toMatch(new RegExp(`^/pluginfile\\.php/${contextid}/mod_resource/content/0/[^?]+$`))
    }
  })

  test('are given by the cookie, to nobody else and not after the session', async () => {
    const [resource] = listResources()
    const { location } = await student.get(`/mod/resource/view.php?id=${resource?.cmid}&redirect=1`)
    const answer = await student.get(location ?? '')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-length')).toBe(String(resource?.file.filesize))

    const stranger = openBrowser(campus)
    await stranger.signIn('none')
    expect((await stranger.get(location ?? '')).location).toMatch(/^\/enrol\/index\.php/)
    expect((await openBrowser(campus).get(location ?? '')).location).toBe('/login/index.php')
    const missing = await student.get((location ?? '').replace('.pdf', '.xyz'))
    expect(missing.status).toBe(404)
    expect(missing.headers.get('content-type')).toContain('text/html')
  })
})
