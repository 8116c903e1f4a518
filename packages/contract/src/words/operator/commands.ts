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
    known: () => 'show the catalogue instead',
    disable: () => 'Take one off the list that students see. Its data stays.',
    enable: () => 'Put one back on the list.',
    added: (id: string, url: string) => `${id} is on the list, at ${url}`,
    enabled: (id: string) => `${id} is on the list.`,
    disabled: (id: string) => `${id} is off the list. Its students cannot sign in until it is enabled again.`,
    none: () => 'There is no institution yet. Add one with: spike institution add <id>',
    unknown: (id: string) => `There is no institution ${id}. See: spike institution list`,
    notKnown: (id: string) =>
      `${id} is not in the catalogue (spike institution list --known). Give --url, --name-he, --name-en and --name-ar.`,
    namesMissing: () =>
      'An institution needs its name in three languages: --name-he, --name-en and --name-ar.',
    badId: (id: string) => `"${id}" cannot be an id: lower case letters, digits and dashes, 63 at most.`,
    badUrl: (url: string, reason: string) =>
      `${url} cannot be a site's address (${reason}). It must be https:// and a name, or with --local http:// on this machine.`,
    localInProduction: () =>
      'Production takes no local site. Leave --local out, or do not set NODE_ENV=production.',
    knownNote: () =>
      'The addresses were written down from memory and are not verified: open one in a browser before adding it.',
    columns: ['id', 'state', 'in flight', 'address', 'name'] as const,
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
  badNumber: (given: string, min: number, max: number) =>
    `"${given}" is not a whole number from ${min} to ${max}.`,
} as const
