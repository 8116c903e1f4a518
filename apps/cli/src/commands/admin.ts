import { type Command, Option } from '@commander-js/extra-typings'
import { staffRoles } from '@spike/contract'
import { commandWords } from '@spike/contract/words/operator'
import { saveStaff } from '@spike/store'
import { withDatabase } from '../compose/open-postgres.ts'
import { OperatorError } from '../operator-error.ts'
import { askPassword, readPasswordFromInput } from '../ask-password.ts'
import { loadEnvFile, readSettings } from '../settings/read-settings.ts'
import { z } from 'zod'

const words = commandWords.admin
const passwordLength = { min: 12, max: 1000 }

export function addAdminCommand(program: Command): void {
  const admin = program.command('admin').description(words.about())
  admin
    .command('create')
    .description(words.create())
    .requiredOption('--email <email>', words.email())
    .addOption(new Option('--role <role>', words.role()).choices(staffRoles).makeOptionMandatory())
    .option('--password-stdin', words.passwordStdin(), false)
    .action(async ({ email, role, passwordStdin }) => {
      loadEnvFile()
      const settings = readSettings(process.env)
      if (!z.email().max(200).safeParse(email).success) {
        throw new OperatorError('admin.bad_email', words.badEmail(email))
      }
      const password = passwordStdin ? await readPasswordFromInput() : await askPassword()
      checkLength(password)
      const { hashPassword } = await import('@spike/api')
      const passwordHash = await hashPassword(password)
      const { created } = await withDatabase(settings, ({ db }) =>
        saveStaff(db, { email, passwordHash, role }),
      )
      console.log(created ? words.created(email, role) : words.changed(email, role))
    })
}

function checkLength(password: string): void {
  const { length } = [...password]
  if (length < passwordLength.min) {
    throw new OperatorError('admin.password_too_short', words.tooShort(passwordLength.min))
  }
  if (length > passwordLength.max) {
    throw new OperatorError('admin.password_too_long', words.tooLong(passwordLength.max))
  }
}
