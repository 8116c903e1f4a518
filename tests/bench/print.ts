import type { FirstSyncFigures } from './first-sync.ts'
import type { Machine } from './machine.ts'
import type { ManyStudentsFigures } from './many-students.ts'
import type { PageSpeedFigures } from './page-speed.ts'
import type { LatencyFigures, PickupFigures } from './pickup.ts'
import type { PollFigures } from './polls.ts'
import { formatPageSpeed } from './print-page-speed.ts'
import type { ProfileShares } from './probe.ts'
import type { SearchFigures } from './search.ts'
import type { SiteCostFigures } from './site-costs.ts'
import { heading, table } from './table.ts'

/** What each part measures. */
export interface PartFigures {
  readonly firstSync: FirstSyncFigures
  readonly siteCosts: readonly SiteCostFigures[]
  readonly pickup: PickupFigures
  readonly manyStudents: readonly ManyStudentsFigures[]
  readonly polls: readonly PollFigures[]
  readonly search: SearchFigures
  readonly pages: PageSpeedFigures
}

/** Of the parts that were run. */
export interface BenchFigures extends Partial<PartFigures> {
  readonly machine: Machine
  readonly seconds: number
}

const smallestShare = 0.02

export function formatFigures(figures: BenchFigures): string {
  const { firstSync, siteCosts, pickup, manyStudents, polls, search, pages } = figures
  return [
    ...formatMachine(figures.machine),
    ...(firstSync ? formatFirstSync(firstSync) : []),
    ...(siteCosts ? formatSiteCosts(siteCosts) : []),
    ...(pickup ? formatPickup(pickup) : []),
    ...(manyStudents ? formatManyStudents(manyStudents) : []),
    ...(polls ? formatPolls(polls) : []),
    ...(search ? formatSearch(search) : []),
    ...(pages ? formatPageSpeed(pages) : []),
    '',
    `The bench took ${Math.round(figures.seconds)} s.`,
  ].join('\n')
}

function formatMachine(machine: Machine): string[] {
  const memory = `${Math.round(machine.memoryBytes / 2 ** 30)} GB`
  return [
    `${machine.cores} cores (${machine.processor}), ${memory}, ${machine.platform}; load before: ${machine.loadBefore.toFixed(1)}`,
    `Node ${machine.node}, PostgreSQL ${machine.postgres} that writes to disk; worker, api and campus each a process, all on loopback`,
  ]
}

function formatFirstSync({ syncs, profile }: FirstSyncFigures): string[] {
  return [
    ...heading('A sync of the 40-course student'),
    ...table([
      [
        '',
        'delay',
        'runs',
        'requests',
        'seconds',
        '(least–most)',
        'campus busy',
        'delays',
        'ratio',
        'campus CPU',
        'worker CPU',
      ],
      ...syncs.map((sync) => [
        sync.what,
        `${sync.delayMs} ms`,
        String(sync.samples),
        String(sync.requests),
        sync.seconds.median.toFixed(2),
        `(${sync.seconds.least.toFixed(2)}–${sync.seconds.most.toFixed(2)})`,
        `${sync.campusBusySeconds.toFixed(2)} s`,
        `${sync.delaySeconds.toFixed(2)} s`,
        sync.ratio.toFixed(2),
        `${sync.campusCpuSeconds.toFixed(2)} s`,
        `${sync.workerCpuSeconds.toFixed(2)} s`,
      ]),
    ]),
    'Medians. Seconds: from the commit that queued it to its end. Ratio: seconds over what the site itself needed,',
    'the longer of its own work and its delays with as many requests at once as the institution allows.',
    `Where the worker's CPU goes in a first sync: ${formatShares(profile)}`,
  ]
}

function formatShares(profile: ProfileShares): string {
  const total = Object.values(profile).reduce((sum, ms) => sum + ms, 0)
  const shares = Object.entries(profile)
    .map(([place, ms]) => ({ place, share: ms / total }))
    .toSorted((one, other) => other.share - one.share)
  const large = shares.filter(({ share }) => share >= smallestShare)
  const rest = shares.filter(({ share }) => share < smallestShare).reduce((sum, { share }) => sum + share, 0)
  return [...large, { place: 'the rest', share: rest }]
    .map(({ place, share }) => `${place} ${Math.round(share * 100)} %`)
    .join(', ')
}

