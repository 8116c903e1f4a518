/** `node packages/classify/src/report.ts [--mistakes]` prints how well the classifier does on the labelled names. */
import { labelledItems } from './labelled/rows.ts'
import { measure, type Measurement } from './measure.ts'

const showMistakes = process.argv.includes('--mistakes')
const percent = (share: number | null) => (share === null ? '—' : `${(share * 100).toFixed(1)}%`).padStart(9)

function print(title: string, result: Measurement): void {
  console.log(`${title}: ${result.items} names`)
  console.log(
    `  kinds right ${percent(result.rightKinds / result.items)}, numbers right ${percent(result.rightNumbers / result.items)}\n`,
  )
  console.log(
    `  ${'kind'.padEnd(14)}${'names'.padStart(6)}${'precision'.padStart(11)}${'recall'.padStart(9)}`,
  )
  for (const { kind, labelled, precision, recall } of result.kinds) {
    console.log(
      `  ${kind.padEnd(14)}${String(labelled).padStart(6)}  ${percent(precision)}${percent(recall)}`,
    )
  }
  console.log('')
}

function printMistakes({ mistakes }: Measurement): void {
  for (const { item, answer } of mistakes) {
    const { modname, section, name } = item.facts
    console.log(
      `  ${modname} | ${section} | ${name}: ${item.kind} ${item.number}, said ${answer.kind} ${answer.number} (${answer.reason})`,
    )
  }
  console.log('')
}

const development = measure(labelledItems.development)
print('Names the rules were written with', development)
if (showMistakes) printMistakes(development)
// The mistakes of the names kept aside are not printed, so that no rule is written after them.
print('Names kept aside', measure(labelledItems.heldOut))
