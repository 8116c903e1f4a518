import { cleanLink } from '../clean-link.ts'
import { MoodleError } from '../errors.ts'
import type { PageContext } from './page-context.ts'
import { expectPage } from './page-frame.ts'
import { htmlOf } from './page-text.ts'

export interface LinkPage {
  readonly descriptionHtml: string | null
  readonly target: string
}

/** `/mod/url/view.php?id=ITEM`: the link, or what it leads to in a frame. */
export function parseUrl(html: string, context: PageContext): LinkPage {
  const { $ } = expectPage(html, /^page-mod-url-view$/)
  const link = $('#region-main .urlworkaround a[href], #region-main .resourcecontent a[href]').attr('href')
  const frame = $('#region-main .resourcecontent, #region-main .mediaplugin').find(
    'iframe, object, source, video, audio',
  )
  const shown = frame.filter('[src], [data]').first()
  const target = cleanLink(link ?? shown.attr('src') ?? shown.attr('data'))
  if (!target) throw new MoodleError('moodle.unexpected_answer', { detail: 'no_link' })
  return { descriptionHtml: htmlOf($('#region-main #intro'), context), target }
}
