import { MoodleError } from '../errors.ts'
import type { ReadFile } from '../reading.ts'
import type { PageContext } from './page-context.ts'
import { expectPage } from './page-frame.ts'
import { htmlOf } from './page-text.ts'
import { findFiles } from './site-files.ts'

export interface TextPage {
  readonly descriptionHtml: string | null
  /** The files in its text. */
  readonly files: readonly ReadFile[]
}

/** `/mod/page/view.php?id=ITEM` */
export function parsePage(html: string, context: PageContext): TextPage {
  const { $ } = expectPage(html, /^page-mod-page-view$/)
  const main = $('#region-main [role=main]').first()
  if (main.length === 0) throw new MoodleError('moodle.unexpected_answer', { detail: 'no_text' })
  return {
    descriptionHtml: htmlOf($('#region-main #intro'), context),
    files: findFiles($, main, context),
  }
}
