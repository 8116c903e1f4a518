import { makeExtra, makeHomework } from './course-work.ts'
import { kilobytes, putUpAt, topicOf } from './material-draws.ts'
import type { MaterialsInput } from './material-draws.ts'
import type { Item } from './model.ts'
import { teacherWords } from './words.ts'

const filmBytes = 6 * 1024 * 1024

/** What a course is made of, before it is laid out in sections. Dated by the week of the term it belongs to. */
export type Materials = {
  general: Item[]
  lectures: Item[]
  recitations: Item[]
  homework: Item[]
  exams: Item[]
  recordings: Item[]
  extra: Item[]
  advanced: Item[]
}

export function makeMaterials(input: MaterialsInput): Materials {
  return {
    general: makeGeneral(input),
    lectures: makeLectures(input),
    recitations: makeRecitations(input),
    homework: makeHomework(input),
    exams: makeExams(input),
    recordings: makeRecordings(input),
    extra: makeExtra(input),
    advanced: makeAdvanced(input),
  }
}

function makeGeneral(input: MaterialsInput): Item[] {
  const { facts, make, chance } = input
  const words = teacherWords[facts.language]
  const soon = putUpAt(input, -1)
  const syllabus = chance.happens(0.15)
    ? `{mlang he}סילבוס{mlang}{mlang en}Syllabus{mlang}`
    : `${words.syllabus}${chance.happens(0.3) ? ` - ${facts.shortname}` : ''}`
  return [
    make.forum({
      name: words.announcements,
      timemodified: soon,
      type: 'news',
      isTracked: false,
      discussions: words.announcementSubjects.slice(0, chance.between(2, 5)).map((subject, index) => ({
        subject,
        message: `<p>${subject}</p><p>${words.officeHours}</p>`,
        author: facts.teacher,
        created: putUpAt(input, index * 2),
        replies: 0,
        isPinned: index === 0 && facts.id % 2 === 0,
      })),
    }),
    make.forum({
      name: words.questionsForum,
      timemodified: soon,
      type: 'general',
      isTracked: facts.id % 2 === 0,
      discussions: listQuestions(input).map((subject, index) => ({
        subject,
        message: `<p>${subject}</p>`,
        author: { id: 900 + (index % 3), fullname: 'Maya Katz' },
        created: putUpAt(input, index * 3 + 1),
        replies: chance.between(0, 3),
        isPinned: false,
      })),
    }),
    make.label({
      name: words.welcome,
      timemodified: soon,
      html: `<h4>${words.welcome}</h4><p>${words.officeHours}</p><p><img src="@@PLUGINFILE@@/banner.png" alt=""> <a href="@@PLUGINFILE@@/timetable.pdf">${words.syllabus}</a></p>`,
      introFiles: [
        { filename: 'banner.png', filesize: 9000 },
        { filename: 'timetable.pdf', filesize: 18_000 },
      ],
    }),
    make.resource({
      name: syllabus,
      timemodified: soon,
      filename: `${words.syllabus}.pdf`,
      filesize: kilobytes(chance, 40, 200),
    }),
    make.resource({
      name: words.formulaSheet,
      timemodified: soon,
      filename: `${words.formulaSheet}.pdf`,
      filesize: kilobytes(chance, 20, 90),
    }),
    make.url({
      name: words.zoom,
      timemodified: soon,
      description: `<p>${words.officeHours}</p>`,
      externalurl: `https://example-univ.zoom.us/j/${chance.between(100_000_000, 999_999_999)}`,
    }),
    make.page({
      name: words.rules,
      timemodified: soon,
      html: `<h3>${words.syllabus}</h3><p>${words.officeHours}</p><p><a href="@@PLUGINFILE@@/rules.pdf">PDF</a></p>`,
      files: [{ filename: 'rules.pdf', filesize: 21_000 }],
    }),
  ]
}

/** One current course in eight has a busy forum: more discussions than a page of them. */
function listQuestions({ facts, chance }: MaterialsInput): string[] {
  const { questionSubjects } = teacherWords[facts.language]
  const count = chance.between(1, 3)
  if (facts.term !== 'current' || facts.id % 8 !== 0) return questionSubjects.slice(0, count)
  return Array.from(
    { length: 30 },
    (_, index) => `${questionSubjects[index % questionSubjects.length]} (${index + 1})`,
  )
}

