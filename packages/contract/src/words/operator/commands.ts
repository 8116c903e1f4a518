export const commandWords = {
  about: () => "Keeps students' Moodle in one place.",
  start: {
    about: () => 'Run the API, the worker, or both, until told to stop.',
    role: () => 'what this process does',
    port: () => 'port to listen on; overrides PORT',
    host: () => 'address to listen on; overrides HOST',
  },
  migrate: {
    about: () => 'Bring the database to what this version needs.',
    current: () => 'The database is current.',
    done: (names: readonly string[]) => names.map((name) => `ran ${name}`).join('\n'),
  },
  institution: {
    about: () => 'The universities a student can pick.',
    add: () => 'Add one, or change the one with this id. Without --url it is taken from the catalogue.',
    id: () => 'lower case letters, digits and dashes; stays for good',
    url: () => 'address of its Moodle, with its subpath',
    name: (language: string) => `its name in ${language}`,
    local: () => 'a site on this machine over plain http, for trials; refused in production',
    maxInFlight: () => 'requests that its site is sent at once, over all workers',
    list: () => 'Show those that are set up.',
    schedule: () => 'Set when its students are synced without asking.',
    scheduleLine: () => 'a cron line in quotes (Israel time), off, or default for SYNC_SCHEDULE',
    badSchedule: (given: string) =>
      `"${given}" is neither off, default nor a cron line of five fields whose times lie an hour apart at least. Nothing was changed.`,
    scheduled: (id: string, schedule: string | null) => {
      if (schedule === null) return `${id} follows SYNC_SCHEDULE.`
      return schedule === 'off'
        ? `${id} is synced only when asked.`
        : `${id} is synced by its own schedule: ${schedule}`
    },
    longRound: (days: number) =>
      `Rounds of this schedule are up to ${days} days long, and each student is synced once in a round: what changed may reach some only after that.`,
    usualSchedule: (line: string) => `${line} (SYNC_SCHEDULE)`,
    known: () => 'show the catalogue instead',
    disable: () => 'Take one off the list that students see. Its data stays.',
    enable: () =>
      'Put one back on the list, and ask its site again at once if it had asked to be left alone.',
    added: (id: string, url: string) => `${id} is on the list, at ${url}`,
    enabled: (id: string) =>
      `${id} is on the list. If its site had asked to be left alone for a while, that is forgotten.`,
    disabled: (id: string) => `${id} is off the list. Its students cannot sign in until it is enabled again.`,
    none: () => 'There is no institution yet. Add one with: spike institution add <id>',
    unknown: (id: string) => `There is no institution ${id}. See: spike institution list`,
    notKnown: (id: string) =>
      `${id} is not in the catalogue (spike institution list --known). Give --url, --name-he, --name-en and --name-ar.`,
    namesMissing: () =>
      'An institution needs its name in three languages: --name-he, --name-en and --name-ar.',
    nameTooLong: (longest: number) => `A name may have ${longest} characters at most.`,
    badId: (id: string) => `"${id}" cannot be an id: lower case letters, digits and dashes, 63 at most.`,
    badUrl: (url: string, reason: string) =>
      `${url} cannot be a site's address (${reason}). It must be https:// and a name, or with --local http:// on this machine.`,
    hostChanged: (id: string, from: string, to: string) =>
      `Students have signed in to ${id} at ${from}; their Moodle tokens must not be sent to ${to}. Nothing was changed. Add the new site under another id, and take this one off the list with: spike institution disable ${id}`,
    localInProduction: () =>
      'Production takes no local site. Leave --local out, or do not set NODE_ENV=production.',
    knownNote: () =>
      'The addresses were written down from memory and are not verified: open one in a browser before adding it.',
    columns: ['id', 'state', 'in flight', 'schedule', 'address', 'name'] as const,
    stateOn: () => 'on',
    stateOff: () => 'off',
  },
  admin: {
    about: () => 'People who look after Spike.',
    create: () => 'Add a member of staff, or give one a new password and role.',
    email: () => 'what they sign in with',
    role: () => 'what they may do',
    passwordStdin: () => 'read the password from standard input instead of asking for it',
    ask: () => 'Password (not shown): ',
    askAgain: () => 'Once more: ',
    differ: () => 'The two passwords differ. Nothing was changed.',
    tooShort: (min: number) => `The password needs at least ${min} characters. Nothing was changed.`,
    tooLong: (max: number) => `The password may have ${max} characters at most. Nothing was changed.`,
    badEmail: (email: string) => `"${email}" is not an email address.`,
    noTerminal: () => 'There is no terminal to ask for the password. Use --password-stdin.',
    created: (email: string, role: string) => `${email} can sign in at /admin as ${role}.`,
    changed: (email: string, role: string) =>
      `${email} has the new password and is ${role}; open sessions were ended.`,
  },
  credentials: {
    about: () =>
      "The students' Moodle tokens and calendar addresses and Spike's push key, which are stored sealed.",
    reseal: () =>
      'Seal with the first of ENCRYPTION_KEYS what the others sealed. To replace a key: put the new one first, restart every process, run this, then leave the old one out.',
    resealed: (count: number, keyId: string) =>
      count === 0
        ? `All credentials are sealed with the key ${keyId} already.`
        : `${count} credential(s) were sealed again with the key ${keyId}. The older keys are needed no longer.`,
    cannotOpen: (keyId: string) =>
      `A credential that the key ${keyId} sealed cannot be opened: ENCRYPTION_KEYS has no such key, or another one under this id. Add the right one after the first, then run this again. What was sealed again before it stays so.`,
  },
  badNumber: (given: string, min: number, max: number) =>
    `"${given}" is not a whole number from ${min} to ${max}.`,
} as const
