import { MoodleError } from '@spike/moodle'
import { type PageContext, errorFromPageStatus, errorFromRedirect } from '@spike/moodle/website'
import { parseRecordedHttp } from './recorded-http.ts'

/** A recorded page, and what its site calls itself. */
export interface RecordedPage {
  readonly html: string
  readonly context: PageContext
}

function siteUrlOf(text: string): string {
  const wwwroot = /"wwwroot":"([^"]+)"/.exec(text)?.[1]?.replaceAll('\\/', '/')
  const location = /^location:\s*(\S+)/im.exec(text)?.[1]
  return wwwroot ?? (location ? new URL(location).origin : 'https://moodle.example')
}

/** The page as production gets it: throws what a redirect or a status says. */
export function openRecordedPage(text: string): RecordedPage {
  const { head, body } = parseRecordedHttp(text)
  const siteUrl = siteUrlOf(text)
  const location = /^location:\s*(\S+)/im.exec(text.split(/\r?\n\r?\n/)[0] ?? '')?.[1]
  if (head.status >= 300 && head.status < 400 && location) {
    const target = new URL(location)
    throw (
      errorFromRedirect(target, siteUrl) ??
      new MoodleError('moodle.unexpected_answer', { detail: `redirect to ${target.pathname}` })
    )
  }
  const answer = { ...head, text: body, bytes: body.length, location: null, setCookies: [] }
  const error = errorFromPageStatus(answer)
  if (error) throw error
  return { html: body, context: { language: 'he', siteUrl, timeZone: 'Asia/Jerusalem' } }
}
