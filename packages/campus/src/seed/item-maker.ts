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
}
export type FileInput = { filename: string; filesize: number; filepath?: string }

const mimetypes: Record<string, string> = {
  pdf: 'application/pdf',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
  ipynb: 'application/json',
  html: 'text/html',
  py: 'text/plain',
  c: 'text/plain',
}

export type ItemMaker = ReturnType<typeof createItemMaker>

/** Makes the items of one course, giving out its ids in order from `firstNumber`. */
export function createItemMaker(course: { id: number; teacher: model.Teacher }, firstNumber = 1) {
  let number = firstNumber

  const start = (input: ItemInput) => {
    const cmid = course.id * cmidsPerCourse + number
    const facts = {
      cmid,
      contextid: firstContextId + cmid,
      instance: firstInstance + cmid,
      name: input.name,
      timemodified: input.timemodified,
      description: input.description ?? null,
      availableFrom: input.availableFrom ?? null,
    }
    number += 1
    return facts
  }

  const store = (
    owner: { contextid: number; timemodified: number },
    place: { component: string; area: string; itemid: number | null },
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
      const facts = start(input)
      const place = { component: 'mod_assign', area: 'introattachment', itemid: 0 }
      return {
        ...rest,
        ...facts,
        modname: 'assign',
        attachments: files.map((file) => store(facts, place, file)),
      }
    },
    quiz: (input: ItemInput & { timeopen: number; timeclose: number }): model.QuizItem => ({
      ...start(input),
      modname: 'quiz',
      timeopen: input.timeopen,
      timeclose: input.timeclose,
      grademax: 100,
    }),
    forum: (
      input: ItemInput & { type: 'news' | 'general'; discussions: Omit<model.Discussion, 'id'>[] },
    ): model.ForumItem => {
      const facts = start(input)
      const discussions = input.discussions.map((discussion, index) => ({
        ...discussion,
        id: facts.cmid * 100 + index + 1,
      }))
      return { ...facts, modname: 'forum', type: input.type, discussions }
    },
    resource: (input: ItemInput & FileInput): model.ResourceItem => {
      const facts = start(input)
      const place = { component: 'mod_resource', area: 'content', itemid: 0 }
      return { ...facts, modname: 'resource', file: store(facts, place, input) }
    },
    folder: (input: ItemInput & { files: FileInput[] }): model.FolderItem => {
      const facts = start(input)
      const place = { component: 'mod_folder', area: 'content', itemid: 0 }
      return { ...facts, modname: 'folder', files: input.files.map((file) => store(facts, place, file)) }
    },
    url: (input: ItemInput & { externalurl: string }): model.UrlItem => ({
      ...start(input),
      modname: 'url',
      externalurl: input.externalurl,
    }),
    page: (input: ItemInput & { html: string }): model.PageItem => {
      const facts = start(input)
      const place = { component: 'mod_page', area: 'content', itemid: null }
      const file = { ...store(facts, place, { filename: 'index.html', filesize: 0 }), author: null }
      return { ...facts, modname: 'page', html: input.html, file }
    },
    label: (input: ItemInput & { html: string }): model.LabelItem => ({
      ...start({ ...input, description: input.html }),
      modname: 'label',
      html: input.html,
    }),
    book: (input: ItemInput & { titles: string[] }): model.BookItem => {
      const facts = start(input)
      const chapters = input.titles.map((title, index) => {
        const id = facts.cmid * 10 + index
        const place = { component: 'mod_book', area: 'chapter', itemid: id }
        return {
          id,
          title,
          file: { ...store(facts, place, { filename: 'index.html', filesize: 0 }), author: null },
        }
      })
      return { ...facts, modname: 'book', chapters }
    },
    subsection: (input: ItemInput & { sectionid: number }): model.SubsectionItem => ({
      ...start(input),
      modname: 'subsection',
      sectionid: input.sectionid,
    }),
    timed: (
      modname: model.TimedItem['modname'],
      input: ItemInput & { timeopen: number; timeclose: number },
    ): model.TimedItem => ({
      ...start(input),
      modname,
      timeopen: input.timeopen,
      timeclose: input.timeclose,
    }),
    plain: (modname: model.PlainItem['modname'], input: ItemInput): model.PlainItem => ({
      ...start(input),
      modname,
    }),
  }
}
