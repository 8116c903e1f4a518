import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { explainInTheWay } from '../postgres/place.ts'
import { systemCode } from '../operator-error.ts'

const memorySchema = z.object({
  /** Of the simulated university, so that its address stays the same. */
  campusPort: z.int().min(0).max(65_535),
  staffPassword: z.string().min(12),
})
export type DemoMemory = z.infer<typeof memorySchema>

/** What the demo keeps in its data folder from one run to the next. */
export function readDemoMemory(dataDir: string): DemoMemory {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')))
  } catch (error) {
    // Something else than a missing or a damaged file is worth knowing.
    if (systemCode(error) !== 'ENOENT' && systemCode(error) !== '')
      throw explainInTheWay(error, fileIn(dataDir))
    return { campusPort: 0, staffPassword: randomBytes(12).toString('base64url') }
  }
}

export function writeDemoMemory(dataDir: string, memory: DemoMemory): void {
  writeFileSync(fileIn(dataDir), `${JSON.stringify(memory)}\n`, { mode: 0o600 })
}

function fileIn(dataDir: string): string {
  return path.join(dataDir, 'demo.json')
}
