import type { Command } from '@commander-js/extra-typings'
import { commandWords } from '@spike/contract/words/operator'
import { createSealer, resealAll, SealError } from '@spike/store'
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
        try {
          const count = await resealAll(db, sealer)
          console.log(words.resealed(count, sealer.currentKeyId))
        } catch (error) {
          if (!(error instanceof SealError)) throw error
          throw new OperatorError('credentials.cannot_open', words.cannotOpen(error.keyId), {
            exitCode: exitCodes.settings,
            cause: error,
          })
        }
      })
    })
}
