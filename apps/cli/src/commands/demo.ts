import { type Command, Option } from '@commander-js/extra-typings'
import { languages, type Language } from '@spike/contract'
import { demoWords, startingWords } from '@spike/contract/words/operator'
import { ApiClient } from '../demo/api-client.ts'
import { createProgressDrawing } from '../demo/draw-progress.ts'
import { type DemoResult, describeFindings, summarize } from '../demo/report.ts'
import { createScreen, type Screen } from '../demo/screen.ts'
import { demoInstitution } from '../demo/demo-institution.ts'
import type { RunningDemo } from '../demo/start-demo.ts'
import { exitCodes, OperatorError } from '../operator-error.ts'
import { loadEnvFile, readSettings } from '../settings/read-settings.ts'
import { aborted, listenForStop } from '../stop-signals.ts'

const demoStudent = { username: 'demo', password: 'demo' }

export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description(demoWords.about())
    .option('--once', demoWords.once(), false)
    .option('--json', demoWords.json(), false)
    .option('--dev', demoWords.dev(), false)
    .option('--port <port>', demoWords.port())
    .option('--data-dir <folder>', demoWords.dataDir())
    .addOption(new Option('--lang <language>', demoWords.lang()).choices(languages).default('en' as const))
    .action(async ({ once, json, dev, port, dataDir, lang }) => {
      loadEnvFile()
      const settings = readSettings({
        ...process.env,
        ...(port !== undefined && { PORT: port }),
        ...(dataDir !== undefined && { DATA_DIR: dataDir }),
      })
      if (settings.NODE_ENV === 'production') {
        throw new OperatorError('demo.not_in_production', demoWords.notInProduction())
      }
      const stream = json ? process.stderr : process.stdout
      const screen = createScreen(stream)
      const say = (line: string): void => screen.say(line)
      const stop = listenForStop(say)
      let demo: RunningDemo | undefined
      let result: DemoResult | undefined
      try {
        const { startDemo } = await import('../demo/start-demo.ts')
        demo = await startDemo({ settings, portIsExplicit: port !== undefined, dev, say, stop })
        const client = new ApiClient({ url: demo.apiUrl, publicUrl: settings.PUBLIC_URL, language: lang })
        const status = await syncDemoStudent(client, { screen, terminal: stream.isTTY, language: lang, stop })
        if (!once) showAccounts(demo, say)
        result = summarize(status)
        if (json && !once) console.log(JSON.stringify(result))
        if (once && status.status !== 'completed') process.exitCode = exitCodes.failure
        if (!once) await aborted(stop)
      } catch (error) {
        if (!stop.aborted) throw error
        // A stop in the middle is no failure of the demo; but with --once it did not complete.
        if (once) process.exitCode = exitCodes.interrupted
      } finally {
        await demo?.stop()
      }
      say(startingWords.stopped())
      if (json && once && result) console.log(JSON.stringify(result))
    })
}

interface SyncOptions {
  readonly screen: Screen
  readonly terminal: boolean
  readonly language: Language
  readonly stop: AbortSignal
}

async function syncDemoStudent(client: ApiClient, { screen, terminal, language, stop }: SyncOptions) {
  screen.say(demoWords.signIn(demoStudent.username))
  const jobId = await client.signIn({ universityId: demoInstitution.id, ...demoStudent }, stop)
  const onStatus = createProgressDrawing(screen, { terminal })
  const status = await client.followSync(jobId, { onStatus, signal: stop })
  screen.say('')
  if (status.status === 'completed') {
    const lines = await describeFindings(client, status, { language, now: new Date(), signal: stop })
    for (const line of lines) screen.say(line)
  } else {
    screen.say(demoWords.failed(status.error?.message ?? status.message))
  }
  return status
}

function showAccounts({ url, accounts, staff }: RunningDemo, say: (line: string) => void): void {
  say('')
  say(demoWords.open(url))
  say(demoWords.students())
  for (const { username, password, about } of accounts) say(demoWords.student(username, password, about))
  say(demoWords.staff(`${url}/admin`))
  say(demoWords.student(staff.email, staff.password, demoWords.staffAbout()))
  say('')
  say(demoWords.stayingUp())
}
