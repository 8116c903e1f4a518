import { describe, expect, it } from 'vitest'
import { contentsSchema, mapContents } from './contents.ts'

const context = { language: 'he', siteUrl: 'https://m.example/sub' }
const at = (seconds: number) => new Date(seconds * 1000)

describe('contents', () => {
  const file = (changes: object) => ({
    type: 'file',
    filename: 'a.pdf',
    filepath: '/',
    filesize: 10,
    ...changes,
  })
  const read = (module: object) => {
    const sections = [
      { id: 1, section: 0, name: 'S', modules: [{ id: 2, modname: 'resource', name: 'M', ...module }] },
    ]
    return mapContents(contentsSchema.parse(sections), context)[0]?.items[0]
  }

  it('stores addresses of files as a browser opens them, without token and without forcedownload', () => {
    const fileurl =
      'https://m.example/webservice/pluginfile.php/1/a%20%28b%29.pdf?forcedownload=1&token=secret'
    expect(read({ contents: [file({ fileurl, timemodified: 5 })] })).toMatchObject({
      modifiedAt: at(5),
      files: [{ url: 'https://m.example/pluginfile.php/1/a%20%28b%29.pdf', sizeBytes: 10, type: 'file' }],
    })
  })

  it('leaves the target of a link as it is, and drops one that runs a script', () => {
    const link = (fileurl: string) =>
      read({ modname: 'url', contents: [file({ type: 'url', filepath: null, filesize: 0, fileurl })] })?.files
    expect(link('https://zoom.example/j/1?pwd=x&token=theirs')).toMatchObject([
      { url: 'https://zoom.example/j/1?pwd=x&token=theirs', type: 'url', path: '/', sizeBytes: null },
    ])
    expect(link('javascript:alert(1)')).toEqual([])
  })

  it.each([
    'https://m.example/webservice/%74okenpluginfile.php/secret/1/a.pdf',
    'https://m.example/rss/file.php/1/secret/mod_forum/1/rss.xml',
  ])("gives no file by anyone's key: %s", (fileurl) => {
    expect(read({ contents: [file({ fileurl })] })?.files).toEqual([])
  })

  it('gives nothing that a database refuses or that reverses the line', () => {
    const bad = '\u0000\ud800\u202e\u0007'
    const fileurl = `https://m.example/webservice/pluginfile.php/1/${bad}a.pdf?TOKEN=secret`
    const link = { type: 'url', fileurl: `https://x.example/\n${bad}a` }
    const item = read({
      name: `N${bad}&#0;&#8238;`,
      modname: `page${bad}`,
      url: `https://m.example/mod/page/\r\n${bad}view.php?id=1`,
      contents: [
        file({ filename: `a${bad}.pdf`, filepath: `/${bad}x/`, mimetype: `b${bad}`, fileurl }),
        file(link),
      ],
    })
    const shown = JSON.stringify(item)
    expect(shown).not.toMatch(/[\u202a-\u202e]|\\u0000|\\u0007|\\ud800|%00|\\n|secret/i)
    expect(item).toMatchObject({
      url: expect.stringMatching(/view\.php\?id=1$/),
      files: [
        { url: expect.stringMatching(/a\.pdf$/) },
        { url: expect.stringMatching(/^https:\/\/x\.example\/.*a$/) },
      ],
    })
  })

  it("reads a book's chapters by their titles, and not its table of contents", () => {
    const chapter = file({
      filename: 'index.html',
      filepath: '/105/',
      filesize: 0,
      fileurl: 'https://m.example/webservice/pluginfile.php/1/mod_book/chapter/105/index.html',
      content: 'פרק 1',
    })
    const structure = file({ type: 'content', filename: 'structure', fileurl: null, content: '[]' })
    expect(read({ modname: 'book', contents: [structure, chapter] })?.files).toMatchObject([
      { name: 'פרק 1', path: '/105/', type: 'content' },
    ])
  })

  it.each([
    [{ completion: 0 }, null],
    [{ completion: 1, completiondata: { state: 0 } }, false],
    [{ completion: 2, completiondata: { state: 2 } }, true],
    [{ completion: 2, completiondata: { state: 3 } }, false],
    [{ completion: 1, completiondata: [] }, null],
  ])('reads the completion of %j as %j', (module, completed) => {
    expect(read(module)?.completed).toBe(completed)
  })

  it('keeps what is shown but not open, with the reason', () => {
    expect(read({ uservisible: false, availabilityinfo: 'From <strong>Monday</strong>' })).toMatchObject({
      accessible: false,
      availabilityHtml: 'From <strong>Monday</strong>',
    })
  })

  it.each([
    [{ completion: 0 }, null],
    [{ completion: 1 }, 'manual'],
    [{ completion: 2 }, 'automatic'],
    [{}, null],
  ])('reads who completes %j as %j', (module, mode) => {
    expect(read(module)?.completionMode).toBe(mode)
  })

  it('reads dates by the names that Moodle gives them', () => {
    const dates = [
      { label: 'Opened:', timestamp: 10, dataid: 'timeopen' },
      { label: 'Closes:', timestamp: '20', dataid: 'timeclose' },
      { label: 'Never:', timestamp: 0, dataid: 'x' },
    ]
    expect(read({ dates })?.dates).toEqual([
      { id: 'timeopen', at: at(10) },
      { id: 'timeclose', at: at(20) },
    ])
    expect(read({})?.dates).toEqual([])
  })

  it.each([
    [JSON.stringify({ duedate: 20, allowsubmissionsfromdate: '10' })],
    [JSON.stringify(JSON.stringify({ duedate: 20, allowsubmissionsfromdate: '10' }))],
  ])("finds a date's name in what the module says of itself where it has none (3.11): %s", (customdata) => {
    const dates = [
      { label: 'Opened:', timestamp: 10 },
      { label: 'Due:', timestamp: 20 },
      { label: 'Other:', timestamp: 30 },
    ]
    expect(read({ dates, customdata })?.dates).toEqual([
      { id: 'allowsubmissionsfromdate', at: at(10) },
      { id: 'duedate', at: at(20) },
      { id: null, at: at(30) },
    ])
  })

  it.each(['', '""', '[]', '{', 'null', '5', null, 7])(
    'does without a name where %j is all that the module says of itself',
    (customdata) => {
      expect(read({ dates: [{ timestamp: 10 }], customdata })?.dates).toEqual([{ id: null, at: at(10) }])
    },
  )

  it.each([
    [-1, 0],
    [3, 3],
    [1e12, 100],
    [null, 0],
  ])('reads the indent %j as %j', (indent, kept) => {
    expect(read({ indent })?.indent).toBe(kept)
  })
})

