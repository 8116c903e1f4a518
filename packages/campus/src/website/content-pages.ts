import type { BookItem, Course, Item, ModuleName, StoredFile } from '../seed/model.ts'
import { fileUrl } from '../web-services/stored-files.ts'
import { renderFileDetails } from './activity-markup.ts'
import { renderActivityPage } from './activity-page.ts'
import { readModule } from './course-modules.ts'
import { each, escapeHtml, formatPageHtml } from './html.ts'
import { redirect, requirePageItem } from './page-answers.ts'
import type { PageContext } from './page-context.ts'
import { readInt } from './page-context.ts'

const pageFileUrl = ({ siteurl }: PageContext, file: StoredFile) =>
  formatPageHtml(siteurl, fileUrl(siteurl, file))

/** Moodle's choices for a file: the file itself, in a frame of the page, a download, in a window of its own. */
type Display = 'open' | 'embed' | 'download' | 'popup'
const displays: readonly Display[] = ['open', 'open', 'embed', 'open', 'download', 'open', 'popup']
const displayOf = ({ cmid }: Item): Display => displays[cmid % displays.length] ?? 'open'

/** `/mod/resource/view.php?id=` leads to the file, or is a page that links to it; `&redirect=1` always leads there. */
export function serveResource(context: PageContext): Response {
  const found = requirePageItem(context, 'resource')
  const { words, query, siteurl } = context
  const { file, name } = found.item
  const url = pageFileUrl(context, file)
  const display = query.get('redirect') === '1' ? 'open' : displayOf(found.item)
  const path = url.slice(siteurl.length)
  if (display === 'open') return redirect(context, path)
  if (display === 'download') return redirect(context, `${path}?forcedownload=1`)
  const link = `<a href="${url}">${escapeHtml(file.filename)}</a>`
  const details = readDetails(context, found)
  const main =
    display === 'embed'
      ? `<div class="resourcecontent resourcepdf"><iframe id="resourceobject" src="${url}" title="${escapeHtml(name)}" width="800" height="600">\n${words.clickToView} ${link}\n</iframe></div>`
      : `<div class="resourceworkaround">${words.clickToView} ${link.replace('">', `" onclick="window.open('${url}'); return false;">`)}</div>`
  return renderActivityPage(context, found, { main: `${details}${main}` })
}

function readDetails(context: PageContext, { course, item }: { course: Course; item: Item }): string {
  const module = readModule(context, { courseId: course.id, cmid: item.cmid })
  const details = module === undefined ? '' : renderFileDetails(context, module)
  return details === '' ? '' : `<p class="resourcedetails">${details}</p>`
}

/** `/mod/url/view.php?id=` */
export function serveUrl(context: PageContext): Response {
  const found = requirePageItem(context, 'url')
  const { externalurl, name } = found.item
  return renderActivityPage(context, found, {
    title: `${found.course.fullname}: ${name}`,
    main: `<div class="urlworkaround">${context.words.clickToOpen} <a href="${escapeHtml(externalurl)}">${escapeHtml(name)}</a></div>`,
  })
}

/** `/mod/page/view.php?id=` */
export function servePage(context: PageContext): Response {
  const found = requirePageItem(context, 'page')
  const { words, dates, siteurl } = context
  const { html, timemodified } = found.item
  return renderActivityPage(context, found, {
    main: `<div class="box py-3 generalbox center clearfix"><div class="no-overflow">${formatPageHtml(siteurl, html)}</div></div><div class="modified">${words.lastModified}: ${dates.full(timemodified)}</div>`,
  })
}

type Folder = { folders: Map<string, Folder>; files: StoredFile[] }

/** `/mod/folder/view.php?id=` */
export function serveFolder(context: PageContext): Response {
  const found = requirePageItem(context, 'folder')
  const { item } = found
  const root: Folder = { folders: new Map(), files: [] }
  for (const file of item.files) placeFile(root, file)
  return renderActivityPage(context, found, {
    main: `<div class="navitem ms-auto"><form method="get" action="${context.siteurl}/mod/folder/download_folder.php"><input type="hidden" name="id" value="${item.cmid}"><button type="submit" class="btn btn-secondary">${context.words.downloadFolder}</button></form></div>
<div class="box generalbox pt-0 pb-3 foldertree"><div id="folder_tree0" class="filemanager"><ul>${renderFolder(context, '', root)}</ul></div></div>`,
  })
}

