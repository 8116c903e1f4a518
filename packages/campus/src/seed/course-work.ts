import { kilobytes, putUpAt, topicOf } from './material-draws.ts'
import type { MaterialsInput } from './material-draws.ts'
import type { Item } from './model.ts'
import { teacherWords } from './words.ts'

const daySeconds = 86_400
const weekSeconds = 7 * daySeconds
/** 22:59 or 23:59 in Israel, as the season has it. */
const endOfDaySeconds = 20 * 3600 + 59 * 60

/** Days from today a current course's assignments are due: some past, some near, one not open yet. */
const currentDueDays = [-24, -10, -3, 3, 10, 17]

export function makeHomework(input: MaterialsInput): Item[] {
  const { facts, make, chance, now } = input
  const words = teacherWords[facts.language]
  const isCurrent = facts.term === 'current'
  const count = isCurrent ? currentDueDays.length : chance.between(4, 6)
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1
    const dueDay = isCurrent
      ? now + (currentDueDays[index] as number) * daySeconds
      : facts.startdate + (2 * number + 1) * weekSeconds
    const duedate = dueDay + endOfDaySeconds
    const isLastOfCurrent = isCurrent && number === count
    const allowsubmissionsfromdate = isLastOfCurrent ? now + 7 * daySeconds : duedate - 14 * daySeconds
    const nosubmissions = index === 1 && facts.id % 5 === 0
    const name = words.homework(number, chance)
    const item = make.assign({
      name,
      timemodified: Math.min(allowsubmissionsfromdate, now - 3600),
      intro:
        number === 1
          ? `${words.assignIntro}<p><img src="@@PLUGINFILE@@/figure.png" alt=""></p>`
          : words.assignIntro,
      ...(number === 1 ? { introFiles: [{ filename: 'figure.png', filesize: 7000 }] } : {}),
      ...(number === 2 ? { description: words.assignIntro } : {}),
      allowsubmissionsfromdate,
      duedate,
      cutoffdate: chance.happens(0.7) ? duedate + 3 * daySeconds : 0,
      grademax: 100,
      nosubmissions,
      teamsubmission: !nosubmissions && index === 2 && facts.id % 3 === 0,
      gradeHidden: index === 0 && facts.hidesFirstGrade,
      files: [
        { filename: `hw${number}.pdf`, filesize: kilobytes(chance, 20, 90) },
        ...(chance.happens(0.4)
          ? [{ filename: `skeleton${number}.zip`, filesize: chance.between(300, 900) }]
          : []),
      ],
    })
    const isSolved = duedate + 7 * daySeconds < now && facts.term !== 'future'
    if (!isSolved) return [item]
    const solution = make.resource({
      name: words.solution(name, number),
      timemodified: Math.min(duedate + 7 * daySeconds, now - 3600),
      filename: `hw${number}_sol.pdf`,
      filesize: kilobytes(chance, 20, 90),
    })
    return [item, solution]
  }).flat()
}

export function makeExtra(input: MaterialsInput): Item[] {
  const { facts, make, chance, now } = input
  const words = teacherWords[facts.language]
  const at = { timemodified: putUpAt(input, 1) }
  const isCurrent = facts.term === 'current'
  const quizTimes = (number: number) => {
    // The second quiz of every other current course is open today.
    const secondInDays = facts.id % 2 === 0 ? 1 : 6
    const middle = isCurrent
      ? now + (number === 1 ? -14 : secondInDays) * daySeconds
      : facts.startdate + number * 5 * weekSeconds
    return { timeopen: middle - 2 * daySeconds, timeclose: middle + 2 * daySeconds }
  }
  const open = {
    timeopen: facts.startdate,
    timeclose: isCurrent ? now + 9 * daySeconds : facts.startdate + 5 * weekSeconds,
  }
  const activities: (() => Item)[] = [
    () =>
      make.book({
        ...at,
        name: words.courseBook,
        titles: [1, 2, 3, 4].map((number) => topicOf(facts, number)),
        figures: [{ filename: 'figure1.png', filesize: 6000 }],
      }),
    () => make.timed('choice', { ...at, ...open, name: words.groupChoice }),
    () => make.timed('feedback', { ...at, ...open, name: words.survey }),
    () => make.plain('glossary', { ...at, name: words.glossary }),
    () => make.plain('data', { ...at, name: words.database }),
    () => make.plain('lti', { ...at, name: words.externalTool }),
    () => make.plain('scorm', { ...at, name: words.simulation }),
    () => make.plain('workshop', { ...at, name: words.workshop }),
    () => make.plain('h5pactivity', { ...at, name: words.interactive }),
  ]
  // Four of the nine a course, in rotation: a student with a few courses meets them all.
  const chosen = [0, 1, 2, 3].map(
    (step) => activities[(facts.id * 4 + step) % activities.length] as () => Item,
  )
  return [
    ...[1, 2].map((number) =>
      make.quiz({ ...at, ...quizTimes(number), name: words.quiz(number), description: words.quizIntro }),
    ),
    make.page({
      ...at,
      name: words.readingList,
      html: '<ul><li>CLRS ch. 1</li><li>arXiv 1706.03762</li></ul>',
    }),
    make.resource({
      ...at,
      name: words.notebook(1, topicOf(facts, 1)),
      filename: 'notebook1.ipynb',
      filesize: kilobytes(chance, 5, 30),
    }),
    ...chosen.map((makeActivity) => makeActivity()),
  ]
}
