import { type Command, Option } from '@commander-js/extra-typings'
import { commandWords, startingWords } from '@spike/contract/words/operator'
import { roles, startSpike } from '../compose/start-spike.ts'
import { createLogger } from '../logger.ts'
import { loadEnvFile, readSettings } from '../settings/read-settings.ts'
import { aborted, listenForStop } from '../stop-signals.ts'

const words = commandWords.start

export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description(words.about())
    .addOption(new Option('--role <role>', words.role()).choices(roles).default('all' as const))
    .option('--port <port>', words.port())
    .option('--host <host>', words.host())
    .action(async ({ role, port, host }) => {
      loadEnvFile()
      const settings = readSettings({
        ...process.env,
        ...(port !== undefined && { PORT: port }),
        ...(host !== undefined && { HOST: host }),
      })
      // Standard output is the log's.
      const say = (line: string): void => console.error(line)
      const stop = listenForStop(say)
      const logger = createLogger({ level: settings.LOG_LEVEL })
      try {
        const spike = await startSpike({ settings, role, logger, say, stop })
        if (spike.workerId !== undefined) say(startingWords.workerStarted(spike.workerId))
        if (spike.url !== undefined) say(startingWords.listening(spike.url))
        await aborted(stop)
        await spike.stop()
      } catch (error) {
        // Told to stop while it started.
        if (error !== stop.reason) throw error
      }
      say(startingWords.stopped())
    })
}
