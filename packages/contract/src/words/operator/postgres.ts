export const postgresWords = {
  unsupportedPlatform: (platform: string) =>
    `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL server.`,
  noOsUser: () =>
    'PostgreSQL does not run as root, and no user named postgres could be made. Start spike as another user, or set DATABASE_URL.',
  madeOsUser: (name: string) => `PostgreSQL does not run as root: made the system user ${name} for it.`,
  notAFolder: (folder: string) =>
    `The data folder ${folder} is not a folder. Choose another with DATA_DIR or --data-dir.`,
  notWritable: (folder: string, code: string) =>
    `The data folder ${folder} cannot be written (${code}). Change its permissions, or choose another with DATA_DIR or --data-dir.`,
  inTheWay: (place: string, code: string) =>
    `${place} cannot be used (${code}): something else stands where spike keeps its own. Move it away, or choose another data folder with DATA_DIR or --data-dir.`,
  noPlace: (tried: readonly string[]) =>
    `PostgreSQL's user cannot enter the data folder, and no other place could be used (tried ${tried.join(', ')}). Choose a data folder outside of private folders with DATA_DIR, or set DATABASE_URL.`,
  placeNotOurs: (folder: string) =>
    `${folder} belongs to somebody else or others may write to it, so it is not used. Remove it, or choose another data folder with DATA_DIR.`,
  dataElsewhere: (dataDir: string, place: string) =>
    `PostgreSQL's user cannot enter ${dataDir}, so its data is in ${place}.`,
  programsElsewhere: (place: string) =>
    `PostgreSQL's programs were copied to ${place}, where its user can run them.`,
  otherVersion: (folder: string, found: string, needed: string) =>
    `The data in ${folder} was made by PostgreSQL ${found}; this spike brings PostgreSQL ${needed}. Choose another data folder with DATA_DIR, or move the data with pg_dump of version ${found}.`,
  notOurCluster: (folder: string) =>
    `${folder} is there but holds no PostgreSQL data. Move it away, or choose another data folder with DATA_DIR.`,
  otherOwner: (folder: string) =>
    `The data in ${folder} belongs to another user of this machine. Start spike as that user, or choose another data folder with DATA_DIR.`,
  connectionLost: (file: string) =>
    `${file} is missing or damaged, and the database's password with it. Put it back from a backup, or move the folder away to start with an empty database.`,
  inUse: (folder: string, pid: number) =>
    `The data folder ${folder} is in use by another spike (process ${pid}). Stop that one, or choose another data folder with DATA_DIR or --data-dir.`,
  portInUse: (port: number) => `Port ${port} for PostgreSQL is in use by another program.`,
  portMoved: (from: number, to: number) => `Port ${from} of PostgreSQL is taken now; it listens on ${to}.`,
  stoppingLeftOver: (pid: number) =>
    `A PostgreSQL of a spike that was killed is still running (process ${pid}): stopping it.`,
  cannotStop: (pid: number) => `PostgreSQL (process ${pid}) does not stop. End it, then start spike again.`,
  creating: () => 'Creating the database (once, some seconds).',
  initFailed: (detail: string) => `PostgreSQL's data could not be created: ${detail}`,
  startFailed: (detail: string, logFile: string) => `PostgreSQL did not start: ${detail} See ${logFile}.`,
  endedByItself: (detail: string, logFile: string) =>
    `PostgreSQL ended by itself (${detail}). See ${logFile}.`,
} as const
