import type { CourseContent, CourseSummary, ReadGrade, ReadSection } from '@spike/moodle'

/** What is compared of each kind of row, by the id of Moodle's that both transports tell. */

const toMinute = (date: Date | null) => date && Math.floor(date.getTime() / 60_000)

export const byCourse = (courses: readonly CourseSummary[]) =>
  new Map(
    courses.map((course) => [
      `${course.moodleId}`,
      [
        course.fullName,
        course.shortName,
        course.idNumber,
        course.startsAt,
        course.endsAt,
        course.visible,
        course.hiddenByStudent,
        course.favourite,
      ],
    ]),
  )

export const itemsOf = (sections: readonly ReadSection[]) =>
  new Map(
    sections.flatMap((section) =>
      section.items.map((item) => [
        `${item.moodleId}`,
        [
          section.moodleId,
          item.modname,
          item.name,
          item.visible,
          item.accessible,
          item.accessible && item.completed,
        ],
      ]),
    ),
  )

export const sectionsOf = (sections: readonly ReadSection[]) =>
  new Map(
    sections.map((section) => [
      `${section.moodleId}`,
      [section.number, section.name, section.visible, section.parentMoodleId],
    ]),
  )

export const duesOf = (assignments: CourseContent['assignments']) =>
  new Map(assignments.map(({ itemMoodleId, name, dueAt }) => [`${itemMoodleId}`, [name, toMinute(dueAt)]]))

export const windowsOf = (quizzes: CourseContent['quizzes']) =>
  new Map(
    quizzes.map(({ itemMoodleId, name, opensAt, closesAt }) => [
      `${itemMoodleId}`,
      [name, toMinute(opensAt), toMinute(closesAt)],
    ]),
  )

export const gradesOf = (grades: readonly ReadGrade[]) =>
  new Map(
    grades.map((grade) => [
      `${grade.moodleId}`,
      [
        grade.itemMoodleId,
        grade.kind,
        grade.name,
        grade.grade?.toFixed(2),
        grade.gradeText,
        grade.min,
        grade.max,
        grade.weightPercent?.toFixed(2),
        grade.feedbackHtml,
      ],
    ]),
  )
