import type { Command } from '@commander-js/extra-typings'
import { commandWords } from '@spike/contract/words/operator'
import { migrate } from '@spike/store'
import { withServer } from '../compose/open-postgres.ts'
import { loadEnvFile, readSettings } from '../settings/read-settings.ts'

const words = commandWords.migrate

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description(words.about())
    .action(async () => {
      loadEnvFile()
      const done = await withServer(readSettings(process.env), (server) => migrate(server.connectionString))
      console.log(done.length === 0 ? words.current() : words.done(done))
    })
}
