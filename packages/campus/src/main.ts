import { parseArgs } from 'node:util'
import { startCampus } from './server.ts'
import { releases } from './site-settings.ts'

const usage =
  'node packages/campus/src/main.ts [--port 8050] [--seed spike] [--data-dir FOLDER] [--release 4.5]'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8050' },
    seed: { type: 'string', default: 'spike' },
    'data-dir': { type: 'string' },
    release: { type: 'string', default: '4.5' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  console.log(usage)
  process.exit(0)
}
const port = Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port must be a number from 0 to 65535, not "${values.port}"\n${usage}`)
  process.exit(2)
}

const release = releases.find((known) => known === values.release)
if (release === undefined) {
  console.error(`--release must be one of ${releases.join(', ')}, not "${values.release}"\n${usage}`)
  process.exit(2)
}

const dataDir = values['data-dir']
const campus = await startCampus({
  seed: values.seed,
  port,
  release,
  ...(dataDir === undefined ? {} : { dataDir }),
})

console.log(`Campus, a simulated Moodle site: ${campus.url}`)
for (const { username, password, about } of campus.accounts) {
  console.log(`  ${username} / ${password}  (${about})`)
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void campus.close())
}
