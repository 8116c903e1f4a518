import { describe, expect, test } from 'vitest'
import type { ReadItem } from '../reading.ts'
import { type WebsiteAnswer, redirect } from './testing/scripted-website.ts'
import {
  activity,
  coursePage,
  discussion,
  errorPage,
  forumPage,
  makePage,
  section,
  siteUrl,
} from './testing/small-pages.ts'
import { readAll, startSite } from './testing/small-site.ts'

/** Opens one item of a course whose page is this; every path that is not told of is a 404. */
async function open(modname: string, pages: Record<string, WebsiteAnswer | string>) {
  const { reader, site, script } = await startSite({ courses: 1 })
  const state = JSON.stringify({
    section: [{ id: 1, section: 0, title: 'Week 0', cmlist: [5] }],
    cm: [{ id: 5, name: 'Thing', module: modname, url: 'x' }],
  })
  const page = coursePage(section({ id: 1, number: 0, items: activity({ id: 5, modname, name: 'Thing' }) }))
  site.change({
    ajax: (call) => (call.methodname === 'core_courseformat_get_state' ? state : script.ajax?.(call)),
    page: (request) =>
      pages[request.path] ?? (request.path.startsWith('/course/') ? page : script.page(request)),
  })
  const { readings } = await readAll(reader, { openedItems: new Set([5]), account: false })
  const [reading] = readings
  if (!reading?.ok) throw new Error(`the course was not read: ${reading?.error.message}`)
  const item = reading.content.sections[0]?.items[0] as ReadItem
  return { item, content: reading.content, site }
}

const view = (modname: string) => `/mod/${modname}/view.php?id=5`
const emptyPage = (bodyId: string, main = '<p>x</p>') => makePage({ bodyId, main })

describe('an opened item stays as it was where', () => {
  test.each<[string, string, WebsiteAnswer | string]>([
    ['a book has no chapters', 'book', emptyPage('page-mod-book-view')],
    ['a forum shows neither list nor discussion', 'forum', emptyPage('page-mod-forum-view')],
    ['its page is of another kind', 'folder', emptyPage('page-mod-other-view')],
    ['its page crashes', 'quiz', { status: 500, body: 'Oops' }],
    ['it says an error of its own', 'page', { status: 404, body: errorPage('odd') }],
  ])('%s', async (_, modname, answer) => {
    const { item, content } = await open(modname, { [view(modname)]: answer })
    expect(item).toMatchObject({ detail: 'outside', files: [] })
    expect(content.forums.map(({ discussions }) => discussions)).toEqual(modname === 'forum' ? [null] : [])
  })
})

describe('a link', () => {
  const forced = '/mod/url/view.php?id=5&forceview=1'
  test('is read from its own page', async () => {
    const main = '<div class="urlworkaround"><a href="https://video.example/1">x</a></div>'
    const { item } = await open('url', { [forced]: emptyPage('page-mod-url-view', main) })
    expect(item).toMatchObject({ detail: 'full', files: [{ type: 'url', url: 'https://video.example/1' }] })
  })
  test('may be shown as a player', async () => {
    const main = '<div class="mediaplugin"><video><source src="https://video.example/2.mp4"></video></div>'
    const { item } = await open('url', { [forced]: emptyPage('page-mod-url-view', main) })
    expect(item.files).toMatchObject([{ url: 'https://video.example/2.mp4' }])
  })
  test('is not what the site sends on to: that may be a university’s own sign-in', async () => {
    const { item } = await open('url', { [forced]: redirect('https://idp.example/sso?x=1') })
    expect(item).toMatchObject({ detail: 'outside', files: [] })
  })
})

describe('a forum', () => {
  test('that is a single discussion has that one', async () => {
    const post = discussion(31)
      .replace('page-mod-forum-discuss', 'page-mod-forum-view')
      .replace('</header>', `</header><a href="${siteUrl}/mod/forum/discuss.php?d=31#p32">Permalink</a>`)
    const { content, item } = await open('forum', { [view('forum')]: post })
    expect(item.detail).toBe('full')
    expect(content.forums).toMatchObject([
      {
        discussionCount: 1,
        discussions: [{ moodleId: 31, title: 'Hello 31', messageHtml: '<p>Text 31</p>' }],
      },
    ])
  })
  test('in which nothing is written has no discussions', async () => {
    const main = '<div class="forumnodiscuss">None.</div>'
    const { content, item } = await open('forum', { [view('forum')]: emptyPage('page-mod-forum-view', main) })
    expect(item.detail).toBe('full')
    expect(content.forums).toMatchObject([{ discussionCount: 0, discussions: [] }])
  })
  test('has the others where a discussion went meanwhile', async () => {
    const { content } = await open('forum', {
      [view('forum')]: forumPage([31, 32]),
      '/mod/forum/discuss.php?d=31': { status: 404, body: errorPage('invaliddiscussionid') },
      '/mod/forum/discuss.php?d=32': discussion(32),
    })
    expect(content.forums).toMatchObject([{ discussionCount: 1, discussions: [{ moodleId: 32 }] }])
  })
})
