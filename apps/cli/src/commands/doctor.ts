import type { Command } from '@commander-js/extra-typings'
import { doctorWords } from '@spike/contract/words/operator'
import { examine } from '../doctor/examine.ts'
import { exitCodes } from '../operator-error.ts'

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(doctorWords.about())
    .option('--institution <id>', doctorWords.institution())
    .action(async ({ institution }) => {
      let problems = 0
      for await (const { state, what } of examine({ institution })) {
        if (state === 'problem') problems += 1
        console.log(doctorWords[state](what))
      }
      if (problems > 0) process.exitCode = exitCodes.failure
    })
}
