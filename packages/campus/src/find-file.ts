import { MoodleException } from './moodle-exception.ts'
import { makeFileContent } from './file-content.ts'
import { courseIdOfContext } from './seed/item-maker.ts'
import type { Course, Item, Person, StoredFile } from './seed/model.ts'
import type { Site } from './site.ts'
import {
  filePath,
  listFeedbackFiles,
  listItemFiles,
  listSubmittedFiles,
} from './web-services/stored-files.ts'

export type FoundFile = { file: StoredFile; content: Buffer }

/** The path of a file under any pluginfile.php, as it stands in the address, and the course it is in. */
export function readFilePath(url: string): { path: string; courseId: number } {
  const path = new URL(url).pathname.replace(/^.*?\/pluginfile\.php/, '')
  return { path, courseId: courseIdOfContext(Number(path.split('/')[1])) }
}

/**
 * One file as one student may have it.
 *
 * @throws MoodleException requireloginerror (not in the course), filenotfound
 */
export function findFile({ site, person, url }: { site: Site; person: Person; url: string }): FoundFile {
  const { path, courseId } = readFilePath(url)
  if (!site.isEnrolled(person, courseId)) {
    throw new MoodleException('requireloginerror', 'Course or activity not accessible.')
  }
  const wanted = decodePath(path)
  const contextid = Number(wanted.split('/')[1])
  const course = site.readCourse(person, courseId)
  const item = course && site.listItems(course).find((candidate) => candidate.contextid === contextid)
  if (course === undefined || item === undefined || !site.isOpen(item)) throw fileNotFound()
  const file = listFiles(site, person, course, item).find((candidate) => filePath(candidate) === wanted)
  if (file === undefined) throw fileNotFound()
  return { file, content: makeFileContent(file, htmlOf(item, file)) }
}

function listFiles(site: Site, person: Person, course: Course, item: Item): StoredFile[] {
  const files = [...item.introFiles, ...listItemFiles(item)]
  if (item.modname !== 'assign') return files
  const assign = site.readAssignState(person, course, item)
  const feedback = assign.grade === null ? [] : listFeedbackFiles(person, item, assign.grade)
  return [...files, ...listSubmittedFiles(person, item, assign), ...feedback]
}

const fileNotFound = () => new MoodleException('filenotfound', 'Sorry, the requested file could not be found')

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw fileNotFound()
  }
}

/** What is written in Moodle itself; undefined for a file. */
function htmlOf(item: Item, file: StoredFile): string | undefined {
  if (item.modname === 'page' && file === item.file) return item.html
  if (item.modname !== 'book') return undefined
  const chapter = item.chapters.find((candidate) => candidate.file === file)
  return chapter === undefined ? undefined : `<h3>${chapter.title}</h3>`
}
