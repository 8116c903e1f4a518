export const doctorWords = {
  about: () => 'Check settings, database, migrations and workers.',
  institution: () => 'also ask the site of this institution whether it answers',
  ok: (what: string) => `ok       ${what}`,
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
  siteAnswers: (id: string, ms: number) => `${id} answers (${ms} ms)`,
  siteFails: (id: string, code: string) => `${id} does not answer as a Moodle does (${code})`,
} as const
