import { MoodleError } from '../errors.ts'
import type { ReadFile } from '../reading.ts'
import type { PageContext } from './page-context.ts'
import { type CheerioAPI, type Selection, expectPage } from './page-frame.ts'
import { each, htmlOf, textOf } from './page-text.ts'
import { linkedFile, siteFileUrl } from './site-files.ts'

const maxFolderDepth = 30

function readList($: CheerioAPI, list: Selection, path: string, context: PageContext, depth = 0): ReadFile[] {
  if (depth > maxFolderDepth) return []
  return [...each($, list.children('li'))].flatMap((entry) => {
    const inside = entry.children('ul')
    const own = entry.clone()
    own.children('ul').remove()
    const url = siteFileUrl(own.find('a[href]').attr('href'), context)
    if (url)
      return [
        linkedFile(
          url,
          textOf(own.find('.fp-filename').length ? own.find('.fp-filename') : own, context),
          path,
        ),
      ]
    const name = textOf(own.find('.fp-filename'), context)
    return [...each($, inside)].flatMap((folder) =>
      readList($, folder, name ? `${path}${name}/` : path, context, depth + 1),
    )
  })
}

/** The files of a folder's tree with their folders in it. */
export function parseFolderTree($: CheerioAPI, tree: Selection, context: PageContext): ReadFile[] {
  // The one entry at the top is the folder itself, under its own name where the course page shows it.
  const top = tree.find('ul').first().children('li').first().children('ul')
  return readList($, top, '/', context)
}

export interface FolderPage {
  readonly descriptionHtml: string | null
  readonly files: readonly ReadFile[]
}

/** `/mod/folder/view.php?id=ITEM` */
export function parseFolder(html: string, context: PageContext): FolderPage {
  const { $ } = expectPage(html, /^page-mod-folder-view$/)
  const tree = $('#region-main .foldertree, #region-main .filemanager').first()
  if (tree.length === 0) throw new MoodleError('moodle.unexpected_answer', { detail: 'no_tree' })
  return {
    descriptionHtml: htmlOf($('#region-main #intro'), context),
    files: parseFolderTree($, tree, context),
  }
}
