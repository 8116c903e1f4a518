export const settingsWords = {
  heading: (count: number) =>
    count === 1 ? 'One setting is not as it must be:' : `${count} settings are not as they must be:`,
  problem: (name: string, problem: string) => `  ${name}: ${problem}`,
  where: () => 'Set them in the environment or in a file .env; .env.example describes each.',
  wholeNumber: (given: string, min: number, max: number, unit: string) =>
    `"${given}" is not a whole number${unit && ` of ${unit}`} from ${min} to ${max}.`,
  boolean: (given: string) => `"${given}" is neither true nor false. Write true, false, 1 or 0.`,
  oneOf: (given: string, allowed: readonly string[]) => `"${given}" is none of ${allowed.join(', ')}.`,
  databaseUrl: () =>
    'is not the address of a PostgreSQL server. Write postgres://user:password@host:5432/database, or leave it out to have PostgreSQL started.',
  schedule: (given: string) =>
    `"${given}" is neither off nor a cron line of five fields whose times lie an hour apart at least. Write, for example, 0 5,17 * * *`,
  publicUrl: (given: string) =>
    `"${given}" is not an address that browsers can open. Write https://host, without a path.`,
  publicUrlPlain: () =>
    'must begin with https:// in production: sign-ins would cross the network in clear. Put a proxy with a certificate in front.',
  keysForm: () =>
    'must be id:key pairs separated by commas, the current one first, each key 32 bytes in base64. Make one with: openssl rand -base64 32',
  keysTwice: (id: string) => `names the key "${id}" twice. Give each key an id of its own.`,
  keysMissing: () =>
    'is needed in production: it seals the students’ Moodle tokens. Write id:key, with a key made by: openssl rand -base64 32',
  keysDevelopment: () =>
    'is the development key, which everybody knows. Make one of your own with: openssl rand -base64 32',
  pushKeyForm: (bytes: number) =>
    `must be ${bytes} bytes in base64url. Make a pair with: npx web-push generate-vapid-keys`,
  pushKeysApart: () =>
    'and WEB_PUSH_PRIVATE_KEY must be given together, the two keys of one pair; without them Spike makes a pair and keeps it in the database.',
  silentTooSoon: (silentMs: number, heartbeatMs: number) =>
    `${silentMs} must be more than twice WORKER_HEARTBEAT_INTERVAL (${heartbeatMs}): a worker that missed one beat is not dead.`,
  tryTooShort: (timeoutMs: number, requestMs: number) =>
    `${timeoutMs} must be more than MOODLE_REQUEST_TIMEOUT (${requestMs}): one slow request would use up the whole try.`,
  sessionOrder: (idleDays: number, maxDays: number) =>
    `${idleDays} must not be more than SESSION_MAX_DAYS (${maxDays}).`,
  envFile: (file: string, code: string) => `The file ${file} cannot be read (${code}).`,
} as const
