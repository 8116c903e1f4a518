import type { Campus } from './server.ts'

/** A Moodle client as bare as can be, for the campus's own tests: it sends forms and gives back what comes. */
export async function signInToCampus(campus: Campus, username: string) {
  const postForm = async (path: string, form: Record<string, string>) =>
    fetch(`${campus.url}${path}`, { method: 'POST', body: new URLSearchParams(form) })

  const fetchToken = async (): Promise<string> => {
    const answer = await postForm('/login/token.php', {
      username,
      password: username,
      service: 'moodle_mobile_app',
    })
    return ((await answer.json()) as { token: string }).token
  }
  const token = await fetchToken()

  const send = (name: string, form: Record<string, string> = {}) =>
    postForm('/webservice/rest/server.php', {
      wstoken: token,
      wsfunction: name,
      moodlewsrestformat: 'json',
      ...form,
    })

  return {
    token,
    fetchToken,
    /** The HTTP answer, for what is not JSON. */
    send,
    call: async <T = Record<string, unknown>>(name: string, form?: Record<string, string>) =>
      (await (await send(name, form)).json()) as T,
    callBatch: async (calls: [name: string, args: Record<string, unknown>][]) => {
      const fields = calls.flatMap(([name, args], index) => [
        [`requests[${index}][function]`, name],
        [`requests[${index}][arguments]`, JSON.stringify(args)],
        [`requests[${index}][settingfilter]`, '1'],
      ])
      const answer = await send(
        'tool_mobile_call_external_functions',
        Object.fromEntries(fields) as Record<string, string>,
      )
      const { responses } = (await answer.json()) as {
        responses: { error: boolean; data?: string; exception?: string }[]
      }
      return responses
    },
  }
}
