export const demoWords = {
  about: () => 'Start everything with a simulated university, sync its demo student, and stay up.',
  once: () => 'end after the sync; exit code 0 only if it completed',
  json: () => 'print the result as one JSON object, as the last line; all else goes to standard error',
  dev: () => 'serve the web app from its sources, for working on it',
  port: () => 'port of the web page; without it the next free one from PORT on',
  dataDir: () => 'folder for the data; overrides DATA_DIR',
  lang: () => 'language of the stages',
  notInProduction: () =>
    'The demo has accounts that everybody knows, so it does not run with NODE_ENV=production.',
  database: () => 'Starting PostgreSQL',
  web: () => 'Building the web app',
  webFailed: (detail: string) => `The web app could not be built: ${detail}`,
  campus: () => 'Starting the simulated university',
  server: () => 'Starting API and worker',
  signIn: (username: string) => `Signing ${username} in`,
  logs: (file: string) => `Logs are in ${file}`,
  portMoved: (from: number, to: number) => `Port ${from} is taken, so the page is on ${to}.`,
  noFreePort: (from: number, to: number) =>
    `Every port from ${from} to ${to} is taken. Choose one with --port.`,
  requestFailed: (what: string, status: number, message: string) => `${what} failed (${status}): ${message}`,
  stage: (percent: number, message: string, parts: string) =>
    `${String(percent).padStart(3)} %  ${message}${parts && ` (${parts})`}`,
  parts: (done: number, total: number) => `${done} of ${total}`,
  completed: (seconds: number, requests: number) =>
    `Synced in ${seconds} s with ${requests} requests to the university's Moodle.`,
  failed: (message: string) => `The sync did not complete: ${message}`,
  unread: (name: string, message: string) => `  not read: ${name}: ${message}`,
  courses: (count: number) => `Courses (${count})`,
  term: (year: string, term: string, count: number) => `  ${year} ${term}: ${count}`,
  noTerm: () => 'without a semester',
  items: (count: number) => `Items (${count})`,
  also: (files: number, grades: number, announcements: number) =>
    `Also ${files} files, ${grades} grades and ${announcements} announcements.`,
  deadlines: () => 'Next deadlines',
  noDeadlines: () => '  none',
  open: (url: string) => `Open ${url}`,
  student: (username: string, password: string, about: string) =>
    `  ${username.padEnd(20)} password ${password.padEnd(20)} ${about}`,
  students: () => 'Students to sign in as:',
  staff: (url: string) => `Staff, at ${url}:`,
  staffAbout: () => 'may do everything',
  stayingUp: () => 'Ctrl-C stops it.',
} as const
