import { type Child, startChild } from './child.ts'

export interface CampusProcess {
  readonly url: string
  readonly child: Child
  setRequestDelay(requestMs: number): Promise<void>
  /** Requests cost the site's processor what a real one's cost; null for nothing. */
  setCostModel(model: { readonly cores: number } | null): Promise<void>
  setSite(settings: SiteChange): Promise<void>
  resetCounters(): Promise<void>
  readCounters(): Promise<CampusCounters>
  /** Has the student's courses made, which the campus otherwise does when they are first asked for. */
  prepareCourses(username: string): Promise<void>
}

export interface SiteChange {
  readonly release?: '3.11' | '4.1' | '4.5' | '5.0' | '5.1'
  readonly webServices?: boolean
  /** Functions that its service does not offer. */
  readonly withoutFunctions?: readonly string[]
}

export interface CampusCounters {
  readonly requests: number
  readonly peakInFlight: number
  /** Milliseconds the campus itself worked: delays do not count. */
  readonly busyMs: number
  /** What the cost model charged: milliseconds of a core. */
  readonly costMs: number
}

/** The simulated Moodle, in a process of its own so that its processor time is apart. */
export async function startCampusProcess(folder: string): Promise<CampusProcess> {
  const child = await startChild({
    name: 'the campus',
    program: new URL('../../packages/campus/src/main.ts', import.meta.url),
    args: ['--port', '0', '--seed', 'bench'],
    folder,
    ready: /http:\/\/127\.0\.0\.1:\d+/,
  })
  const [url] = child.ready
  async function control(path: string, body?: object | null): Promise<Response> {
    const answer = await fetch(`${url}/__control/${path}`, {
      ...(body !== undefined && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    if (!answer.ok) throw new Error(`The campus answered ${answer.status} to ${path}`)
    return answer
  }
  return {
    url,
    child,
    async setRequestDelay(requestMs) {
      await control('delay', { requestMs })
    },
    async setCostModel(model) {
      await control('cost-model', model)
    },
    async setSite(settings) {
      await control('site', settings)
    },
    async resetCounters() {
      await control('reset-counters', {})
    },
    async readCounters() {
      const { counters } = (await (await control('state')).json()) as { counters: CampusCounters }
      return counters
    },
    async prepareCourses(username) {
      await (await control(`people/${username}/courses`)).arrayBuffer()
    },
  }
}
