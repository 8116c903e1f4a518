import { fork } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ProbeQuestion, ProfileShares, Usage } from './probe.ts'

const probe = new URL('./probe.ts', import.meta.url).href
const startTimeoutMs = 30_000
const stopTimeoutMs = 20_000
const linesKept = 20

export interface ChildOptions {
  readonly name: string
  readonly program: URL
  readonly args?: readonly string[]
  /** Node's own. */
  readonly nodeArgs?: readonly string[]
  /** All of its environment, but for PATH. */
  readonly environment?: Readonly<Record<string, string>>
  /** Where it runs; no .env of the project is found from there. */
  readonly folder: string
  /** The first line of its output that says it is there. */
  readonly ready: RegExp
}

/** A program in a process of its own, with the probe in it. */
export interface Child {
  /** What `ready` found. */
  readonly ready: RegExpExecArray
  readUsage(): Promise<Usage>
  /** Where the processor time goes while `work` runs; slows it down. */
  profile(work: () => Promise<void>): Promise<ProfileShares>
  /** Told of what the program itself sends to the bench. */
  onMessage(listener: (message: unknown) => void): void
  /** Gives what `work` gives, or rejects as soon as the process ends by itself. */
  whileAlive<T>(work: Promise<T>): Promise<T>
  stop(): Promise<void>
}

export async function startChild(options: ChildOptions): Promise<Child> {
  const { PATH = '' } = process.env
  const child = fork(fileURLToPath(options.program), [...(options.args ?? [])], {
    cwd: options.folder,
    // The probe's own code too: else Node's type stripper would be loaded into what is measured, for the probe alone.
    env: { PATH, NODE_COMPILE_CACHE: path.join(tmpdir(), 'node-compile-cache'), ...options.environment },
    execArgv: [...(options.nodeArgs ?? []), '--import', probe],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const lastLines: string[] = []
  const ready = Promise.withResolvers<RegExpExecArray>()
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', (line) => {
      lastLines.push(line)
      if (lastLines.length > linesKept) lastLines.shift()
      const found = options.ready.exec(line)
      if (found) ready.resolve(found)
    })
  }
  const explain = (what: string) => new Error([`${options.name} ${what}`, ...lastLines].join('\n  '))

  let stopping = false
  const ended = Promise.withResolvers<never>()
  // Whoever waits for something else hears of it there.
  ended.promise.catch(() => {})
  const closed = once(child, 'close').then(([code, signal]: unknown[]) => {
    if (!stopping) ended.reject(explain(`ended by itself (${String(signal ?? code)}):`))
  })
  async function stop(): Promise<void> {
    stopping = true
    child.kill('SIGTERM')
    const insist = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
    await closed
    clearTimeout(insist)
  }

  const answers = new Map<number, (value: unknown) => void>()
  const listeners: ((message: unknown) => void)[] = []
  child.on('message', (message: { id?: number; value?: unknown }) => {
    if (message.id === undefined) for (const listener of listeners) listener(message)
    else answers.get(message.id)?.(message.value)
  })
  let questions = 0
  function ask(question: ProbeQuestion): Promise<unknown> {
    const id = questions++
    const { promise, resolve } = Promise.withResolvers<unknown>()
    answers.set(id, resolve)
    child.send({ id, question })
    return Promise.race([promise, ended.promise]).finally(() => answers.delete(id))
  }

  const tooLate = setTimeout(() => ready.reject(explain('did not start in time:')), startTimeoutMs)
  try {
    return {
      ready: await Promise.race([ready.promise, ended.promise]),
      readUsage: async () => (await ask('usage')) as Usage,
      async profile(work) {
        await ask('profile-start')
        await work()
        return (await ask('profile-stop')) as ProfileShares
      },
      onMessage: (listener) => void listeners.push(listener),
      whileAlive: (work) => Promise.race([work, ended.promise]),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  } finally {
    clearTimeout(tooLate)
  }
}
