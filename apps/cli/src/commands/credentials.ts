import type { Command } from '@commander-js/extra-typings'
import { commandWords } from '@spike/contract/words/operator'
import { createSealer, resealCalendarFeeds, resealCredentials, resealPushKeys, SealError } from '@spike/store'
import { withDatabase } from '../compose/open-postgres.ts'
import { sealingKeys } from '../compose/part-settings.ts'
import { exitCodes, OperatorError } from '../operator-error.ts'
import { loadEnvFile, readSettings } from '../settings/read-settings.ts'

const words = commandWords.credentials

export function addCredentialsCommand(program: Command): void {
  const credentials = program.command('credentials').description(words.about())
  credentials
    .command('reseal')
    .description(words.reseal())
    .action(async () => {
      loadEnvFile()
      const settings = readSettings(process.env)
      const sealer = createSealer(sealingKeys(settings))
      await withDatabase(settings, async ({ db }) => {
        let resealed = 0
        try {
          for (const reseal of [resealCredentials, resealCalendarFeeds]) {
            for (let count = -1; count !== 0; resealed += count) count = await reseal(db, sealer)
          }
          if (await resealPushKeys(db, sealer)) resealed += 1
        } catch (error) {
          if (!(error instanceof SealError)) throw error
          throw new OperatorError('credentials.cannot_open', words.cannotOpen(error.keyId), {
            exitCode: exitCodes.settings,
            cause: error,
          })
        }
        console.log(words.resealed(resealed, sealer.currentKeyId))
      })
    })
}
