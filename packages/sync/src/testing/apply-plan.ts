import type { CoursePlan, CourseRows, Difference } from '@spike/store'

/** What the store makes of a plan, in memory. */
export function applyPlan(stored: CourseRows, plan: CoursePlan): CourseRows {
  const gone = new Set(plan.items.gone)
  const forums = apply(stored.forums, plan.forums, (row) => row.item_moodle_id)
  const readForums = new Set([...stored.readForums, ...plan.readForums])
  const refiled = new Set([
    ...plan.files.replacedItemMoodleIds,
    ...plan.files.write.map((file) => file.item_moodle_id),
  ])
  const grades = apply(stored.grades, plan.grades, (row) => row.moodle_id)
  const shown = new Set(grades.map((grade) => grade.moodle_id))
  return {
    sections: apply(stored.sections, plan.sections, (row) => row.moodle_id),
    items: apply(stored.items, plan.items, (row) => row.moodle_id),
    files: [
      ...stored.files.filter((file) => !gone.has(file.item_moodle_id) && !refiled.has(file.item_moodle_id)),
      ...plan.files.write,
    ],
    assignments: apply(stored.assignments, plan.assignments, (row) => row.item_moodle_id),
    quizzes: apply(stored.quizzes, plan.quizzes, (row) => row.item_moodle_id),
    forums,
    grades,
    goneGrades: [...stored.grades, ...stored.goneGrades]
      .filter((grade) => !shown.has(grade.moodle_id))
      .map(({ moodle_id, last_given }) => ({ moodle_id, last_given })),
    discussions: apply(stored.discussions, plan.discussions, (row) => row.moodle_id),
    readForums: forums.map((forum) => forum.item_moodle_id).filter((forum) => readForums.has(forum)),
  }
}

function apply<Row>(stored: readonly Row[], plan: Difference<Row>, key: (row: Row) => number): Row[] {
  const rows = new Map(stored.map((row) => [key(row), row]))
  for (const id of plan.gone) rows.delete(id)
  for (const row of plan.write) rows.set(key(row), row)
  return [...rows.values()]
}

/** In an order that says nothing, so that rows can be compared. */
export function sortRows(rows: CourseRows): CourseRows {
  const sorted = <Row>(list: readonly Row[], key: (row: Row) => string) =>
    list.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
  const byId = (row: { readonly moodle_id: number }) => String(row.moodle_id)
  const byItem = (row: { readonly item_moodle_id: number }) => String(row.item_moodle_id)
  return {
    sections: sorted(rows.sections, byId),
    items: sorted(rows.items, byId),
    files: sorted(rows.files, (row) => `${row.item_moodle_id} ${row.position}`),
    assignments: sorted(rows.assignments, byItem),
    quizzes: sorted(rows.quizzes, byItem),
    forums: sorted(rows.forums, byItem),
    grades: sorted(rows.grades, byId),
    goneGrades: sorted(rows.goneGrades, byId),
    discussions: sorted(rows.discussions, byId),
    readForums: sorted(rows.readForums, String),
  }
}
