import { MoodleError } from '../errors.ts'
import type { Profile } from '../reading.ts'
import { cleanText } from '../clean-text.ts'
import { readPageConfig } from './page-config.ts'
import { expectPage, readFramePerson } from './page-frame.ts'

export interface ProfilePage {
  readonly profile: Profile
  readonly sesskey: string
  readonly timeZone: string
}

/** `/user/profile.php`: whose session this is. The page tells neither the user name nor Moodle's release. */
export function parseProfile(html: string): ProfilePage {
  const frame = expectPage(html, /^page-user-profile$/)
  const { $, bodyClasses } = frame
  const config = readPageConfig(frame)
  const { siteUrl, sesskey, timeZone } = config
  const moodleUserId = config.moodleUserId ?? readFramePerson(frame)
  const className = [...bodyClasses].find((name) => /^lang-\w+$/.test(name))
  const language = className?.slice('lang-'.length) ?? $('html').attr('lang') ?? 'en'
  const heading = $('.page-header-headings').find('h1, h2').first()
  const fullName = cleanText(heading.html(), language)
  if (!moodleUserId || !fullName) throw new MoodleError('moodle.unexpected_answer', { detail: 'no_person' })
  const brand = $('.navbar .navbar-brand').first().clone()
  brand.find('.sr-only, .visually-hidden').remove()
  return {
    profile: {
      moodleUserId,
      username: '',
      fullName,
      siteUrl,
      siteName: cleanText(brand.html(), language) || new URL(siteUrl).hostname,
      release: null,
      language,
    },
    sesskey,
    timeZone,
  }
}
