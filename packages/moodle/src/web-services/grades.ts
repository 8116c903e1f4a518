import { z } from 'zod'
import { cleanHtml } from '../clean-html.ts'
import { cleanText } from '../clean-text.ts'
import type { ReadGrade } from '../reading.ts'
import { decimal, flag, id, optionalId, text, time } from '../answers/fields.ts'
import type { MapContext } from '../answers/map-context.ts'

const gradeItemSchema = z.object({
  id,
  cmid: optionalId,
  itemname: text,
  itemtype: z.string(),
  graderaw: decimal.nullish(),
  gradeformatted: text,
  /** Only where letters have a column of their own. */
  lettergradeformatted: text,
  /** Of a grade that is a word of a scale. */
  scaleid: optionalId,
  grademin: decimal.nullish(),
  grademax: decimal.nullish(),
  weightraw: decimal.nullish(),
  gradeishidden: flag.nullish(),
  gradehiddenbydate: flag.nullish(),
  gradedategraded: time,
  feedback: text,
})

export const gradeItemsSchema = z.object({
  usergrades: z.array(z.object({ gradeitems: z.array(gradeItemSchema) })),
})

function mapKind(itemtype: string): ReadGrade['kind'] {
  return itemtype === 'course' || itemtype === 'category' ? itemtype : 'item'
}

/** Moodle writes a dash where there is no grade. */
function mapGradeText(formatted: string, language: string): string | null {
  const shown = cleanText(formatted, language)
  return shown === '' || shown === '-' ? null : shown
}

/** `B+`, or `85.00 (B+)`: the gradebook may show letters in the grade's own place. */
function findLetter(gradeText: string | null): string | null {
  return /^(?:-?[\d.,]+\s*\()?([^\d()%]{1,20})\)?$/.exec(gradeText ?? '')?.[1] ?? null
}

function mapPercent(share: number | null | undefined): number | null {
  const percent = Math.round((share ?? NaN) * 10_000_000) / 100_000
  return Number.isFinite(percent) ? percent : null
}

/**
 * A course's total and its categories come without a name. Null where Moodle answers for nobody (with a warning): that
 * is not a course without grades.
 */
export function mapGrades(
  answer: z.output<typeof gradeItemsSchema>,
  context: MapContext,
): ReadGrade[] | null {
  const [own] = answer.usergrades
  if (!own) return null
  return own.gradeitems.map((item, position) => {
    const hidden = (item.gradeishidden ?? false) || (item.gradehiddenbydate ?? false)
    const gradeText = hidden ? null : mapGradeText(item.gradeformatted, context.language)
    const letter = hidden ? null : mapGradeText(item.lettergradeformatted, context.language)
    return {
      moodleId: item.id,
      itemMoodleId: item.cmid,
      name: cleanText(item.itemname, context.language),
      kind: mapKind(item.itemtype),
      grade: hidden ? null : (item.graderaw ?? null),
      gradeText,
      letter: letter ?? (item.scaleid === null ? findLetter(gradeText) : null),
      min: item.grademin ?? null,
      max: item.grademax ?? null,
      weightPercent: mapPercent(item.weightraw),
      hidden,
      feedbackHtml: hidden ? null : cleanHtml(item.feedback, context.language),
      gradedAt: hidden ? null : item.gradedategraded,
      position,
    }
  })
}
