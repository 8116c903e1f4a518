export const startingWords = {
  listening: (url: string) => `Spike is at ${url}`,
  workerStarted: (workerId: string) => `Worker ${workerId} takes syncs.`,
  monitorListening: (url: string) => `Health and metrics of this worker are at ${url}`,
  stopping: () => 'Stopping. Once more to end at once.',
  stopped: () => 'Stopped.',
  portInUse: (host: string, port: number) =>
    `Port ${port} on ${host} is in use by another program. Choose another with PORT or --port.`,
  portRefused: (host: string, port: number) =>
    `The system does not let spike listen on port ${port} of ${host}. Choose one above 1023 with PORT or --port.`,
  hostUnknown: (host: string) =>
    `${host} is not an address of this machine. Choose another with HOST or --host.`,
  databaseUnreachable: (where: string, code: string) =>
    `The database at ${where} cannot be reached (${code}). Check DATABASE_URL, and that PostgreSQL runs there.`,
  databaseSilent: (where: string) =>
    `What answers at ${where} ended the connection, or does not speak PostgreSQL. Check DATABASE_URL, and that PostgreSQL runs there.`,
  databaseFile: (file: string, code: string) =>
    `DATABASE_URL names the file ${file}, which cannot be read (${code}).`,
  databaseRefused: (where: string) =>
    `The database at ${where} refuses this user or password. Check DATABASE_URL.`,
  databaseMissing: (where: string) =>
    `The PostgreSQL server at ${where} has no such database. Create it, or correct DATABASE_URL.`,
  migrationsPending: (names: readonly string[]) =>
    `The database lacks ${names.length} migration(s), the first being ${names[0]}. Run: spike migrate`,
  webMissing: (folder: string) =>
    `The web app is not built (${folder} is not there), so only the API is served. Build it with: pnpm exec turbo run build`,
  localInProduction: (ids: readonly string[]) =>
    `Production takes no local site, but ${ids.join(', ')} ${ids.length === 1 ? 'is one' : 'are such'}. Run for each: spike institution disable <id>`,
  unexpected: (message: string) =>
    `Something unexpected went wrong: ${/[.!?]$/.test(message) ? message : `${message}.`} Run it again with SPIKE_DEBUG=1 to see where.`,
} as const
