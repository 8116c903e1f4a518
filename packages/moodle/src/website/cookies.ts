/** A site's cookies by name. Their paths and ends are not kept: a jar serves one site for one reading. */
export type Cookies = Readonly<Record<string, string>>

/** The cookies after an answer's `Set-Cookie` headers; `deleted` and an empty value take one away, as Moodle writes it. */
export function takeCookies(cookies: Cookies, setCookies: readonly string[]): Cookies {
  const jar = new Map(Object.entries(cookies))
  for (const line of setCookies) {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    const value = pair.slice(at + 1).trim()
    if (at < 1 || name === '__proto__') continue
    if (value === '' || value === 'deleted') jar.delete(name)
    else jar.set(name, value)
  }
  return Object.fromEntries(jar)
}

/** The `Cookie` header; what could end the header is never in a cookie of a site's own. */
export function cookieHeader(cookies: Cookies): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .filter((pair) => !/[\r\n;]/.test(pair))
    .join('; ')
}
