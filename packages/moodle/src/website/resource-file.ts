import type { ReadFile } from '../reading.ts'
import type { PageContext } from './page-context.ts'
import type { Selection } from './page-frame.ts'
import { parseNumber, textOf } from './page-text.ts'

/** Names of icons that stand for one type of file alone. */
const typesByIcon: Readonly<Record<string, { readonly ending: string; readonly mimeType: string }>> = {
  pdf: { ending: 'pdf', mimeType: 'application/pdf' },
  jpeg: { ending: 'jpg', mimeType: 'image/jpeg' },
  png: { ending: 'png', mimeType: 'image/png' },
  gif: { ending: 'gif', mimeType: 'image/gif' },
  mp3: { ending: 'mp3', mimeType: 'audio/mpeg' },
  wav: { ending: 'wav', mimeType: 'audio/x-wav' },
}

const unitBytes: Readonly<Record<string, number>> = {
  bytes: 1,
  kb: 1024,
  mb: 1024 ** 2,
  gb: 1024 ** 3,
  'ק"ב': 1024,
  'מ"ב': 1024 ** 2,
  'ג"ב': 1024 ** 3,
}

/** `55.6 KB · Uploaded 21/10/26`: what the page rounds stays rounded. */
function readSize(words: string): number | null {
  const [, amount = '', unit = ''] = /(?:^|\s)([\d.,]{1,20})\s*([\p{L}"״]{1,10})/u.exec(words) ?? []
  const key = unit.toLowerCase().replace('״', '"')
  const size = parseNumber(amount)
  const factor = Object.hasOwn(unitBytes, key) ? unitBytes[key] : undefined
  return size === null || factor === undefined ? null : Math.round(size * factor)
}

/** The file of a file module by its name alone: its own address is known only to the site, which sends on from this one. */
export const listedFile = ({ name, url }: { readonly name: string; readonly url: string }): ReadFile => ({
  name,
  path: '/',
  sizeBytes: null,
  mimeType: null,
  modifiedAt: null,
  url: `${url}&redirect=1`,
  type: 'file',
})

/** The file of a file module with what the course page shows of it. */
export function resourceFile(
  element: Selection,
  { name, url }: { readonly name: string; readonly url: string },
  context: PageContext,
): ReadFile {
  const icon = /\/f\/([a-z0-9]+)/.exec(element.find('img.activityicon').attr('src') ?? '')?.[1] ?? ''
  const type = Object.hasOwn(typesByIcon, icon) ? typesByIcon[icon] : undefined
  const badge = textOf(element.find('.activitybadge'), context)
  const ending = /^[A-Za-z0-9]{2,5}$/.test(badge) ? badge.toLowerCase() : type?.ending
  return {
    ...listedFile({ name, url }),
    name: ending && !name.toLowerCase().endsWith(`.${ending}`) ? `${name}.${ending}` : name,
    sizeBytes: readSize(textOf(element.find('.resourcelinkdetails'), context)),
    mimeType: type?.mimeType ?? null,
  }
}