function placeFile(root: Folder, file: StoredFile) {
  let folder = root
  for (const name of file.filepath.split('/').filter((part) => part !== '')) {
    const inner = folder.folders.get(name) ?? { folders: new Map(), files: [] }
    folder.folders.set(name, inner)
    folder = inner
  }
  folder.files.push(file)
}

const renderEntry = ({ siteurl }: PageContext, icon: string, content: string) =>
  `<div class="fp-filename-icon"><span class="fp-icon"><img class="icon " alt="" src="${siteurl}/theme/image.php/boost/core/1795355399/f/${icon}" /></span>\n<span class="fp-filename">${content}</span></div>`

const renderFolder = (context: PageContext, name: string, folder: Folder): string =>
  `<li>${renderEntry(context, 'folder', escapeHtml(name))}<ul>
${each([...folder.folders], ([inner, content]) => renderFolder(context, inner, content))}
${each(folder.files, (file) => `<li>${renderEntry(context, 'document', `<a href="${pageFileUrl(context, file)}?forcedownload=1">${escapeHtml(file.filename)}</a>`)}</li>`)}
</ul></li>`

/** `/mod/book/view.php?id=`, the first chapter unless `&chapterid=` names one. */
export function serveBook(context: PageContext): Response {
  const found = requirePageItem(context, 'book')
  const { item } = found
  const { siteurl, words } = context
  const outline = outlineChapters(item)
  const wanted = readInt(context.query, 'chapterid')
  const index = Math.max(
    0,
    outline.findIndex(({ chapter }) => chapter.id === wanted),
  )
  const current = outline[index]
  const next = outline[index + 1]
  if (current === undefined) return renderActivityPage(context, found, { main: '' })
  const files = each(
    current.chapter.files,
    (file) => `<p><a href="${pageFileUrl(context, file)}">${escapeHtml(file.filename)}</a></p>`,
  )
  return renderActivityPage(context, found, {
    title: `${item.name}: ${current.chapter.title}`,
    main: `<div id="mod_book-chaptersnavigation">${next === undefined ? '' : `<a class="btn btn-link btn-next" href="${siteurl}/mod/book/view.php?id=${item.cmid}&amp;chapterid=${next.chapter.id}#mod_book-chapter" title="${words.next}"></a>`}</div>
<div id="mod_book-chapter" class="box py-3 generalbox book_content"><h3>${current.number} ${escapeHtml(current.chapter.title)}</h3><div class="no-overflow"><p>${escapeHtml(current.chapter.title)}</p>${files}</div></div>`,
    blocks: `<section class="block block_book_toc block_fake card mb-3" data-block="_fake"><h3 class="h5 card-title d-inline">${words.tableOfContents}</h3><div class="book_toc book_toc_numbered clearfix">${renderOutline(item, outline, current.chapter.id)}</div></section>`,
  })
}

type NumberedChapter = { chapter: BookItem['chapters'][number]; number: string; isWithin: boolean }

/** Every third chapter stands within the one before it, as web services tell it. */
function outlineChapters(book: BookItem): NumberedChapter[] {
  let upper = 0
  let lower = 0
  return book.chapters.map((chapter, index) => {
    const isWithin = index % 3 === 2
    upper += isWithin ? 0 : 1
    lower = isWithin ? lower + 1 : 0
    return { chapter, number: isWithin ? `${upper}.${lower}.` : `${upper}.`, isWithin }
  })
}

function renderOutline(book: BookItem, outline: NumberedChapter[], currentId: number): string {
  const entry = ({ chapter, number }: NumberedChapter) => {
    const title = escapeHtml(chapter.title)
    return chapter.id === currentId
      ? `<strong class="">${number} ${title}</strong>`
      : `<a title="${title}" class="" href="view.php?id=${book.cmid}&amp;chapterid=${chapter.id}">${number} ${title}</a>`
  }
  const items = outline.map((chapter, index) => {
    if (chapter.isWithin) return ''
    const within = outline[index + 1]
    const inner = within?.isWithin === true ? `<ul><li>${entry(within)}</li></ul>` : ''
    return `<li>${entry(chapter)}${inner}</li>`
  })
  return `<ul>${items.join('')}</ul>`
}

/** The page of a kind of activity whose content nobody reads from there. */
export const servePlain =
  (modname: ModuleName) =>
  (context: PageContext): Response => {
    const found = requirePageItem(context, modname)
    return renderActivityPage(context, found, { main: '<div class="box generalbox"></div>' })
  }
