import type { AssignItem, Item, Person, StoredFile } from '../seed/model.ts'
import type { AssignState, Grade } from '../seed/person-state.ts'

/** The path of a file under pluginfile.php, not encoded: what a download is looked up by. */
export function filePath(file: StoredFile): string {
  const itemid = file.itemid === null ? '' : `/${file.itemid}`
  return `/${file.contextid}/${file.component}/${file.area}${itemid}${file.filepath}${file.filename}`
}

const encodedPaths = new WeakMap<StoredFile, string>()

/** The encoded path is kept: a list of all files would spend most of its time on it. */
export function fileUrl(siteurl: string, file: StoredFile): string {
  const path = encodedPaths.get(file) ?? filePath(file).split('/').map(encodeURIComponent).join('/')
  encodedPaths.set(file, path)
  return `${siteurl}/webservice/pluginfile.php${path}`
}

/** HTML as the web services give it: the links to files lead where a token is taken. */
export const formatHtml = (siteurl: string, html: string): string =>
  html.replaceAll('"/pluginfile.php/', `"${siteurl}/webservice/pluginfile.php/`)

/** The teacher's files of an item, but for those its description links to. */
export function listItemFiles(item: Item): StoredFile[] {
  switch (item.modname) {
    case 'assign':
      return item.attachments
    case 'resource':
      return [item.file]
    case 'page':
      return [...item.files, item.file]
    case 'folder':
      return item.files
    case 'book':
      return item.chapters.flatMap((chapter) => [chapter.file, ...chapter.files])
    default:
      return []
  }
}

/** A submission's id is the student's own, though the assignment is everybody's. */
export const submissionId = (person: Person, item: AssignItem) => person.id * 600_000 + item.instance

/** What the teacher gave back with the grade: a file for every third student. */
export function listFeedbackFiles(person: Person, item: AssignItem, grade: Grade): StoredFile[] {
  if (grade.isHidden || submissionId(person, item) % 3 !== 0) return []
  return [
    {
      contextid: item.contextid,
      component: 'assignfeedback_file',
      area: 'feedback_files',
      itemid: submissionId(person, item),
      filepath: '/',
      filename: `feedback_${item.instance}.pdf`,
      filesize: 8000 + (item.instance % 2000),
      mimetype: 'application/pdf',
      timemodified: grade.gradedAt,
      author: null,
    },
  ]
}

/** What the student handed in, or an empty list. */
export function listSubmittedFiles(person: Person, item: AssignItem, state: AssignState): StoredFile[] {
  if (state.submittedAt === 0) return []
  return [
    {
      contextid: item.contextid,
      component: 'assignsubmission_file',
      area: 'submission_files',
      itemid: submissionId(person, item),
      filepath: '/',
      filename: `HW_${person.username}_${item.instance}.pdf`,
      filesize: 10_000 + (item.instance % 3000),
      mimetype: 'application/pdf',
      timemodified: state.submittedAt,
      author: null,
    },
  ]
}

const icons: Record<string, string> = {
  'application/pdf': 'f/pdf',
  'application/zip': 'f/archive',
  'image/png': 'f/image',
}

/** A file as assignments list it. */
export function describeFile(siteurl: string, file: StoredFile) {
  return {
    filename: file.filename,
    filepath: file.filepath,
    filesize: file.filesize,
    fileurl: fileUrl(siteurl, file),
    timemodified: file.timemodified,
    mimetype: file.mimetype,
    isexternalfile: false,
    icon: icons[file.mimetype] ?? 'f/document',
  }
}
