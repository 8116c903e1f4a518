import { availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os'
import { sql } from 'kysely'
import type { Workbench } from './workbench.ts'

export interface Machine {
  readonly cores: number
  readonly processor: string
  readonly memoryBytes: number
  readonly platform: string
  /** Of the minute before the bench: what else the machine was doing. */
  readonly loadBefore: number
  readonly node: string
  readonly postgres: string
}

export async function readMachine({ db }: Workbench, loadBefore: number): Promise<Machine> {
  const { rows } = await sql<{ server_version: string }>`show server_version`.execute(db)
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryBytes: totalmem(),
    platform: platform(),
    loadBefore,
    node: process.version,
    postgres: rows[0]?.server_version ?? 'unknown',
  }
}

export const readLoad = (): number => loadavg()[0] ?? 0
