import type { Campus } from '../server.ts'

/** A browser as bare as can be, for the campus's own tests: it keeps its cookie and follows nothing. */
export function openBrowser(campus: Pick<Campus, 'url'>) {
  let cookie: string | undefined

  const request = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${campus.url}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), ...(cookie === undefined ? {} : { cookie }) },
    })
    const set = answer.headers.getSetCookie().find((line) => line.startsWith('MoodleSession='))
    cookie = set?.split(';')[0] ?? cookie
    return {
      status: answer.status,
      headers: answer.headers,
      /** Where a redirect leads, without the site's address; null for any other answer. */
      location: answer.headers.get('location')?.replace(campus.url, '') ?? null,
      setsCookie: set !== undefined,
      text: await answer.text(),
    }
  }
  const post = (path: string, form: Record<string, string>) =>
    request(path, { method: 'POST', body: new URLSearchParams(form) })
  const readField = (html: string, name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

  return {
    get: (path: string) => request(path),
    post,
    /** What is answered to the form of the sign-in page; the page itself is asked for first. */
    async signIn(username: string, password = username) {
      const { text } = await request('/login/index.php')
      return post('/login/index.php', { username, password, logintoken: readField(text, 'logintoken') })
    },
    async readSesskey() {
      const { text } = await request('/my/')
      return /"sesskey":"(\w+)"/.exec(text)?.[1] ?? ''
    },
    async ajax(sesskey: string, calls: [name: string, args: Record<string, unknown>][]) {
      const answer = await request(`/lib/ajax/service.php?sesskey=${sesskey}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(calls.map(([methodname, args], index) => ({ index, methodname, args }))),
      })
      return JSON.parse(answer.text) as {
        error: boolean
        data?: unknown
        exception?: { errorcode: string }
      }[]
    },
  }
}
