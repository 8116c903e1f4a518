import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { systemCode } from '../operator-error.ts'
import { processMark } from './process-mark.ts'

const ownerSchema = z.object({ pid: z.int().positive(), mark: z.string() })

/**
 * Takes a file as the sign that this process owns a folder. Gives the way to let go of it, or the process that
 * has it. The file of a process that is gone is no obstacle.
 */
export function claim(file: string): { release: () => void } | { heldBy: number } {
  const mine = { pid: process.pid, mark: processMark(process.pid) ?? '' }
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  try {
    for (;;) {
      try {
        // A link is there with its content or not at all.
        linkSync(draft, file)
        return { release: () => rmSync(file, { force: true }) }
      } catch (error) {
        if (systemCode(error) !== 'EEXIST') throw error
      }
      const owner = readOwner(file)
      if (owner && processMark(owner.pid) === owner.mark) return { heldBy: owner.pid }
      rmSync(file, { force: true })
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

function readOwner(file: string): z.infer<typeof ownerSchema> | undefined {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}
