import type { BookItem, Item, StoredFile } from '../seed/model.ts'
import { fileUrl, listItemFiles } from './stored-files.ts'

type Content = {
  type: string
  filesize: number
  timemodified: number
  mimetype?: string
  [field: string]: unknown
}

/** The `contents` of a module, or undefined for the kinds that have none. */
export function describeContents(siteurl: string, item: Item): Content[] | undefined {
  const nobody = { userid: null, author: null, license: null }
  const storedFile = (file: StoredFile, index: number) => ({
    type: 'file',
    filename: file.filename,
    filepath: file.filepath,
    filesize: file.filesize,
    fileurl: `${fileUrl(siteurl, file)}?forcedownload=1`,
    timecreated: file.timemodified,
    timemodified: file.timemodified,
    sortorder: index === 0 ? 1 : 0,
    mimetype: file.mimetype,
    isexternalfile: false,
    userid: 2,
    author: file.author,
    license: 'allrightsreserved',
  })
  switch (item.modname) {
    case 'resource':
    case 'folder':
      return listItemFiles(item).map(storedFile)
    case 'page':
      return [
        ...item.files.map(storedFile),
        {
          type: 'file',
          filename: 'index.html',
          filepath: '/',
          filesize: 0,
          fileurl: `${fileUrl(siteurl, item.file)}?forcedownload=1`,
          timecreated: null,
          timemodified: item.timemodified,
          sortorder: 1,
          ...nobody,
        },
      ]
    case 'url':
      return [
        {
          type: 'url',
          filename: item.name,
          filepath: null,
          filesize: 0,
          fileurl: item.externalurl,
          timecreated: null,
          timemodified: item.timemodified,
          sortorder: null,
          ...nobody,
        },
      ]
    case 'book': {
      const entry = {
        filesize: 0,
        timecreated: item.timemodified,
        timemodified: item.timemodified,
        sortorder: 0,
      }
      return [
        {
          type: 'content',
          filename: 'structure',
          filepath: '/',
          fileurl: null,
          content: JSON.stringify(outlineBook(item)),
          ...entry,
          ...nobody,
        },
        ...item.chapters.flatMap((chapter) => [
          {
            type: 'file',
            filename: 'index.html',
            filepath: `/${chapter.id}/`,
            fileurl: fileUrl(siteurl, chapter.file),
            content: chapter.title,
            ...entry,
            ...nobody,
            tags: [] as string[],
          },
          ...chapter.files.map((file) => ({ ...storedFile(file, 1), filepath: `/${chapter.id}/` })),
        ]),
      ]
    }
    default:
      return undefined
  }
}

type OutlineEntry = { title: string; href: string; level: number; hidden: string; subitems: OutlineEntry[] }

/** Every third chapter stands within the one before it. */
function outlineBook(book: BookItem): OutlineEntry[] {
  const outline: OutlineEntry[] = []
  for (const [index, { id, title }] of book.chapters.entries()) {
    const isWithin = index % 3 === 2
    const entry = { title, href: `${id}/index.html`, level: Number(isWithin), hidden: '0', subitems: [] }
    const siblings = isWithin ? (outline.at(-1)?.subitems ?? outline) : outline
    siblings.push(entry)
  }
  return outline
}

export function describeContentsInfo(contents: Content[]) {
  return {
    filescount: contents.length,
    filessize: contents.reduce((sum, content) => sum + content.filesize, 0),
    lastmodified: Math.max(0, ...contents.map((content) => content.timemodified)),
    mimetypes: [...new Set(contents.flatMap((content) => content.mimetype ?? []))],
    repositorytype: '',
  }
}
