import type { SyncStatus } from '@spike/contract'
import { demoWords } from '@spike/contract/words/operator'
import type { Screen } from './screen.ts'

const barWidth = 30
const plainStepPercent = 10

/** Draws a sync's progress: a bar in a terminal; elsewhere a line for each stage and each ten percent. */
export function createProgressDrawing(screen: Screen, options: { readonly terminal: boolean }) {
  let lastStatus: string | undefined
  let lastStep = -1
  return (status: SyncStatus): void => {
    const parts = status.total === null ? '' : demoWords.parts(status.done ?? 0, status.total)
    const line = demoWords.stage(status.progress, status.message, parts)
    if (options.terminal) {
      if (lastStatus !== undefined && lastStatus !== status.status) screen.keep()
      screen.redraw(`${bar(status.progress)} ${line}`)
      lastStatus = status.status
      return
    }
    const step = Math.floor(status.progress / plainStepPercent)
    if (status.status === lastStatus && step === lastStep) return
    lastStatus = status.status
    lastStep = step
    screen.say(line)
  }
}

function bar(percent: number): string {
  const full = Math.round((percent / 100) * barWidth)
  return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}`
}
