import { signInToCampus } from '../campus-client.ts'
import type { Course, Item, ModuleName } from '../seed/model.ts'
import type { Campus } from '../server.ts'
import { openBrowser } from './browser-client.ts'

/** One student on both faces of the campus, for its own tests. */
export async function openStudent(campus: Campus, username: string) {
  const browser = openBrowser(campus)
  await browser.signIn(username)
  const moodle = await signInToCampus(campus, username)

  const readPage = async (path: string): Promise<string> => {
    const { status, text } = await browser.get(path)
    if (status !== 200 || !text.endsWith('</html>')) throw new Error(`${path}: ${status}`)
    return text
  }
  return {
    ...browser,
    moodle,
    /** @throws where it is no whole page */
    readPage,
    readItem: (item: Item) => readPage(`/mod/${item.modname}/view.php?id=${item.cmid}`),
    listCourses: () => campus.control.listCourses(username),
  }
}

export const itemsOf = (course: Course): Item[] => course.sections.flatMap(({ items }) => items)

export const itemsOfKind = <Name extends ModuleName>(courses: Course[], modname: Name) =>
  courses
    .flatMap(itemsOf)
    .filter((item): item is Extract<Item, { modname: Name }> => item.modname === modname)

/** The numbers a page has where the pattern has its group. */
export const idsIn = (html: string, pattern: RegExp): number[] =>
  [...html.matchAll(pattern)].map((match) => Number(match[1]))

export const countIn = (html: string, text: string): number => html.split(text).length - 1
