import type * as model from './model.ts'

/** Ids are arithmetic, so that an id alone tells its course and nothing has to be indexed. */
const cmidsPerCourse = 1000
const firstInstance = 300_000
const firstContextId = 1_000_000

export const courseIdOfCmid = (cmid: number) => Math.floor(cmid / cmidsPerCourse)
export const courseIdOfInstance = (instance: number) => courseIdOfCmid(instance - firstInstance)
export const courseIdOfContext = (contextid: number) => courseIdOfCmid(contextid - firstContextId)

/** What every kind of item may be given; the rest follows from the kind. */
export type ItemInput = {
  name: string
  timemodified: number
  description?: string
  availableFrom?: number | null
  /** The description links to them by `@@PLUGINFILE@@/name`. */
  introFiles?: FileInput[]
}
export type FileInput = { filename: string; filesize: number; filepath?: string }

const mimetypes: Record<string, string> = {
  pdf: 'application/pdf',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
  png: 'image/png',
  mp4: 'video/mp4',
  ipynb: 'application/json',
  html: 'text/html',
  py: 'text/plain',
  c: 'text/plain',
}

type FileArea = { component: string; area: string; itemid: number | null }

export type ItemMaker = ReturnType<typeof createItemMaker>

/** Makes the items of one course, giving out its ids in order from `firstNumber`. */
export function createItemMaker(course: { id: number; teacher: model.Teacher }, firstNumber = 1) {
  let number = firstNumber

  const start = (modname: model.ModuleName, input: ItemInput) => {
    const cmid = course.id * cmidsPerCourse + number
    const contextid = firstContextId + cmid
    number += 1
    const owner = { contextid, timemodified: input.timemodified }
    const place = { component: `mod_${modname}`, area: 'intro', itemid: null }
    return {
      cmid,
      contextid,
      instance: firstInstance + cmid,
      name: input.name,
      timemodified: input.timemodified,
      description:
        input.description === undefined ? null : linkFiles(input.description, { contextid, ...place }),
      availableFrom: input.availableFrom ?? null,
      introFiles: (input.introFiles ?? []).map((file) => store(owner, place, file)),
    }
  }

  const linkFiles = (
    html: string,
    { contextid, component, area, itemid }: FileArea & { contextid: number },
  ) =>
    html.replaceAll(
      '@@PLUGINFILE@@',
      `/pluginfile.php/${contextid}/${component}/${area}${itemid === null ? '' : `/${itemid}`}`,
    )

  const store = (
    owner: { contextid: number; timemodified: number },
    place: FileArea,
    file: FileInput,
  ): model.StoredFile => ({
    contextid: owner.contextid,
    ...place,
    filepath: file.filepath ?? '/',
    filename: file.filename,
    filesize: file.filesize,
    mimetype: mimetypes[file.filename.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    timemodified: owner.timemodified,
    author: course.teacher.fullname,
  })

  return {
    assign: (
      input: ItemInput &
        Omit<model.AssignItem, keyof ReturnType<typeof start> | 'modname' | 'attachments'> & {
          files: FileInput[]
        },
    ): model.AssignItem => {
      const { files, ...rest } = input
      const facts = start('assign', input)
      const place = { component: 'mod_assign', area: 'introattachment', itemid: 0 }
      const { contextid } = facts
      return {
        ...rest,
        ...facts,
        intro: linkFiles(input.intro, { contextid, component: 'mod_assign', area: 'intro', itemid: null }),
        modname: 'assign',
        attachments: files.map((file) => store(facts, place, file)),
      }
    },
    quiz: (input: ItemInput & { timeopen: number; timeclose: number }): model.QuizItem => ({
      ...start('quiz', input),
      modname: 'quiz',
      timeopen: input.timeopen,
      timeclose: input.timeclose,
      grademax: 100,
    }),
    forum: (
      input: ItemInput & {
        type: 'news' | 'general'
        isTracked: boolean
        discussions: Omit<model.Discussion, 'id'>[]
      },
    ): model.ForumItem => {
      const facts = start('forum', input)
      const discussions = input.discussions.map((discussion, index) => ({
        ...discussion,
        id: facts.cmid * 100 + index + 1,
      }))
      return { ...facts, modname: 'forum', type: input.type, isTracked: input.isTracked, discussions }
    },
    resource: (input: ItemInput & FileInput): model.ResourceItem => {
      const facts = start('resource', input)
      const place = { component: 'mod_resource', area: 'content', itemid: 0 }
      return { ...facts, modname: 'resource', file: store(facts, place, input) }
    },
    folder: (input: ItemInput & { files: FileInput[] }): model.FolderItem => {
      const facts = start('folder', input)
      const place = { component: 'mod_folder', area: 'content', itemid: 0 }
      return { ...facts, modname: 'folder', files: input.files.map((file) => store(facts, place, file)) }
    },
    url: (input: ItemInput & { externalurl: string }): model.UrlItem => ({
      ...start('url', input),
      modname: 'url',
      externalurl: input.externalurl,
    }),
    page: (input: ItemInput & { html: string; files?: FileInput[] }): model.PageItem => {
      const facts = start('page', input)
      const place = { component: 'mod_page', area: 'content', itemid: null }
      const file = { ...store(facts, place, { filename: 'index.html', filesize: 0 }), author: null }
      const embedded = { ...place, itemid: 0 }
      return {
        ...facts,
        modname: 'page',
        html: linkFiles(input.html, { contextid: facts.contextid, ...embedded }),
        file,
        files: (input.files ?? []).map((one) => store(facts, embedded, one)),
      }
    },
    label: (input: ItemInput & { html: string }): model.LabelItem => {
      const facts = start('label', { ...input, description: input.html })
      return { ...facts, modname: 'label', html: facts.description ?? '' }
    },
    book: (input: ItemInput & { titles: string[]; figures?: FileInput[] }): model.BookItem => {
      const facts = start('book', input)
      const chapters = input.titles.map((title, index) => {
        const id = facts.cmid * 10 + index
        const place = { component: 'mod_book', area: 'chapter', itemid: id }
        return {
          id,
          title,
          file: { ...store(facts, place, { filename: 'index.html', filesize: 0 }), author: null },
          // The figures are in the first chapter.
          files: index === 0 ? (input.figures ?? []).map((figure) => store(facts, place, figure)) : [],
        }
      })
      return { ...facts, modname: 'book', chapters }
    },
    subsection: (input: ItemInput & { sectionid: number }): model.SubsectionItem => ({
      ...start('subsection', input),
      modname: 'subsection',
      sectionid: input.sectionid,
    }),
    timed: (
      modname: model.TimedItem['modname'],
      input: ItemInput & { timeopen: number; timeclose: number },
    ): model.TimedItem => ({
      ...start(modname, input),
      modname,
      timeopen: input.timeopen,
      timeclose: input.timeclose,
    }),
    plain: (modname: model.PlainItem['modname'], input: ItemInput): model.PlainItem => ({
      ...start(modname, input),
      modname,
    }),
  }
}
