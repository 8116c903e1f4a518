import { z } from 'zod'
import { cleanText } from '../clean-text.ts'
import { MoodleError } from '../errors.ts'
import type { ReadItem, ReadSection } from '../reading.ts'
import { parseData } from '../answers/answer.ts'
import { flag, id, setText, text, wholeNumber } from '../answers/fields.ts'
import type { PageContext } from './page-context.ts'
import { plainItem } from './parse-course-item.ts'
import { listedFile } from './resource-file.ts'

export const stateFunction = 'core_courseformat_get_state'

const cmSchema = z.looseObject({
  id,
  name: text,
  /** `modname` beside it is translated. */
  module: setText.pipe(z.string().regex(/^\w+$/)),
  visible: flag.nullish(),
  uservisible: flag.nullish(),
  indent: wholeNumber.nullish(),
  url: text,
  /** 0 not yet, 1 complete, 2 passed, 3 failed; left out where it is not tracked. */
  completionstate: wholeNumber.nullish(),
})

const stateSchema = z.looseObject({
  section: z
    .array(
      z.looseObject({
        id,
        section: wholeNumber,
        title: text,
        visible: flag.nullish(),
        cmlist: z.array(id),
        sectionurl: text,
        parentsectionid: id.nullish(),
      }),
    )
    .min(1),
  cm: z.array(cmSchema),
})

function mapItem(cm: z.output<typeof cmSchema>, context: PageContext): ReadItem {
  const { completionstate: state } = cm
  const item = plainItem({ moodleId: cm.id, modname: cm.module, siteUrl: context.siteUrl })
  const name = cleanText(cm.name, context.language)
  const url = cm.url ? item.url : null
  const accessible = cm.uservisible ?? true
  return {
    ...item,
    detail: 'listed',
    name,
    url,
    visible: cm.visible ?? true,
    accessible,
    indent: cm.indent ?? 0,
    completed: typeof state === 'number' ? state === 1 || state === 2 : null,
    files: cm.module === 'resource' && url && accessible ? [listedFile({ name, url })] : [],
  }
}

/**
 * The structure of a course as its page keeps it in the browser (4.1 and later): every section, every item's name, type
 * and completion, where a file module's file is, nothing of what is written there. Throws where the answer names an item
 * that is not in it.
 */
export function mapCourseState(data: unknown, context: PageContext): ReadSection[] {
  const unexpected = (detail: string) =>
    new MoodleError('moodle.unexpected_answer', { detail, functionName: stateFunction })
  let parsed: unknown
  try {
    parsed = typeof data === 'string' ? JSON.parse(data) : data
  } catch {
    throw unexpected('not_json')
  }
  const state = parseData(stateSchema, parsed, stateFunction)
  const items = new Map(state.cm.map((cm) => [cm.id, mapItem(cm, context)]))
  return state.section.map((section) => ({
    moodleId: section.id,
    number: section.section,
    name: cleanText(section.title, context.language),
    summaryHtml: null,
    visible: section.visible ?? true,
    parentMoodleId: section.parentsectionid ?? null,
    detail: 'listed',
    items: section.cmlist.map((itemId) => {
      const item = items.get(itemId)
      if (!item) throw unexpected('missing_cm')
      return item
    }),
  }))
}
