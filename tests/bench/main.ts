import { parseArgs } from 'node:util'
import { measureFirstSync } from './first-sync.ts'
import { readLoad, readMachine } from './machine.ts'
import { measureManyStudents } from './many-students.ts'
import { measurePageSpeed } from './page-speed.ts'
import { measurePickup } from './pickup.ts'
import { measurePolls } from './polls.ts'
import { loadsTooMuch } from './print-page-speed.ts'
import { type BenchFigures, formatFigures, type PartFigures } from './print.ts'
import { measureSearch } from './search.ts'
import { measureSiteCosts } from './site-costs.ts'
import { openWorkbench, type Workbench } from './workbench.ts'

type Part = keyof PartFigures

const parts: {
  readonly [Name in Part]: readonly [string, (bench: Workbench) => Promise<PartFigures[Name]>]
} = {
  firstSync: ['syncs of the 40-course student', measureFirstSync],
  siteCosts: ['syncs at a site whose processor is the limit', measureSiteCosts],
  pickup: ['pickup of jobs', measurePickup],
  manyStudents: ['200 students at once', measureManyStudents],
  polls: ['polls', measurePolls],
  search: ['searches at 50,000 items', measureSearch],
  pages: ['pages in the browser', measurePageSpeed],
}
const partNames = Object.keys(parts) as Part[]

const usage = `pnpm bench [--json] [--only <part>]

Measures Spike against the simulated campus on this machine. Exit 1 where something went wrong, a sync made more
requests, cost or rows than it may, or a page loaded more than it may; slow is not wrong.
  --only  one part of ${partNames.join(', ')}; may be given several times
  --json  one JSON object as the last line instead of tables`

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
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
  const figures: Partial<Record<Part, unknown>> = {}
  for (const name of partNames.filter((part) => values.only.length === 0 || values.only.includes(part))) {
    const [what, measurePart] = parts[name]
    say(what)
    figures[name] = await measurePart(bench)
  }
  const seconds = (performance.now() - startedAt) / 1000
  return { machine, seconds, ...(figures as Partial<PartFigures>) }
}

const isOver = ({ siteCosts = [], pages }: BenchFigures) =>
  siteCosts.some((row) => row.missed.length > 0) || (pages !== undefined && loadsTooMuch(pages))

const unknown = values.only.filter((name) => !(name in parts))
if (values.help) {
  console.log(usage)
} else if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}\n\n${usage}`)
  process.exitCode = 1
} else {
  try {
    const figures = await measure()
    console.log(values.json ? JSON.stringify(figures) : `\n${formatFigures(figures)}`)
    if (isOver(figures)) process.exitCode = 1
  } catch (error) {
    // What fails because everything is being stopped is no news.
    if (!interrupted) console.error('\nThe bench failed:', error)
    process.exitCode = 1
  } finally {
    await stack.disposeAsync()
  }
}
