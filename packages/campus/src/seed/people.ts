import type { CatalogTerm } from './catalog.ts'
import type { AccountState, CourseFacts, Enrolment, Person } from './model.ts'
import { createChance } from './prng.ts'

export type Account = { username: string; password: string; about: string }

type NamedAccount = {
  username: string
  /** As the name unless given. */
  password?: string
  about: string
  name: [first: string, last: string]
  state?: AccountState
  choose: (catalog: CatalogTerm[], now: number) => CourseFacts[]
}

const pastTermsNewestFirst = (catalog: CatalogTerm[]) =>
  catalog.filter((term) => term.when === 'past').toReversed()
const coursesOf = (catalog: CatalogTerm[], when: CatalogTerm['when']) =>
  catalog.filter((term) => term.when === when).flatMap((term) => term.courses)

/** How many courses the demo student took in each earlier term, newest first: 31 in all. */
const demoPastCounts = { startingInAutumn: [1, 7, 8, 1, 7, 7], startingInSpring: [7, 1, 6, 6, 1, 5, 5] }

function chooseDemoCourses(catalog: CatalogTerm[]): CourseFacts[] {
  const past = pastTermsNewestFirst(catalog)
  const counts = past[0]?.half === 'S' ? demoPastCounts.startingInAutumn : demoPastCounts.startingInSpring
  return [
    ...past.flatMap((term, index) => term.courses.slice(0, counts[index] ?? 0)),
    ...coursesOf(catalog, 'current').slice(0, 8),
    ...coursesOf(catalog, 'future').slice(0, 1),
  ]
}

/** 40 courses whatever the day: 8 in progress, 1 to come, the others over for more than 60 days. */
function chooseSettledCourses(catalog: CatalogTerm[], now: number): CourseFacts[] {
  const longOver = coursesOf(catalog, 'past').filter((course) => course.enddate < now - 61 * 86_400)
  return [
    ...longOver.slice(-31),
    ...coursesOf(catalog, 'current').slice(0, 8),
    ...coursesOf(catalog, 'future').slice(0, 1),
  ]
}

const chooseSix = (catalog: CatalogTerm[]) => [
  ...coursesOf(catalog, 'current').slice(0, 4),
  ...coursesOf(catalog, 'past').slice(-2),
]

const namedAccounts: readonly NamedAccount[] = [
  {
    username: 'demo',
    about: '40 courses over three academic years',
    name: ['נועה', 'כהן'],
    choose: chooseDemoCourses,
  },
  { username: 'none', about: 'no courses', name: ['דן', 'לוי'], choose: () => [] },
  { username: 'six', about: '6 courses', name: ['Maya', 'Katz'], choose: chooseSix },
  {
    username: 'many',
    about: '120 courses',
    name: ['ليلى', 'حداد'],
    choose: (catalog) => [...coursesOf(catalog, 'past'), ...coursesOf(catalog, 'current')].slice(-120),
  },
  {
    username: 'suspended',
    about: 'suspended: gets a token, every call answers wsaccessusersuspended',
    name: ['יובל', 'פרץ'],
    state: 'suspended',
    choose: chooseSix,
  },
  {
    username: 'suspended-old',
    about: 'suspended: refused at token.php as a wrong password is',
    name: ['גל', 'ביטון'],
    state: 'suspended-at-sign-in',
    choose: chooseSix,
  },
  {
    username: 'mustchange',
    about: 'must change the password: every call answers forcepasswordchangenotice',
    name: ['שיר', 'אברהם'],
    state: 'must-change',
    choose: chooseSix,
  },
  {
    username: 'mustchange-siteinfo',
    about: 'must change the password: only site_info is answered',
    name: ['עדי', 'דהן'],
    state: 'must-change-site-info',
    choose: chooseSix,
  },
  {
    username: 'canary',
    password: 'pw-7f3a-of-the-canary',
    about: 'a password unlike the name, to find where one turns up',
    name: ['ים', 'זהבי'],
    choose: chooseSix,
  },
  {
    username: 'settled',
    about: '40 courses: 8 in progress, 1 to come, none that ended in the last 60 days',
    name: ['טל', 'רגב'],
    choose: chooseSettledCourses,
  },
  {
    username: 'notsetup',
    about: 'profile not filled in: only site_info is answered, else usernotfullysetup',
    name: ['לירון', 'גבאי'],
    state: 'not-set-up',
    choose: chooseSix,
  },
  {
    username: 'nopolicy',
    about: 'site policy not agreed: only site_info is answered, else sitepolicynotagreed',
    name: ['אורי', 'שלו'],
    state: 'policy-not-agreed',
    choose: chooseSix,
  },
]

