/** A site's cookies by name. Their paths and ends are not kept: a jar serves one site for one reading. */
export type Cookies = Readonly<Record<string, string>>

/** As many and as long as browsers keep of a site (RFC 6265). */
const maxCookies = 50
const maxCookieLength = 4_096

/** What RFC 6265 lets stand in a name and a value: nothing of it ends a cookie or the header. */
function isCookie(name: string, value: string): boolean {
  return (
    name.length + value.length <= maxCookieLength &&
    name !== '__proto__' &&
    /^[\w!#$%&'*+.^`|~-]+$/.test(name) &&
    /^(?:[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*|"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*")$/.test(
      value,
    )
  )
}

/** The cookies after an answer's `Set-Cookie` headers; `deleted` and an empty value take one away, as Moodle writes it. */
export function takeCookies(cookies: Cookies, setCookies: readonly string[]): Cookies {
  const jar = new Map(Object.entries(cookies))
  for (const line of setCookies) {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    const value = pair.slice(at + 1).trim()
    if (!isCookie(name, value)) continue
    if (value === '' || value === 'deleted') jar.delete(name)
    else if (jar.has(name) || jar.size < maxCookies) jar.set(name, value)
  }
  return Object.fromEntries(jar)
}

/** The `Cookie` header. */
export function cookieHeader(cookies: Cookies): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
}
