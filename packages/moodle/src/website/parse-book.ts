import { MoodleError } from '../errors.ts'
import type { ReadFile } from '../reading.ts'
import type { PageContext } from './page-context.ts'
import { expectPage } from './page-frame.ts'
import { each, htmlOf, idInLink, textOf } from './page-text.ts'

export interface BookPage {
  readonly descriptionHtml: string | null
  /** Its chapters in their order, each a text of its own. */
  readonly chapters: readonly ReadFile[]
}

/** `/mod/book/view.php?id=ITEM`: the table of contents beside the first chapter. */
export function parseBook(html: string, itemMoodleId: number, context: PageContext): BookPage {
  const { $ } = expectPage(html, /^page-mod-book-view$/)
  const contents = $('.book_toc').first()
  if (contents.length === 0) throw new MoodleError('moodle.unexpected_answer', { detail: 'no_contents' })
  const address = `${context.siteUrl}/mod/book/view.php?id=${itemMoodleId}`
  const numbered = contents.is('.book_toc_numbered')
  const chapters = [...each($, contents.find('li > a[href*="chapterid="], li > strong'))].map((entry) => {
    const words = entry.attr('title')?.trim() || textOf(entry, context)
    const chapterId = idInLink(entry.attr('href'), 'chapterid')
    return {
      name: numbered ? words.replace(/^\d+(?:\.\d+)*\.?\s+/, '') : words,
      path: '/',
      sizeBytes: null,
      mimeType: null,
      modifiedAt: null,
      // The one that is shown is no link: it is the first, which the book opens with.
      url: chapterId === null ? address : `${address}&chapterid=${chapterId}`,
      type: 'content' as const,
    }
  })
  return { descriptionHtml: htmlOf($('#region-main #intro'), context), chapters }
}
