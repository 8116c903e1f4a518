import { createHash, randomBytes } from 'node:crypto'
import type { SiteKnowledge } from '../site-knowledge.ts'
import type { SiteAddress } from '../site.ts'

const launchPath = '/admin/tool/mobile/launch.php'
const urlScheme = 'moodlemobile'

export function makePassport(): string {
  return randomBytes(16).toString('hex')
}

/** The site's own page for handing a token to an app, unless the site names another one of its own. */
function launchPage(site: SiteAddress, knowledge: SiteKnowledge | null): URL {
  const usual = new URL(`${site.url}${launchPath}`)
  const told = knowledge?.launchUrl ? URL.parse(knowledge.launchUrl) : null
  const folder = usual.pathname.slice(0, -launchPath.length)
  const isOwn =
    told?.origin === usual.origin &&
    told.pathname.startsWith(`${folder}/`) &&
    told.pathname.endsWith('/launch.php')
  // Its path alone: whatever else stands in the address would lead the student on.
  if (isOwn) usual.pathname = told.pathname
  return usual
}

/**
 * Where a student signs in at the university itself. `confirmed=1` makes Moodle end at a page that shows the link to be
 * copied; without it a browser is sent to an address that only the Moodle app opens.
 */
export function makeLaunch(
  site: SiteAddress,
  knowledge: SiteKnowledge | null,
): { readonly url: string; readonly passport: string } {
  const passport = makePassport()
  const url = launchPage(site, knowledge)
  url.searchParams.set('service', 'moodle_mobile_app')
  url.searchParams.set('passport', passport)
  url.searchParams.set('urlscheme', urlScheme)
  url.searchParams.set('confirmed', '1')
  return { url: url.href, passport }
}

/** The ways a site may write its own address: it is configured there, and not always as students reach it. */
function addressVariants(siteUrl: string): string[] {
  const address = siteUrl.replace(/^https?:\/\//i, '').replace(/\/+$/, '')
  return ['https', 'http'].flatMap((scheme) => [`${scheme}://${address}`, `${scheme}://${address}/`])
}

function decodePercents(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Far longer than any such link. */
const maxPastedLength = 4_096
/** Of any scheme: a university with an app of its own has one of its own. */
const launchLink = /:\/\/(?:[^?&]*[?&])?token=([A-Za-z0-9+/_-]+)/
/** What launch.php signs: md5 of the site's address and the passport, the token, and sometimes the private token. */
const signedToken = /^([0-9a-f]{32}):::([A-Za-z0-9]{16,128})(?::::|$)/

/**
 * Takes the token out of a link that launch.php made: `moodlemobile://token=…`, as pasted, with line breaks and blanks
 * in it. Null where it is none, or was not made for this site with this passport.
 */
export function readLaunchLink(
  pasted: string,
  made: { readonly siteUrl: string; readonly passport: string },
): { readonly token: string } | null {
  if (pasted.length > maxPastedLength) return null
  const link = launchLink.exec(decodePercents(pasted.replaceAll(/\s/g, '')))
  const signed = link?.[1] ? signedToken.exec(Buffer.from(link[1], 'base64').toString('latin1')) : null
  if (!signed?.[1] || !signed[2]) return null
  const sums = addressVariants(made.siteUrl).map((address) =>
    createHash('md5').update(`${address}${made.passport}`).digest('hex'),
  )
  return sums.includes(signed[1]) ? { token: signed[2] } : null
}

/** A token alone, as Moodle makes them and shows them in a student's preferences. */
export function readBareToken(pasted: string): string | null {
  const text = pasted.trim()
  return /^[0-9a-f]{32}$/i.test(text) ? text.toLowerCase() : null
}
