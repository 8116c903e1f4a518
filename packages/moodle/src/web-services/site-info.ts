import { z } from 'zod'
import { cleanText } from '../clean-text.ts'
import type { Profile } from '../reading.ts'
import { id, setText, text } from '../answers/fields.ts'

export const siteInfoSchema = z.object({
  userid: id,
  username: setText,
  fullname: z.string(),
  siteurl: z.string(),
  sitename: text,
  lang: text,
  release: text,
  functions: z.array(z.object({ name: z.string() })).nullish(),
})
type SiteInfo = z.output<typeof siteInfoSchema>

function mapSiteUrl(siteurl: string, askedUrl: string): string {
  const url = URL.parse(siteurl)
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  return isWeb ? `${url.origin}${url.pathname}`.replace(/\/+$/, '') : askedUrl
}

/** `4.5.6 (Build: 20250811)` is release 4.5.6. */
function mapRelease(release: string): string | null {
  return /^\s*(\d+(?:\.\d+)+)/.exec(release)?.[1] ?? null
}

/** `askedUrl` is where the site was asked: it stands in for a site that does not say its own address. */
export function mapProfile(info: SiteInfo, askedUrl: string): Profile {
  const language = info.lang || 'en'
  return {
    moodleUserId: info.userid,
    username: info.username,
    fullName: cleanText(info.fullname, language),
    siteUrl: mapSiteUrl(info.siteurl, askedUrl),
    siteName: cleanText(info.sitename, language),
    release: mapRelease(info.release),
    language,
  }
}

/** What this person's service offers; null where the site does not list it: one that offered nothing would not answer. */
export function mapFunctions(info: SiteInfo): ReadonlySet<string> | null {
  return info.functions?.length ? new Set(info.functions.map(({ name }) => name)) : null
}
