export const doctorWords = {
  about: () => 'Check settings, database, migrations and workers.',
  institution: () =>
    'also ask the site of this institution what it allows, and tell what is remembered of it',
  ok: (what: string) => `ok       ${what}`,
  note: (what: string) => `note     ${what}`,
  problem: (what: string) => `problem  ${what}`,
  node: (version: string) => `Node ${version}`,
  nodeOld: (version: string, needed: number) =>
    `Node ${version} is too old: ${needed} or newer is needed. Start spike with: pnpm spike`,
  settings: () => 'settings',
  database: (where: string, version: string) => `database at ${where}, PostgreSQL ${version}`,
  migrations: () => 'migrations current',
  workers: (alive: number) => `${alive} worker(s) beating`,
  noWorker: () => 'no worker is beating, so syncs wait. Run: spike start --role worker',
  silent: (count: number) => `${count} worker(s) fell silent without saying goodbye. See their logs.`,
  institutions: (enabled: number) => `${enabled} institution(s) on the list`,
  noInstitution: () =>
    'no institution is on the list, so nobody can sign in. Run: spike institution add <id>',
  localInProduction: (id: string) =>
    `${id} is a local site, which production refuses. Run: spike institution disable ${id}`,
  siteFails: (id: string, code: string) => `${id} does not answer as a Moodle does (${code})`,
  site: {
    answers: (id: string, ms: number, name: string | null) =>
      `${id} answers (${ms} ms)${name === null ? '' : `, as "${name}"`}`,
    maintenance: () => 'it is under maintenance, so syncs wait until it is back',
    webServices: (on: boolean | null) => `web services: ${onOffOrUntold(on)}`,
    mobileService: (on: boolean | null) => `mobile service: ${onOffOrUntold(on)}`,
    tokenPage: (there: boolean) =>
      there
        ? 'token page: there (login/token.php says that it gives tokens)'
        : 'token page: none (login/token.php gives no tokens)',
    loginForm: (there: boolean) => `login form: ${there ? 'there' : 'none'}`,
    identityProviders: (names: readonly string[]) =>
      `identity providers on the login page: ${names.length > 0 ? names.join(', ') : 'none'}`,
    byPassword: () => 'students sign in with name and password',
    byBrowser: () =>
      "students sign in on the university's own page (single sign-on): Spike gives them a link to it, and they paste the link that it ends with",
    signInUntold: () => 'how students sign in: it does not say',
  },
  outlook: {
    webServices: () =>
      'students will be read through web services; the first to sign in proves that they answer',
    website: () =>
      'students will be read through the website, since no token can be had: courses, dates and grades at each sync; folders, books, discussions and attempts when opened. They sign in again whenever the site ends their session, and scheduled syncs stop until then.',
    askForWebServices: () =>
      'to be read in full, ask the university to switch on web services and the mobile service (Site administration > General > Mobile app)',
    nobody: () =>
      'nobody can be read here: no token can be had, and there is no login form to fill. Ask the university to switch on web services and the mobile service (Site administration > General > Mobile app).',
    tokensUseless: () =>
      'the site says that it gives tokens, yet the last student got none that opens anything and is read through the website. Its mobile service or its REST protocol may be switched off (Site administration > Server > Web services). If it was switched on since, the next sign-in finds out.',
    tokensStopped: () =>
      'students were read through web services, which the site has switched off since: at their next sign-in they will be read through the website',
  },
  remembered: {
    nothing: () => 'remembered: nothing yet, as no student has signed in',
    transport: (transport: 'web_services' | 'website', release: string | null) => {
      const way = transport === 'web_services' ? 'web services' : 'the website'
      return `remembered: students are read through ${way}; Moodle ${release ?? 'of a release that the site hides'}`
    },
    tokenFrom: (page: 'token.php' | 'launch.php') => `remembered: tokens come from ${page}`,
    functions: (count: number) =>
      `remembered: ${count} of the functions that Spike asks for are offered to students`,
    noBatches: (name: string) =>
      `remembered: ${name} is not among them, so each call takes a request of its own and syncs are slower`,
    costs: (functions: number, requestMs: number | null) =>
      functions === 0
        ? 'remembered: no costs of calls yet'
        : `remembered: costs of ${functions} functions${requestMs === null ? '' : `, and ${Math.round(requestMs)} ms for a request before any call in it`}`,
  },
  inFlight: (limit: number) => `at most ${limit} request(s) are sent to it at once, over all workers`,
  scheduleOff: () => 'students are synced only when they ask',
  schedule: (line: string, isOwn: boolean, next: Date) =>
    `students are synced by ${isOwn ? 'its own schedule' : 'SYNC_SCHEDULE'}, ${line}; the next round begins at ${next.toISOString()}`,
  scheduleUnreadable: (line: string) =>
    `its schedule "${line}" is no cron line, so its students are not synced. Run: spike institution schedule`,
  leftAlone: (until: Date) =>
    `it asked to be left alone until ${until.toISOString()} (Retry-After), and all workers do`,
} as const

function onOffOrUntold(on: boolean | null): string {
  if (on === null) return 'it does not say'
  return on ? 'on' : 'off'
}
