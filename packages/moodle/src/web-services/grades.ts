import { z } from 'zod'
import { cleanHtml } from '../clean-html.ts'
import { cleanText } from '../clean-text.ts'
import type { ReadGrade } from '../reading.ts'
import { decimal, flag, id, text, time } from './fields.ts'
import type { MapContext } from './map-context.ts'

const gradeItemSchema = z.looseObject({
  id,
  cmid: id.nullish(),
  itemname: text,
  itemtype: z.string(),
  graderaw: decimal.nullish(),
  gradeformatted: text,
  grademin: decimal.nullish(),
  grademax: decimal.nullish(),
  weightraw: decimal.nullish(),
  gradeishidden: flag.nullish(),
  gradehiddenbydate: flag.nullish(),
  gradedategraded: time,
  feedback: text,
})

export const gradeItemsSchema = z.looseObject({
  usergrades: z.array(z.looseObject({ gradeitems: z.array(gradeItemSchema) })),
})

function mapKind(itemtype: string): ReadGrade['kind'] {
  return itemtype === 'course' || itemtype === 'category' ? itemtype : 'item'
}

/** Moodle writes a dash where there is no grade. */
function mapGradeText(formatted: string, language: string): string | null {
  const shown = cleanText(formatted, language)
  return shown === '' || shown === '-' ? null : shown
}

function mapPercent(share: number | null | undefined): number | null {
  return typeof share === 'number' ? Math.round(share * 10_000_000) / 100_000 : null
}

/** A course's total and its categories come without a name. */
export function mapGrades(answer: z.output<typeof gradeItemsSchema>, context: MapContext): ReadGrade[] {
  const items = answer.usergrades[0]?.gradeitems ?? []
  return items.map((item, position) => {
    const hidden = (item.gradeishidden ?? false) || (item.gradehiddenbydate ?? false)
    return {
      moodleId: item.id,
      itemMoodleId: item.cmid ?? null,
      name: cleanText(item.itemname, context.language),
      kind: mapKind(item.itemtype),
      grade: hidden ? null : (item.graderaw ?? null),
      gradeText: hidden ? null : mapGradeText(item.gradeformatted, context.language),
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