describe('subsections', () => {
  const section = (id: number, changes: object = {}, modules: object[] = []) => ({
    id,
    section: id,
    name: `S${id}`,
    modules,
    ...changes,
  })
  const subsection = (changes: object) => ({ id: 50, modname: 'subsection', name: 'Sub', ...changes })
  const parents = (...sections: object[]) =>
    mapContents(contentsSchema.parse(sections), context).map(({ parentMoodleId }) => parentMoodleId)

  it('stand in the section that has their module', () => {
    const child = section(3, { component: 'mod_subsection', itemid: 8 })
    expect(parents(section(1), section(2, {}, [subsection({ instance: 8 })]), child)).toEqual([null, null, 2])
  })

  it('are found by what the module says where the section does not', () => {
    const customdata = JSON.stringify({ sectionid: '3' })
    expect(parents(section(2, {}, [subsection({ instance: 8, customdata })]), section(3))).toEqual([null, 2])
  })

  it('stand in none where their module is not shown, and never in themselves', () => {
    expect(parents(section(3, { component: 'mod_subsection', itemid: 8 }))).toEqual([null])
    const itself = section(3, { component: 'mod_subsection', itemid: 8 }, [subsection({ instance: 8 })])
    expect(parents(itself)).toEqual([null])
  })
})
