import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What must outlive a restart: the day the campus was made for, and which tokens were renewed. */
export type CampusMemory = { seed: string; builtAt: number; generations: Record<string, number> }

/** Reads the folder's memory, or starts it. Another seed starts anew. */
export function openDataFolder(
  folder: string,
  fresh: CampusMemory,
): { memory: CampusMemory; save: () => void } {
  const path = join(folder, 'campus.json')
  mkdirSync(folder, { recursive: true })
  const kept = readMemory(path)
  const memory = kept?.seed === fresh.seed ? kept : fresh
  const save = () => writeFileSync(path, JSON.stringify(memory))
  save()
  return { memory, save }
}

function readMemory(path: string): CampusMemory | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as CampusMemory
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
