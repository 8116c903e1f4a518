import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../../apps/cli/src/main.js', import.meta.url))

export interface WorkerProcess {
  readonly pid: number
  /** Every line it printed. */
  readonly lines: readonly string[]
  kill(signal: 'SIGKILL' | 'SIGTERM'): void
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>
}

/** `spike start --role worker` as a process of its own, with timings a test can wait for. Resolves once it works. */
export async function startWorkerProcess(
  connectionString: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [cli, 'start', '--role', 'worker'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_ENV: 'test',
      DATABASE_URL: connectionString,
      WORKER_HEARTBEAT_INTERVAL: '200',
      WORKER_SILENT_AFTER: '1000',
      WORKER_POLL_INTERVAL: '100',
      WORKER_SHUTDOWN_GRACE: '200',
      ...environment,
    },
  })
  const lines: string[] = []
  const started = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      if (line.includes('"worker started"')) started.resolve()
    })
  }
  const ended = endOf(child)
  void ended.then((how) =>
    started.reject(new Error(`The worker ended (${how}) before it started:\n${lines.join('\n')}`)),
  )
  await started.promise
  return { pid: child.pid!, lines, kill: (signal) => child.kill(signal), ended }
}

async function endOf(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  return code ?? signal
}
