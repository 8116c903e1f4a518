import { z } from 'zod'
import { cleanHtml } from '../clean-html.ts'
import { cleanText } from '../clean-text.ts'
import type { ReadItem, ReadSection } from '../reading.ts'
import { addFiles, fileSchema, findLinkedFiles, mapFiles } from '../answers/files.ts'
import {
  flag,
  id,
  objectOrNothing,
  optionalId,
  setText,
  text,
  time,
  webAddress,
  wholeNumber,
} from '../answers/fields.ts'
import type { MapContext } from '../answers/map-context.ts'
import { dateSchema, mapDates, readCustomData } from './module-dates.ts'

const moduleSchema = z.object({
  id,
  instance: optionalId,
  modname: setText,
  name: text,
  url: webAddress,
  /** Only where the teacher shows it on the course page. */
  description: text,
  visible: flag.nullish(),
  uservisible: flag.nullish(),
  availabilityinfo: text,
  indent: wholeNumber.nullish(),
  /** 0 is not tracked, 1 by hand, 2 by rules. */
  completion: wholeNumber.nullish(),
  completiondata: objectOrNothing(z.object({ state: wholeNumber })),
  contents: z.array(fileSchema).nullish(),
  contentsinfo: objectOrNothing(z.object({ lastmodified: time })),
  dates: z.array(dateSchema).nullish(),
  /** JSON, and not of a known shape: every module type has its own. */
  customdata: z.unknown().optional(),
})
type Module = z.output<typeof moduleSchema>

const sectionSchema = z.object({
  id,
  section: wholeNumber.pipe(z.int32().nonnegative()),
  name: text,
  summary: text,
  visible: flag.nullish(),
  uservisible: flag.nullish(),
  /** `mod_subsection` (4.5) for a section that stands in a module of another one; `itemid` is that module's instance. */
  component: text,
  itemid: optionalId,
  modules: z.array(moduleSchema),
})
type Section = z.output<typeof sectionSchema>

/** Every course has a section 0: Moodle gives none of a course that this student may not see. */
export const contentsSchema = z.array(sectionSchema).min(1)

/** Completion states: 0 not yet, 1 complete, 2 passed, 3 failed, which Moodle does not count as progress. */
const isCompleted = (state: number) => state === 1 || state === 2

function mapCompletionMode(completion: Module['completion']): ReadItem['completionMode'] {
  if (completion === 1) return 'manual'
  return completion === 2 ? 'automatic' : null
}

function latest(times: readonly (Date | null)[]): Date | null {
  const known = times.filter((value) => value !== null)
  return known.length ? new Date(Math.max(...known.map((value) => value.getTime()))) : null
}

/** Deeper than any teacher moves one to the right. */
const maxIndent = 100

function mapModule(module: Module, context: MapContext): ReadItem {
  const contents = module.contents ?? []
  const state = module.completion ? module.completiondata?.state : undefined
  // An assignment's own list has these files with their sizes.
  const linked = module.modname === 'assign' ? [] : findLinkedFiles(module.description, context)
  return {
    detail: 'full',
    moodleId: module.id,
    instanceId: module.instance,
    modname: module.modname,
    name: cleanText(module.name, context.language),
    url: module.url,
    descriptionHtml: cleanHtml(module.description, context.language),
    visible: module.visible ?? true,
    accessible: module.uservisible ?? true,
    availabilityHtml: cleanHtml(module.availabilityinfo, context.language),
    indent: Math.min(Math.max(module.indent ?? 0, 0), maxIndent),
    completed: state === undefined ? null : isCompleted(state),
    completionMode: mapCompletionMode(module.completion),
    dates: mapDates(module.dates ?? [], module.customdata),
    modifiedAt: module.contentsinfo?.lastmodified ?? latest(contents.map((file) => file.timemodified)),
    files: addFiles(mapFiles(contents, context), linked),
  }
}

/** The section in which a subsection's module stands, by the subsection's own id. */
function findParents(sections: readonly Section[]): Map<number, number> {
  const subsections = new Map(
    sections.filter(({ component }) => component === 'mod_subsection').map((each) => [each.itemid, each.id]),
  )
  const parents = new Map<number, number>()
  for (const section of sections) {
    for (const { modname, instance, customdata } of section.modules) {
      if (modname !== 'subsection') continue
      const child = subsections.get(instance) ?? Number(readCustomData(customdata)['sectionid'])
      if (child !== section.id) parents.set(child, section.id)
    }
  }
  return parents
}

/** How much there is to be mapped. */
export function countContents(sections: z.output<typeof contentsSchema>) {
  const modules = sections.flatMap((section) => section.modules)
  const files = modules.reduce((count, { contents }) => count + (contents?.length ?? 0), 0)
  return { sections: sections.length, items: modules.length, files }
}

export function mapContents(sections: z.output<typeof contentsSchema>, context: MapContext): ReadSection[] {
  const parents = findParents(sections)
  return sections.map((section) => ({
    moodleId: section.id,
    number: section.section,
    name: cleanText(section.name, context.language),
    summaryHtml: cleanHtml(section.summary, context.language),
    visible: (section.visible ?? true) && (section.uservisible ?? true),
    parentMoodleId: parents.get(section.id) ?? null,
    detail: 'full',
    items: section.modules.map((module) => mapModule(module, context)),
  }))
}
