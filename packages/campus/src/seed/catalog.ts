import { listTerms, nameHebrewYear } from './academic-calendar.ts'
import type { Term } from './academic-calendar.ts'
import type { CourseFacts, Language, Teacher } from './model.ts'
import { createChance } from './prng.ts'
import type { Chance } from './prng.ts'
import { subjects } from './subjects.ts'
import type { Subject } from './subjects.ts'

export type CatalogTerm = Term & { courses: CourseFacts[] }

const firstCourseId = 101
const coursesPerTerm = 24
const coursesPerSummer = 4
/** No two of a term's first courses stand in another term's first courses: 68 subjects, at most 8 taken a term. */
const subjectStep = 8

const teacherNames: Record<Language, readonly string[]> = {
  he: ['ד"ר כהן', "פרופ' יעל לוי", 'ד"ר אבי מזרחי', "פרופ' רות אדלר", "גב' שירה פרידמן"],
  en: ['Prof. Alan Turner', 'Dr. Dana Weiss', 'Prof. Miriam Gold'],
  ar: ['د. سامي خوري', 'د. ليلى حداد', 'بروفيسور نبيل منصور'],
}
const assistants: Record<Language, Teacher> = {
  he: { id: 61, fullname: 'עומר שגב' },
  en: { id: 62, fullname: 'Noa Green' },
  ar: { id: 63, fullname: 'رنا سعيد' },
}
const termNames: Record<Term['half'], string> = { A: "סמסטר א'", B: "סמסטר ב'", S: 'סמסטר קיץ' }

/** Every course the site has, by term, oldest first. Course ids follow that order. */
export function buildCatalog({ seed, now }: { seed: string; now: number }): CatalogTerm[] {
  const order = createChance(`${seed}/subjects`).shuffle(subjects)
  let nextId = firstCourseId
  return listTerms(now).map((term, termIndex) => {
    const count = term.half === 'S' ? coursesPerSummer : coursesPerTerm
    const courses = Array.from({ length: count }, (_, position) => {
      const subject = order[(termIndex * subjectStep + position) % order.length] as Subject
      const id = nextId
      nextId += 1
      return describeCourse({ id, position, subject, term, seed })
    })
    return { ...term, courses }
  })
}

function describeCourse(input: {
  id: number
  position: number
  subject: Subject
  term: Term
  seed: string
}): CourseFacts {
  const { id, position, subject, term } = input
  const chance = createChance(`${input.seed}/course/${id}`)
  const number = `03${chance.between(10, 99)}-${chance.between(1000, 9999)}-0${chance.between(1, 4)}`
  const code = `${term.year}${term.half}`
  const teachers = teacherNames[subject.language]
  const teacherIndex = chance.between(0, teachers.length - 1)
  const termName = `${termNames[term.half]} ${nameHebrewYear(term.year)}`
  return {
    id,
    shortname: `${number}-${code}`,
    fullname: nameCourse({ subject, number, termName, chance }),
    idnumber: `${number.replaceAll('-', '')}${code}`,
    summary: `<p>${subject.name.replaceAll('&', '&amp;')} - ${termName}. <a href="https://example.org/syllabus/${id}">סילבוס</a>.</p>`,
    category: { id: 4 + (term.year % 100) * 3 + 'ABS'.indexOf(term.half), name: termName },
    format: position % 3 === 1 ? 'weeks' : 'topics',
    language: subject.language,
    field: subject.field,
    term: term.when,
    startdate: term.startdate,
    enddate: term.enddate,
    // One gradebook of the current term is closed to students, so that everybody's sync meets one.
    showgrades: !(term.when === 'current' && position === 3),
    hidesFirstGrade: term.when === 'current' && position === 1,
    timemodified: term.startdate - 86_400 * chance.between(1, 20),
    teacher: { id: teacherId(subject.language, teacherIndex), fullname: teachers[teacherIndex] as string },
    assistant: id % 3 === 0 ? assistants[subject.language] : null,
    letters: id % 8 === 5 ? 'beside' : id % 8 === 6 ? 'instead' : null,
  }
}

function nameCourse(input: { subject: Subject; number: string; termName: string; chance: Chance }): string {
  const { subject, number, termName, chance } = input
  const draw = chance.next()
  // What a multilang filter that the web services do not run leaves behind.
  if (subject.english !== undefined && draw < 0.3) {
    return `{mlang ${subject.language}}${subject.name}{mlang}{mlang en}${subject.english}{mlang}`
  }
  if (draw < 0.45) return `${subject.name} (${number})`
  if (draw < 0.6 && subject.language === 'he') return `${subject.name} - ${termName}`
  return subject.name
}

const teacherId = (language: Language, index: number) =>
  20 + ['he', 'en', 'ar'].indexOf(language) * 10 + index
