import { text } from 'node:stream/consumers'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { commandWords } from '@spike/contract/words/operator'
import { exitCodes, OperatorError } from './operator-error.ts'

const words = commandWords.admin

/** Asks twice, without showing what is typed. */
export async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new OperatorError('admin.no_terminal', words.noTerminal(), { exitCode: exitCodes.usage })
  }
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  lines.once('SIGINT', () => process.exit(exitCodes.interrupted))
  try {
    const answers: string[] = []
    for (const question of [words.ask(), words.askAgain()]) {
      process.stderr.write(question)
      answers.push(await lines.question(''))
      process.stderr.write('\n')
    }
    if (answers[0] !== answers[1]) throw new OperatorError('admin.passwords_differ', words.differ())
    return answers[0] ?? ''
  } finally {
    lines.close()
  }
}

/** All of standard input, without the line's end. */
export async function readPasswordFromInput(): Promise<string> {
  return (await text(process.stdin)).replace(/\r?\n$/, '')
}
