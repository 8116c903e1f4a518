import { formatName } from '../web-services/web-service-function.ts'

/** Text within a page or an attribute. As in Moodle, an ampersand that begins an entity is left as it is. */
export const escapeHtml = (text: string): string =>
  formatName(text)
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#039;')

/** A teacher's HTML, as it is stored or as web services give it: files have an address of the website's own. */
export const formatPageHtml = (siteurl: string, html: string): string =>
  html
    .replaceAll('/webservice/pluginfile.php/', '/pluginfile.php/')
    .replaceAll('"/pluginfile.php/', `"${siteurl}/pluginfile.php/`)

/** One piece of markup for each of a list. */
export const each = <T>(list: readonly T[], render: (item: T, index: number) => string): string =>
  list.map(render).join('\n')

/** What PHP's JSON looks like inside a page. */
export const jsonInScript = (value: unknown): string => JSON.stringify(value).replaceAll('/', String.raw`\/`)
