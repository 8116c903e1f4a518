import { gradesNotShown } from '../moodle-exception.ts'
import type { AssignItem, Course, QuizItem } from '../seed/model.ts'
import type { Grade } from '../seed/person-state.ts'
import { teacherWords } from '../seed/words.ts'
import { int } from './params.ts'
import { defineFunction, formatName, requireCourse } from './web-service-function.ts'
import type { CallContext, WebServiceFunction } from './web-service-function.ts'

type Graded = { item: AssignItem | QuizItem; grade: Grade | null }

function listGraded({ site, person }: CallContext, course: Course): Graded[] {
  return site.listItems(course).flatMap((item): Graded[] => {
    if (item.modname === 'assign') return [{ item, grade: site.readAssignState(person, course, item).grade }]
    if (item.modname === 'quiz') return [{ item, grade: site.readQuizGrade(person, item) }]
    return []
  })
}

/** Sum of the grades the student may see, and of their maxima; points add up, so a total may exceed 100. */
function sumGrades(
  context: CallContext,
  course: Course,
): { value: number; grademax: number; gradedAt: number } | null {
  const exam = context.site.readExamGrade(context.person, course)
  const seen = [
    ...listGraded(context, course).flatMap(({ item, grade }) =>
      grade === null ? [] : [{ grade, grademax: item.grademax }],
    ),
    ...(exam === null ? [] : [{ grade: exam, grademax: 100 }]),
  ].filter(({ grade }) => !grade.isHidden)
  if (seen.length === 0) return null
  return {
    value: seen.reduce((sum, { grade }) => sum + grade.value, 0),
    grademax: seen.reduce((sum, { grademax }) => sum + grademax, 0),
    gradedAt: Math.max(...seen.map(({ grade }) => grade.gradedAt)),
  }
}

const getGradeItems = defineFunction(
  { courseid: int(), userid: int(0), groupid: int(0) },
  (params, context) => {
    const { person } = context
    const course = requireCourse(context, params.courseid)
    const isOther = params.userid !== 0 && params.userid !== person.id
    if (!course.showgrades || isOther) throw gradesNotShown()
    return {
      usergrades: [
        {
          courseid: course.id,
          courseidnumber: course.idnumber,
          userid: person.id,
          userfullname: `${person.firstname} ${person.lastname}`,
          useridnumber: person.idnumber,
          maxdepth: 3,
          gradeitems: listGradeItems(context, course),
        },
      ],
      warnings: [],
    }
  },
)

function listGradeItems(context: CallContext, course: Course) {
  const graded = listGraded(context, course)
  const categoryid = course.id * 2
  const total = sumGrades(context, course)
  return [
    ...graded.map(({ item, grade }) => ({
      ...describeGradeItem({
        id: 100_000 + item.instance,
        itemname: formatName(item.name),
        categoryid,
        itemnumber: 0,
      }),
      itemtype: 'mod',
      itemmodule: item.modname as string | null,
      iteminstance: item.instance as number | null,
      idnumber: '' as string | null,
      cmid: item.cmid,
      ...describeValue(course, { grade, grademax: item.grademax }),
      ...(grade === null || graded.length === 0
        ? {}
        : { weightraw: 1 / graded.length, weightformatted: `${(100 / graded.length).toFixed(2)} %` }),
    })),
    {
      ...describeGradeItem({
        id: course.id * 10 + 1,
        itemname: formatName(teacherWords[course.language].finalExam),
        categoryid: categoryid + 1,
        itemnumber: 0,
      }),
      itemtype: 'manual',
      ...describeValue(course, { grade: context.site.readExamGrade(context.person, course), grademax: 100 }),
    },
    {
      ...describeGradeItem({ id: course.id * 10 + 2, itemname: null, categoryid: null, itemnumber: null }),
      itemtype: 'category',
      iteminstance: categoryid + 1,
      ...describeValue(course, { grade: null, grademax: 100 }),
    },
    {
      ...describeGradeItem({ id: course.id * 10, itemname: null, categoryid: null, itemnumber: null }),
      itemtype: 'course',
      iteminstance: categoryid,
      ...describeValue(course, {
        grade: total === null ? null : { ...total, feedback: '', isHidden: false },
        grademax: total?.grademax ?? 100,
      }),
    },
  ]
}

/** What says which grade it is, for one that belongs to no activity. */
function describeGradeItem(input: {
  id: number
  itemname: string | null
  categoryid: number | null
  itemnumber: number | null
}) {
  return {
    id: input.id,
    itemname: input.itemname,
    itemmodule: null,
    iteminstance: null,
    itemnumber: input.itemnumber,
    idnumber: null,
    categoryid: input.categoryid,
    outcomeid: null,
    scaleid: null,
    locked: null,
  }
}

/** Moodle's own letters, by the percentage they begin at. */
const letterBounds: [percent: number, letter: string][] = [
  [93, 'A'],
  [90, 'A-'],
  [87, 'B+'],
  [83, 'B'],
  [80, 'B-'],
  [77, 'C+'],
  [73, 'C'],
  [70, 'C-'],
  [67, 'D+'],
  [60, 'D'],
]
const nameLetter = (share: number): string =>
  letterBounds.find(([percent]) => share * 100 >= percent)?.[1] ?? 'F'

/** A grade as the student sees it: a hidden one is there, dated, but without value and feedback. */
function describeValue(course: Course, { grade, grademax }: { grade: Grade | null; grademax: number }) {
  const shown = grade === null || grade.isHidden ? null : grade
  const letter = shown === null ? '-' : nameLetter(shown.value / grademax)
  return {
    graderaw: shown?.value ?? null,
    gradedatesubmitted: grade?.gradedAt ?? null,
    gradedategraded: grade?.gradedAt ?? null,
    gradehiddenbydate: false,
    gradeneedsupdate: false,
    gradeishidden: grade?.isHidden ?? false,
    gradeislocked: null,
    gradeisoverridden: null,
    gradeformatted: shown === null ? '-' : course.letters === 'instead' ? letter : shown.value.toFixed(2),
    ...(course.letters === 'beside' ? { lettergradeformatted: letter } : {}),
    grademin: 0,
    grademax,
    rangeformatted: `0&ndash;${grademax}`,
    percentageformatted: shown === null ? '-' : `${((shown.value / grademax) * 100).toFixed(2)} %`,
    feedback: shown?.feedback ?? '',
    feedbackformat: shown === null ? 2 : 1,
  }
}

const getOverview = defineFunction({ userid: int(0) }, ({ userid }, context) => {
  const { site, person } = context
  if (userid !== 0 && userid !== person.id) throw gradesNotShown()
  const grades = site
    .listCourses(person)
    .filter((course) => course.showgrades)
    .map((course) => {
      const total = sumGrades(context, course)
      return {
        courseid: course.id,
        grade: total === null ? '-' : total.value.toFixed(2),
        rawgrade: total === null ? null : total.value.toFixed(5),
      }
    })
  return { grades, warnings: [] }
})

export const gradeFunctions: Record<string, WebServiceFunction> = {
  gradereport_user_get_grade_items: getGradeItems,
  gradereport_overview_get_course_grades: getOverview,
}