export const generatedStudentCount = 300

const firstNames = ['נועם', 'תמר', 'איתי', 'Yael', 'Omer', 'سارة', 'أحمد', 'רוני', 'מאיה', 'Daniel']
const lastNames = ['לוי', 'כהן', 'מזרחי', 'Friedman', 'منصور', 'ביטון', 'Shapira', 'خوري']

/** The accounts worth showing to a person; student1 … student300 (password as the name) are there for load tests. */
export function listAccounts(): Account[] {
  return [
    ...namedAccounts.map(({ username, password = username, about }) => ({ username, password, about })),
    {
      username: 'student1',
      password: 'student1',
      about: `about 8 courses; and so on to student${generatedStudentCount}`,
    },
  ]
}

export function listUsernames(): string[] {
  const generated = Array.from({ length: generatedStudentCount }, (_, index) => `student${index + 1}`)
  return [...namedAccounts.map((account) => account.username), ...generated]
}

/** One person by name, or undefined. Cheap: no course is built for it. */
export function buildPerson(username: string, input: { seed: string; now: number; catalog: CatalogTerm[] }) {
  const index = namedAccounts.findIndex((account) => account.username === username)
  const named = namedAccounts[index]
  if (named !== undefined) {
    const { about, name, password = username, state = 'active' } = named
    const courses = named.choose(input.catalog, input.now)
    return describePerson({ ...input, id: 11 + index, username, password, about, name, state, courses })
  }
  const number = Number(/^student([1-9]\d{0,2})$/.exec(username)?.[1] ?? Number.NaN)
  if (!(number <= generatedStudentCount)) return undefined
  const chance = createChance(`${input.seed}/student/${number}`)
  const courses = chance.shuffle(coursesOf(input.catalog, 'current')).slice(0, chance.between(7, 9))
  const name: [string, string] = [chance.pick(firstNames), chance.pick(lastNames)]
  const id = 1000 + number
  return describePerson({
    ...input,
    id,
    username,
    password: username,
    about: '',
    name,
    state: 'active',
    courses,
  })
}

function describePerson(input: {
  seed: string
  now: number
  id: number
  username: string
  password: string
  about: string
  name: [first: string, last: string]
  state: AccountState
  courses: CourseFacts[]
}): Person {
  const chance = createChance(`${input.seed}/person/${input.username}`)
  const isRich = input.username === 'demo' || input.username === 'many'
  const favourite = input.courses.find((course) => course.term === 'current')
  const hidden = input.courses.find((course) => course.term === 'past')
  const oldestFirst = input.courses.toSorted((one, other) => one.id - other.id)
  const enrolments: Enrolment[] = oldestFirst.map((course) => ({
    courseId: course.id,
    isFavourite: isRich && course === favourite,
    isHidden: isRich && course === hidden,
    lastaccess: chance.happens(0.8)
      ? Math.max(course.startdate, input.now - chance.between(3600, 40 * 86_400))
      : null,
  }))
  return {
    id: input.id,
    username: input.username,
    password: input.password,
    about: input.about,
    firstname: input.name[0],
    lastname: input.name[1],
    idnumber: String(300_000_000 + input.id * 7919),
    state: input.state,
    enrolments,
  }
}
