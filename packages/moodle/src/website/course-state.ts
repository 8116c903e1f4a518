import { z } from 'zod'
import { cleanText } from '../clean-text.ts'
import { MoodleError } from '../errors.ts'
import type { ReadItem, ReadSection } from '../reading.ts'
import { parseData } from '../web-services/answer.ts'
import { flag, id, setText, text, wholeNumber } from '../web-services/fields.ts'
import type { PageContext } from './page-context.ts'

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
  return {
    detail: 'listed',
    moodleId: cm.id,
    instanceId: null,
    modname: cm.module,
    name: cleanText(cm.name, context.language),
    url: cm.url ? `${context.siteUrl}/mod/${cm.module}/view.php?id=${cm.id}` : null,
    descriptionHtml: null,
    visible: cm.visible ?? true,
    accessible: cm.uservisible ?? true,
    availabilityHtml: null,
    indent: cm.indent ?? 0,
    completed: typeof state === 'number' ? state === 1 || state === 2 : null,
    completionMode: null,
    dates: [],
    modifiedAt: null,
    files: [],
  }
}

/**
 * The structure of a course as its page keeps it in the browser (4.1 and later): every section, every item's name, type
 * and completion, nothing of what is written there. Throws where the answer names an item that is not in it.
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
