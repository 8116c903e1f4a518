import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signInToCampus } from './campus-client.ts'
import { startCampus } from './server.ts'
import type { Campus } from './server.ts'

type Content = { type: string; filename: string; filesize: number; fileurl: string; mimetype?: string }
type Section = { modules: { modname: string; contents?: Content[] }[] }

let campus: Campus
let token: string
let files: Content[]
let pdf: Content

beforeAll(async () => {
  campus = await startCampus({ seed: 'spike', now: new Date('2026-11-22T13:55:00Z') })
  const moodle = await signInToCampus(campus, 'six')
  token = moodle.token
  const courses = campus.control.listCourses('six')
  const contents = await Promise.all(
    courses.map(({ id }) => moodle.call<Section[]>('core_course_get_contents', { courseid: String(id) })),
  )
  const modules = contents.flat().flatMap((section) => section.modules)
  files = modules.flatMap((item) => item.contents ?? []).filter(({ type }) => type === 'file')
  pdf = files.find(({ mimetype }) => mimetype === 'application/pdf') as Content
})
afterAll(() => campus.close())

const addressOf = (file: Content, withToken = token) =>
  `${file.fileurl}${file.fileurl.includes('?') ? '&' : '?'}token=${withToken}`

describe('a download', () => {
  test('works for every file of every course, with as many bytes as was said', async () => {
    for (const file of files) {
      const answer = await fetch(addressOf(file))
      expect(answer.status).toBe(200)
      const { length } = Buffer.from(await answer.arrayBuffer())
      if (file.filesize > 0) expect([file.filename, length]).toEqual([file.filename, file.filesize])
      expect(answer.headers.get('content-length')).toBe(String(length))
    }
    expect(new Set(files.map(({ filename }) => filename.split('.').at(-1))).size).toBeGreaterThan(5)
  })

  test('names its content by SHA-1 and answers 304, a range and HEAD', async () => {
    const whole = await fetch(addressOf(pdf))
    const bytes = Buffer.from(await whole.arrayBuffer())
    const etag = whole.headers.get('etag') as string
    expect(etag).toBe(`"${createHash('sha1').update(bytes).digest('hex')}"`)
    expect(bytes.subarray(0, 8).toString()).toBe('%PDF-1.4')

    const unchanged = await fetch(addressOf(pdf), { headers: { 'if-none-match': etag } })
    expect(unchanged.status).toBe(304)
    const since = { 'if-modified-since': whole.headers.get('last-modified') as string }
    expect((await fetch(addressOf(pdf), { headers: since })).status).toBe(304)

    const part = await fetch(addressOf(pdf), { headers: { range: 'bytes=100-199' } })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${bytes.length}`)
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(100, 200))
    const beyond = await fetch(addressOf(pdf), { headers: { range: 'bytes=99999999-' } })
    expect(beyond.status).toBe(416)

    const head = await fetch(addressOf(pdf), { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(String(bytes.length))
    expect(await head.text()).toBe('')
  })

  test('takes its token from a posted form too, so that it need not stand in the address', async () => {
    const body = new URLSearchParams({ token })
    const whole = await fetch(pdf.fileurl, { method: 'POST', body })
    expect(whole.headers.get('content-type')).toBe('application/pdf')
    expect(Buffer.from(await whole.arrayBuffer())).toHaveLength(pdf.filesize)
    const part = await fetch(pdf.fileurl, { method: 'POST', body, headers: { range: 'bytes=-10' } })
    expect(part.status).toBe(206)
    const none = await fetch(pdf.fileurl, { method: 'POST', body: new URLSearchParams() })
    expect(await none.json()).toMatchObject({ errorcode: 'invalidtoken' })
  })

  test('gives a range only of the content that was meant', async () => {
    const { headers } = await fetch(addressOf(pdf), { method: 'HEAD' })
    const ask = (ifRange: string) =>
      fetch(addressOf(pdf), { headers: { range: 'bytes=0-9', 'if-range': ifRange } })
    expect((await ask(headers.get('etag') as string)).status).toBe(206)
    expect((await ask(headers.get('last-modified') as string)).status).toBe(206)
    const whole = await ask('"of another content"')
    expect(whole.status).toBe(200)
    expect(whole.headers.get('content-length')).toBe(String(pdf.filesize))
  })

  test('of some megabytes can be had in pieces', async () => {
    const demo = await signInToCampus(campus, 'demo')
    const course = campus.control
      .listCourses('demo')
      .find((one) => JSON.stringify(one.sections).includes('recording.mp4'))
    const sections = await demo.call<Section[]>('core_course_get_contents', { courseid: String(course?.id) })
    const film = sections
      .flatMap(({ modules }) => modules.flatMap(({ contents = [] }) => contents))
      .find(({ mimetype }) => mimetype === 'video/mp4') as Content
    expect(film.filesize).toBeGreaterThan(5_000_000)
    const read = async (range?: string) => {
      const headers = range === undefined ? undefined : { range }
      const answer = await fetch(addressOf(film, demo.token), { ...(headers && { headers }) })
      return Buffer.from(await answer.arrayBuffer())
    }
    const pieces = [await read('bytes=0-2999999'), await read('bytes=3000000-')]
    expect(Buffer.concat(pieces).equals(await read())).toBe(true)
  })

  test('works for what a description, a page and a book link to', async () => {
    const moodle = await signInToCampus(campus, 'six')
    const ids = campus.control.listCourses('six').map(({ id }) => String(id))
    const answers = await Promise.all(
      ids.map((courseid) => moodle.call<object>('core_course_get_contents', { courseid })),
    )
    const assignments = await moodle.call<object>('mod_assign_get_assignments')
    const pages = await moodle.call<object>('mod_page_get_pages_by_courses')
    const html = [...answers, assignments, pages].map((answer) => JSON.stringify(answer)).join()
    const links = new Set(
      [...html.matchAll(/(?:src|href)=\\"([^"\\]*pluginfile[^"\\]*)\\"/g)].map(([, link]) => link),
    )
    expect([...links].every((link) => link?.startsWith(`${campus.url}/webservice/pluginfile.php/`))).toBe(
      true,
    )
    expect(new Set([...links].map((link) => link?.split('/').slice(6, 8).join('/')))).toEqual(
      new Set(['mod_label/intro', 'mod_assign/intro', 'mod_page/content']),
    )
    for (const link of links) {
      const answer = await fetch(`${link}?token=${token}`)
      expect(answer.headers.get('content-disposition')).toMatch(/filename=/)
      await answer.arrayBuffer()
    }
  })

  test('with a bad token is JSON with HTTP 200 where the file should be', async () => {
    const answer = await fetch(addressOf(pdf, '0'.repeat(32)))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(await answer.json()).toMatchObject({ errorcode: 'invalidtoken' })
  })

  test('is refused to somebody outside the course and unknown files are not found', async () => {
    const stranger = await signInToCampus(campus, 'none')
    const refused = await fetch(addressOf(pdf, stranger.token))
    expect(await refused.json()).toMatchObject({ errorcode: 'requireloginerror' })
    const missing = await fetch(addressOf({ ...pdf, fileurl: pdf.fileurl.replace('.pdf', '.xyz') }))
    expect(missing.status).toBe(404)
    expect(await missing.json()).toMatchObject({ errorcode: 'filenotfound' })
  })
})
