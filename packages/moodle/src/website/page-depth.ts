/** No page of Moodle's is nested so deep; a parser's time grows with the depth of every tag. */
const maxDepth = 500

/** Tags without an end, and those whose end may be left out. */
const unended: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr html head body p li dt dd option optgroup thead tbody tfoot tr td th'.split(
    ' ',
  ),
)

/** Whether markup is nested too deep to be parsed, found out in time that grows with its length alone. */
export function isTooDeep(html: string): boolean {
  const tag = /<(\/?)([a-z][a-z0-9-]{0,40})/gi
  const open: string[] = []
  for (let match = tag.exec(html); match; match = tag.exec(html)) {
    const end = html.indexOf('>', tag.lastIndex)
    if (end < 0) return false
    tag.lastIndex = end
    const name = (match[2] ?? '').toLowerCase()
    if (unended.has(name) || html[end - 1] === '/') continue
    if (match[1] === '') open.push(name)
    else {
      const at = open.lastIndexOf(name)
      // A tag that is closed closes what was left open in it.
      if (at >= 0) open.length = at
    }
    if (open.length > maxDepth) return true
  }
  return false
}
