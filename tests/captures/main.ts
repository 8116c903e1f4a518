import { readFile, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Understanding, understand } from './understand.ts'

/**
 * `pnpm captures <folder>`: puts recorded answers of a real Moodle's web services through the schemas and mappers
 * that read a site, and says per file what was understood. Exit 0: all of it; 1: not all; 2: nothing to read.
 */
async function main(folder: string | undefined): Promise<number> {
  if (!folder) {
    console.error('Usage: pnpm captures <folder with recorded web service answers>')
    return 2
  }
  let names: string[]
  try {
    names = (await readdir(folder)).toSorted()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown'
    console.error(`Cannot read the folder ${folder} (${code}).`)
    return 2
  }
  if (names.length === 0) {
    console.error(`The folder ${folder} is empty.`)
    return 2
  }
  const results: Understanding[] = []
  for (const name of names) results.push(await understandFile(folder, name))

  const width = Math.max(...names.map((name) => name.length))
  for (const [index, { passed, says }] of results.entries()) {
    console.log(`${passed ? 'ok  ' : 'FAIL'}  ${(names[index] ?? '').padEnd(width)}  ${says}`)
  }
  const failed = results.filter(({ passed }) => !passed).length
  console.log(`${results.length - failed} passed, ${failed} failed`)
  return failed ? 1 : 0
}

async function understandFile(folder: string, name: string): Promise<Understanding> {
  try {
    return understand(name, await readFile(join(folder, name), 'utf8'))
  } catch (error) {
    return { passed: false, says: error instanceof Error ? error.message : String(error) }
  }
}

// pnpm runs this in the project's folder and tells where it was called from.
const [, , folder] = process.argv
process.exitCode = await main(folder && resolve(process.env['INIT_CWD'] ?? '.', folder))