function makeLectures(input: MaterialsInput): Item[] {
  const { facts, make, chance } = input
  const words = teacherWords[facts.language]
  return Array.from({ length: chance.between(7, 10) }, (_, index) => {
    const number = index + 1
    const topic = topicOf(facts, number)
    const extension = chance.pick(['pdf', 'pdf', 'pptx', 'docx'])
    return make.resource({
      name: words.lecture(number, topic, chance),
      ...(number === 1 ? { description: `<p>${topic}</p>` } : {}),
      timemodified: putUpAt(input, number),
      filename: chance.happens(0.5)
        ? `lecture${String(number).padStart(2, '0')}.${extension}`
        : `${topic}.${extension}`,
      filesize: kilobytes(chance, 30, 60),
    })
  })
}

function makeRecitations(input: MaterialsInput): Item[] {
  const { facts, make, chance } = input
  const words = teacherWords[facts.language]
  const count = chance.between(4, 6)
  const sheets = Array.from({ length: count }, (_, index) =>
    make.resource({
      name: words.recitation(index + 1, chance),
      timemodified: putUpAt(input, index + 1),
      filename: `tirgul_${index + 1}.${chance.pick(['pdf', 'docx'])}`,
      filesize: kilobytes(chance, 20, 60),
    }),
  )
  const solutions = make.folder({
    name: words.solutionsFolder,
    timemodified: putUpAt(input, count),
    files: [
      ...sheets.map((sheet, index) => ({
        filename: `${words.solution(sheet.name, index + 1)}.pdf`.replaceAll('/', '-'),
        filesize: kilobytes(chance, 20, 60),
      })),
      { filename: 'ex1.py', filepath: '/code/', filesize: chance.between(400, 2000) },
      { filename: 'ex2.c', filepath: '/code/lib/', filesize: chance.between(400, 2000) },
    ],
  })
  return [...sheets, solutions]
}

function makeExams(input: MaterialsInput): Item[] {
  const { facts, make, chance, now } = input
  const words = teacherWords[facts.language]
  const lastYear = new Date(facts.startdate * 1000).getUTCFullYear() - 1
  const soon = putUpAt(input, 2)
  const files = [0, 1, 2].map((back) => ({
    filename: `${words.exam(lastYear - back, 1)}.pdf`,
    filesize: kilobytes(chance, 40, 120),
  }))
  return [
    ...[1, 2].map((sitting) =>
      make.resource({
        name: words.exam(lastYear, sitting),
        timemodified: soon,
        filename: `exam_${lastYear}_${sitting}.pdf`,
        filesize: kilobytes(chance, 40, 120),
      }),
    ),
    make.folder({
      name: words.pastExams,
      timemodified: soon,
      description: `<p>${words.allExams}</p>`,
      files,
    }),
    make.resource({
      name: words.allExams,
      timemodified: soon,
      filename: 'exams.zip',
      filesize: kilobytes(chance, 30, 60),
    }),
    ...(facts.term === 'current'
      ? [
          make.resource({
            name: words.opensLater,
            timemodified: soon,
            filename: 'sample_solution.pdf',
            filesize: kilobytes(chance, 20, 60),
            availableFrom: now + 30 * 86_400,
          }),
        ]
      : []),
  ]
}

function makeRecordings(input: MaterialsInput): Item[] {
  const { facts, make, chance } = input
  const words = teacherWords[facts.language]
  const links = Array.from({ length: chance.between(3, 5) }, (_, index) => {
    const key = `${facts.id}-${index + 1}`
    const externalurl =
      index % 3 === 2
        ? `https://www.youtube.com/watch?v=spike${key}`
        : `https://example-univ.cloud.panopto.eu/Panopto/Pages/Viewer.aspx?id=${key}`
    return make.url({
      name: words.recording(index + 1, chance),
      timemodified: putUpAt(input, index + 1),
      externalurl,
    })
  })
  // A file of some megabytes, in one current course in four.
  if (facts.term !== 'current' || facts.id % 4 !== 1) return links
  const film = make.resource({
    name: words.recording(links.length + 1, chance),
    timemodified: putUpAt(input, 2),
    filename: 'recording.mp4',
    filesize: filmBytes,
  })
  return [...links, film]
}

function makeAdvanced(input: MaterialsInput): Item[] {
  const { facts, make, chance } = input
  if (facts.id % 4 !== 0) return []
  return [8, 9].map((number) =>
    make.resource({
      name: topicOf(facts, number),
      timemodified: putUpAt(input, 3),
      filename: `advanced${number}.pdf`,
      filesize: kilobytes(chance, 20, 60),
    }),
  )
}
