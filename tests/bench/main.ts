import { parseArgs } from 'node:util'
import { measureFirstSync } from './first-sync.ts'
import { readLoad, readMachine } from './machine.ts'
import { measureManyStudents } from './many-students.ts'
import { measurePickup } from './pickup.ts'
import { measurePolls } from './polls.ts'
import { type BenchFigures, formatFigures } from './print.ts'
import { measureSiteCosts } from './site-costs.ts'
import { openWorkbench } from './workbench.ts'

const usage = `pnpm bench [--json]

Measures Spike against the simulated campus on this machine. Exit 1 where something went wrong, or a sync made
more requests, cost or rows than it may; slow is not wrong.
  --json  one JSON object as the last line instead of tables`

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
})

const stack = new AsyncDisposableStack()
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupted = true
    void stack.disposeAsync().finally(() => process.exit(130))
  })
}

async function measure(): Promise<BenchFigures> {
  const loadBefore = readLoad()
  const startedAt = performance.now()
  const say = (what: string) => console.error(`… ${what}`)
  say('starting PostgreSQL and the campus')
  const bench = await openWorkbench(stack)
  const machine = await readMachine(bench, loadBefore)
  say('syncs of the 40-course student')
  const firstSync = await measureFirstSync(bench)
  say('syncs at a site whose processor is the limit')
  const siteCosts = await measureSiteCosts(bench)
  say('pickup of jobs')
  const pickup = await measurePickup(bench)
  say('200 students at once')
  const manyStudents = await measureManyStudents(bench)
  say('polls')
  const polls = await measurePolls(bench)
  return {
    machine,
    seconds: (performance.now() - startedAt) / 1000,
    firstSync,
    siteCosts,
    pickup,
    manyStudents,
    polls,
  }
}

if (values.help) {
  console.log(usage)
} else {
  try {
    const figures = await measure()
    console.log(values.json ? JSON.stringify(figures) : `\n${formatFigures(figures)}`)
    if (figures.siteCosts.some((row) => row.missed.length > 0)) process.exitCode = 1
  } catch (error) {
    // What fails because everything is being stopped is no news.
    if (!interrupted) console.error('\nThe bench failed:', error)
    process.exitCode = 1
  } finally {
    await stack.disposeAsync()
  }
}
