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
