import type { Command } from '@commander-js/extra-typings'
import { institutionIdPattern } from '@spike/contract'
import { commandWords } from '@spike/contract/words/operator'
import { checkSiteUrl, MoodleError } from '@spike/moodle'
import {
  listInstitutions,
  saveInstitutionOfHost,
  setInstitutionEnabled,
  writeSyncSchedule,
} from '@spike/store'
import { parseSchedule } from '@spike/worker'
import { withDatabase } from '../compose/open-postgres.ts'
import { readKnownInstitutions } from '../institutions/known-institutions.ts'
import { OperatorError } from '../operator-error.ts'
import { loadEnvFile, readSettings } from '../settings/read-settings.ts'
import { formatTable } from '../table.ts'
import { wholeNumberOption } from './options.ts'

const words = commandWords.institution
const longestName = 200
const dayMs = 24 * 60 * 60 * 1000
/** With an hour more where summer time ends. */
const longestUsualRoundMs = 7 * dayMs + 60 * 60 * 1000

export function addInstitutionCommand(program: Command): void {
  const institution = program.command('institution').description(words.about())

  institution
    .command('add')
    .description(words.add())
    .argument('<id>', words.id())
    .option('--url <url>', words.url())
    .option('--name-he <name>', words.name('Hebrew'))
    .option('--name-en <name>', words.name('English'))
    .option('--name-ar <name>', words.name('Arabic'))
    .option('--local', words.local(), false)
    .option('--max-in-flight <n>', words.maxInFlight(), wholeNumberOption({ min: 1, max: 64 }))
    .action(async (id, options) => {
      loadEnvFile()
      const settings = readSettings(process.env)
      if (options.local && settings.NODE_ENV === 'production') {
        throw new OperatorError('institution.local_in_production', words.localInProduction())
      }
      const { url, name } = await describe(id, options)
      const checked = checkUrl(url, options.local)
      await withDatabase(settings, async ({ db }) => {
        const { maxInFlight } = options
        const { keptUrl } = await saveInstitutionOfHost(db, {
          id,
          name,
          url: checked,
          isLocal: options.local,
          ...(maxInFlight !== undefined && { maxInFlight }),
        })
        if (keptUrl !== null) {
          throw new OperatorError('institution.host_changed', words.hostChanged(id, keptUrl, checked))
        }
      })
      console.log(words.added(id, checked))
    })

  institution
    .command('list')
    .description(words.list())
    .option('--known', words.known(), false)
    .action(async ({ known }) => {
      if (known) {
        for (const line of formatTable(
          (await readKnownInstitutions()).map((one) => [one.id, one.url, one.name.en, one.name.he]),
        ))
          console.log(line)
        console.log(`\n${words.knownNote()}`)
        return
      }
      loadEnvFile()
      const settings = readSettings(process.env)
      const rows = await withDatabase(settings, ({ db }) => listInstitutions(db))
      if (rows.length === 0) return console.log(words.none())
      const lines = rows.map((row) => [
        row.id,
        row.enabled ? words.stateOn() : words.stateOff(),
        String(row.max_in_flight),
        row.sync_schedule ?? words.usualSchedule(settings.SYNC_SCHEDULE),
        row.url,
        (row.name as { en: string }).en,
      ])
      for (const line of formatTable([[...words.columns], ...lines])) console.log(line)
    })

  institution
    .command('schedule')
    .description(words.schedule())
    .argument('<id>')
    .argument('<schedule>', words.scheduleLine())
    .action(async (id, given) => {
      loadEnvFile()
      const settings = readSettings(process.env)
      const schedule = readSchedule(given)
      const found = await withDatabase(settings, ({ db }) => writeSyncSchedule(db, id, schedule))
      if (!found) throw new OperatorError('institution.unknown', words.unknown(id))
      console.log(words.scheduled(id, schedule))
      const followed = parseSchedule(schedule ?? settings.SYNC_SCHEDULE)
      if (followed !== null && followed !== 'off' && followed.longestRoundMs > longestUsualRoundMs)
        console.log(words.longRound(Math.round(followed.longestRoundMs / dayMs)))
    })

  for (const [name, enabled] of [
    ['disable', false],
    ['enable', true],
  ] as const) {
    institution
      .command(name)
      .description(words[name]())
      .argument('<id>')
      .action(async (id) => {
        loadEnvFile()
        const found = await withDatabase(readSettings(process.env), ({ db }) =>
          setInstitutionEnabled(db, id, enabled),
        )
        if (!found) throw new OperatorError('institution.unknown', words.unknown(id))
        console.log(enabled ? words.enabled(id) : words.disabled(id))
      })
  }
}

/** As it is stored: null for the usual one. */
function readSchedule(given: string): string | null {
  const text = given.trim()
  if (text.toLowerCase() === 'default') return null
  const schedule = parseSchedule(text)
  if (schedule === null) throw new OperatorError('institution.bad_schedule', words.badSchedule(given))
  return schedule === 'off' ? 'off' : text
}

interface AddOptions {
  readonly url?: string | undefined
  readonly nameHe?: string | undefined
  readonly nameEn?: string | undefined
  readonly nameAr?: string | undefined
}

/** What was said on the command line, and the catalogue for the rest. */
async function describe(id: string, options: AddOptions) {
  if (!institutionIdPattern.test(id)) throw new OperatorError('institution.bad_id', words.badId(id))
  const known = (await readKnownInstitutions()).find((one) => one.id === id)
  const url = options.url ?? known?.url
  if (url === undefined) throw new OperatorError('institution.not_known', words.notKnown(id))
  const he = (options.nameHe ?? known?.name.he)?.trim()
  const en = (options.nameEn ?? known?.name.en)?.trim()
  const ar = (options.nameAr ?? known?.name.ar)?.trim()
  if (!he || !en || !ar) throw new OperatorError('institution.names_missing', words.namesMissing())
  if ([he, en, ar].some((name) => name.length > longestName)) {
    throw new OperatorError('institution.name_too_long', words.nameTooLong(longestName))
  }
  return { url, name: { he, en, ar } }
}

function checkUrl(url: string, local: boolean): string {
  try {
    return checkSiteUrl(url, { local })
  } catch (cause) {
    if (!(cause instanceof MoodleError)) throw cause
    throw new OperatorError(
      'institution.bad_url',
      words.badUrl(withoutCredentials(url), cause.detail ?? cause.code),
      { cause },
    )
  }
}

/** Somebody may have put a password into the address: that is not repeated. */
function withoutCredentials(text: string): string {
  const url = URL.parse(text)
  if (!text.includes('@')) return text
  return url ? `${url.protocol}//${url.host}${url.pathname}` : '…'
}
