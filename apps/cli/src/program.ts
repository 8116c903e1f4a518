import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings'
import { commandWords } from '@spike/contract/words/operator'
import { addAdminCommand } from './commands/admin.ts'
import { addCredentialsCommand } from './commands/credentials.ts'
import { addDemoCommand } from './commands/demo.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addInstitutionCommand } from './commands/institution.ts'
import { addMigrateCommand } from './commands/migrate.ts'
import { addStartCommand } from './commands/start.ts'

/**
 * The `spike` command. A wrong use throws commander's own error, whose message was already shown. What one command alone
 * needs (api, worker, campus) is loaded when it runs: a worker's process holds no api.
 */
export function createProgram(): Command {
  const program = new Command('spike').description(commandWords.about())
  addStartCommand(program)
  addDemoCommand(program)
  addMigrateCommand(program)
  addInstitutionCommand(program)
  addAdminCommand(program)
  addCredentialsCommand(program)
  addDoctorCommand(program)
  throwInsteadOfExit(program)
  return program
}

function throwInsteadOfExit(command: CommandUnknownOpts): void {
  command.exitOverride().showHelpAfterError()
  for (const child of command.commands) throwInsteadOfExit(child)
}
