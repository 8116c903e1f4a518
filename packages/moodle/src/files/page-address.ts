import type { SiteAddress } from '../site.ts'
import { pathOfSite } from '../website/judge-answer.ts'

/** A page of the website that stands for what it shows: a file, or a text that was written in Moodle. */
export interface PageAddress {
  readonly modname: 'resource' | 'page' | 'book'
  readonly itemMoodleId: number
  /** Of a book; null for its first chapter, and for all else. */
  readonly chapterId: number | null
}

const readId = (id: string | null) => (id !== null && /^[1-9]\d{0,15}$/.test(id) ? Number(id) : null)

/** Null for every other address, and for every other site. */
export function readPageAddress(address: string, site: SiteAddress): PageAddress | null {
  const url = URL.parse(address)
  // Whatever scheme the site writes into its addresses.
  if (url && /^https?:$/.test(url.protocol)) url.protocol = new URL(site.url).protocol
  const path = url && !url.username && !url.password ? pathOfSite(url, site.url) : null
  const modname = /^\/mod\/(resource|page|book)\/view\.php\?/.exec(path ?? '')?.[1] as PageAddress['modname']
  const itemMoodleId = readId(url?.searchParams.get('id') ?? null)
  if (!url || !modname || itemMoodleId === null) return null
  const chapterId = modname === 'book' ? readId(url.searchParams.get('chapterid')) : null
  return { modname, itemMoodleId, chapterId }
}
