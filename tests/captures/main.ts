import { readFile, readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { compareTransports, isRecordedTwice } from './agree.ts'
import { exchanges, playExchange } from './exchanges.ts'
import { type Understanding, understand } from './understand.ts'
import { understandPage } from './web-understand.ts'

interface Tally {
  passed: number
  failed: number
}

/**
 * `pnpm captures <folder>`: puts recorded answers of a real Moodle, of its web services (`ws`) or its website (`web`),
 * through the schemas, mappers and parsers that read a site, and says per file what was understood. Of a folder with
 * both it says as well whether the two read the same; of a folder of such folders, all of it. Exit 0: all was
 * understood; 1: not all; 2: nothing to read.
 */
async function main(folder: string | undefined): Promise<number> {
  if (!folder) {
    console.error('Usage: pnpm captures <folder with recorded answers>')
    return 2
  }
  const tally: Tally = { passed: 0, failed: 0 }
  try {
    await readFolder(folder, tally)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === null) throw error
    console.error(`Cannot read the folder ${folder} (${code}).`)
    return 2
  }
  if (tally.passed + tally.failed === 0) {
    console.error(`The folder ${folder} is empty.`)
    return 2
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed`)
  return tally.failed ? 1 : 0
}

async function readFolder(folder: string, tally: Tally): Promise<void> {
  if (isRecordedTwice(folder)) {
    await readFiles(join(folder, 'ws'), tally)
    await readFiles(join(folder, 'web'), tally)
    for (const exchange of exchanges) tell(await playExchange(folder, exchange), basename(folder), tally)
    await readAgreement(folder, tally)
    return
  }
  const entries = await readdir(folder, { withFileTypes: true })
  const recorded = entries
    .filter((entry) => entry.isDirectory() && isRecordedTwice(join(folder, entry.name)))
    .map((entry) => join(folder, entry.name))
  if (recorded.length === 0) return readFiles(folder, tally)
  for (const each of recorded.toSorted()) await readFolder(each, tally)
}

async function readFiles(folder: string, tally: Tally): Promise<void> {
  const names = (await readdir(folder)).toSorted()
  const isWebsite = names.some((name) => name.endsWith('.html'))
  const width = Math.max(...names.map((name) => name.length))
  console.log(folder)
  for (const name of names) {
    const result = await understandFile(folder, name, isWebsite ? englishOf(name, names) : undefined)
    tell(result, name.padEnd(width), tally)
  }
}

/** The page in English that one in Hebrew is to be compared with; null for all others. */
function englishOf(name: string, names: readonly string[]): string | null {
  if (!name.endsWith('.he.html')) return null
  // Recorded of another course in English.
  const english = name === 'grade-user.he.html' ? 'grade-user-past.html' : name.replace('.he.html', '.html')
  return names.includes(english) ? english : null
}

async function understandFile(
  folder: string,
  name: string,
  english: string | null | undefined,
): Promise<Understanding> {
  const read = (each: string) => readFile(join(folder, each), 'utf8')
  try {
    if (english === undefined) return understand(name, await read(name))
    return understandPage(name, await read(name), english && (await read(english)))
  } catch (error) {
    return { passed: false, says: error instanceof Error ? error.message : String(error) }
  }
}

async function readAgreement(folder: string, tally: Tally): Promise<void> {
  const { compared, differences } = await compareTransports(folder)
  for (const says of differences) console.log(`FAIL  ${says}`)
  const passed = differences.length === 0 && compared.length > 0
  tell({ passed, says: `the same through both transports: ${compared.join(', ')}` }, basename(folder), tally)
}

function tell({ passed, says }: Understanding, name: string, tally: Tally): void {
  if (passed) tally.passed++
  else tally.failed++
  console.log(`${passed ? 'ok  ' : 'FAIL'}  ${name}  ${says}`)
}

// pnpm runs this in the project's folder and tells where it was called from.
const [, , folder] = process.argv
process.exitCode = await main(folder && resolve(process.env['INIT_CWD'] ?? '.', folder))
