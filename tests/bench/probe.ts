import { type Profiler, Session } from 'node:inspector/promises'

/**
 * Loaded before a measured program (`node --import`): tells the bench over IPC what the process has used, and where
 * its processor time goes. Ends the process when the bench is gone.
 */
export type ProbeQuestion = 'usage' | 'profile-start' | 'profile-stop'

export interface Usage {
  /** Processor time of the process since its start, user and system. */
  readonly cpuMs: number
  /** Most memory it ever held (resident set). */
  readonly peakRssBytes: number
  readonly rssBytes: number
}

/** Milliseconds of processor time by where the code lies. */
export type ProfileShares = Readonly<Record<string, number>>

const session = new Session()

async function answer(question: ProbeQuestion): Promise<Usage | ProfileShares | null> {
  if (question === 'usage') {
    const { user, system } = process.cpuUsage()
    return {
      cpuMs: (user + system) / 1000,
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
      rssBytes: process.memoryUsage.rss(),
    }
  }
  if (question === 'profile-start') {
    session.connect()
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: 500 })
    await session.post('Profiler.start')
    return null
  }
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  return sumByPlace(profile)
}

/** What Node itself does counts as the package's that asked for it: writing to a socket as pg's or undici's. */
function sumByPlace(profile: Profiler.Profile): ProfileShares {
  const places = new Map<number, string | null>()
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  )
  // A node stands after its parent.
  for (const { id, callFrame } of profile.nodes) {
    const inherited = places.get(parents.get(id) ?? -1) ?? 'node'
    places.set(id, placeOf(callFrame, inherited))
  }
  const sums: Record<string, number> = {}
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const place = places.get(id)
    if (!place) continue
    sums[place] = (sums[place] ?? 0) + (profile.timeDeltas?.[index] ?? 0) / 1000
  }
  return sums
}

/** Null for time in which nothing ran. */
function placeOf(
  { url, functionName }: { readonly url: string; readonly functionName: string },
  inherited: string,
): string | null {
  if (functionName === '(idle)') return null
  if (functionName === '(garbage collector)') return 'garbage collector'
  const library = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(url)?.[1]
  return library ?? /\/((?:packages|apps)\/[^/]+)\//.exec(url)?.[1] ?? inherited
}

process.on('message', ({ id, question }: { id: number; question: ProbeQuestion }) => {
  void answer(question).then((value) => process.send?.({ id, value }))
})
process.on('disconnect', () => process.exit())
// The program ends when its own work has ended.
process.channel?.unref()