function formatSiteCosts(rows: readonly SiteCostFigures[]): string[] {
  const percent = (share: number | null) => (share === null ? '' : `${(share * 100).toFixed(0)} %`)
  return [
    ...heading("At a site whose processor is the limit: MOODLE.md's costs, 2 cores, 4 requests in flight"),
    ...table([
      [
        '',
        'courses',
        'read',
        'requests',
        'may be',
        'cost',
        'seconds',
        'ratio',
        'first course',
        'of first cost',
        'rows written',
        'worker CPU',
        'not kept',
      ],
      ...rows.map((row) => [
        row.what,
        String(row.courses),
        String(row.coursesRead),
        String(row.requests),
        String(row.mostRequests),
        `${row.costSeconds.toFixed(1)} s`,
        `${row.seconds.toFixed(1)} s`,
        row.ratio.toFixed(2),
        percent(row.firstCourseShare),
        percent(row.shareOfFirst),
        row.rowsWritten === null ? '' : String(row.rowsWritten),
        `${row.workerCpuSeconds.toFixed(2)} s`,
        row.missed.join(', '),
      ]),
    ]),
    'Ratio: seconds over (cost / cores). Pages of one website session come one after another, so there it is 2 at best.',
  ]
}

function formatPickup({ spike, bare }: PickupFigures): string[] {
  const row = (what: string, { samples, p50Ms, p99Ms, mostMs }: LatencyFigures) => [
    what,
    String(samples),
    `${p50Ms.toFixed(1)} ms`,
    `${p99Ms.toFixed(1)} ms`,
    `${mostMs.toFixed(1)} ms`,
  ]
  return [
    ...heading('Pickup: from the commit that queued a job to its start, one at a time, idle worker'),
    ...table([
      ['', 'jobs', 'p50', 'p99', 'most'],
      row('sync, to its claim', spike),
      row('bare graphile-worker task that does nothing', bare),
    ]),
  ]
}

function formatManyStudents(rows: readonly ManyStudentsFigures[]): string[] {
  return [
    ...heading(
      `Many students at once: first syncs of 7 to 9 courses, one worker process, ${rows[0]?.delayMs} ms delay`,
    ),
    ...table([
      [
        'students',
        'concurrency',
        'syncs/s',
        'seconds',
        'ended p50',
        'p95',
        'requests',
        'campus busy',
        'campus CPU',
        'worker CPU',
        'idle',
        'peak RSS',
        'in flight',
      ],
      ...rows.map((row) => [
        String(row.students),
        String(row.concurrency),
        row.syncsPerSecond.toFixed(1),
        row.seconds.toFixed(1),
        `${row.endedP50Seconds.toFixed(1)} s`,
        `${row.endedP95Seconds.toFixed(1)} s`,
        String(row.requests),
        `${row.campusBusySeconds.toFixed(1)} s`,
        `${row.campusCpuSeconds.toFixed(1)} s`,
        `${row.workerCpuSeconds.toFixed(1)} s`,
        megabytes(row.idleRssBytes),
        megabytes(row.peakRssBytes),
        `${row.peakInFlight} of ${row.maxInFlight}`,
      ]),
    ]),
    'Every sync completed, with all courses, at its first attempt: the bench fails where one does not.',
  ]
}

function formatPolls(rows: readonly PollFigures[]): string[] {
  return [
    ...heading('Polls'),
    ...table([
      ['', 'answers', 'per second', 'core used', 'per core second', 'of bare', 'p50', 'p99'],
      ...rows.map((row) => [
        row.what,
        String(row.requests),
        row.perSecond.toFixed(0),
        `${Math.round(row.coreShare * 100)} %`,
        row.perCoreSecond.toFixed(0),
        `${Math.round(row.ratio * 100)} %`,
        `${row.p50Ms} ms`,
        `${row.p99Ms} ms`,
      ]),
    ]),
    "Per core second: answers over the processor time of the server's own process; PostgreSQL and the client run beside it.",
  ]
}

function formatSearch({ fillSeconds, rows, indexBytes, roundTripMs, queries }: SearchFigures): string[] {
  const number = (count: number) => count.toLocaleString('en')
  return [
    ...heading('Search: one student with 50,000 items, 25 with 2,000'),
    ...table([
      ['', 'items', 'found', 'p50', 'p99', 'of select 1'],
      ...queries.map((row) => [
        row.what,
        number(row.items),
        row.found,
        `${row.p50Ms.toFixed(1)} ms`,
        `${row.p99Ms.toFixed(1)} ms`,
        row.ratio.toFixed(0),
      ]),
    ]),
    `Each over one connection, whose select 1 takes ${roundTripMs.toFixed(2)} ms. ${number(rows)} things can be found; their index has`,
    `${megabytes(indexBytes)}, and writing them with all they are of took ${fillSeconds.toFixed(0)} s.`,
  ]
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`
