import { z } from 'zod'
import { cleanHtml } from '../clean-html.ts'
import { cleanText } from '../clean-text.ts'
import type { ReadItem, ReadSection } from '../reading.ts'
import { fileSchema, mapFiles } from './files.ts'
import { flag, id, objectOrNothing, setText, text, time, webAddress, wholeNumber } from './fields.ts'
import type { MapContext } from './map-context.ts'

const moduleSchema = z.looseObject({
  id,
  instance: wholeNumber.nullish(),
  modname: setText,
  name: text,
  url: webAddress,
  description: text,
  visible: flag.nullish(),
  uservisible: flag.nullish(),
  availabilityinfo: text,
  indent: wholeNumber.nullish(),
  completion: wholeNumber.nullish(),
  completiondata: objectOrNothing(z.looseObject({ state: wholeNumber })),
  contents: z.array(fileSchema).nullish(),
  contentsinfo: objectOrNothing(z.looseObject({ lastmodified: time })),
})

/** A 4.5 subsection is a section of its own here, as it is in Moodle's answer. */
export const contentsSchema = z.array(
  z.looseObject({
    id,
    section: wholeNumber,
    name: text,
    summary: text,
    visible: flag.nullish(),
    uservisible: flag.nullish(),
    modules: z.array(moduleSchema),
  }),
)

/** Completion states: 0 not yet, 1 complete, 2 passed, 3 failed, which Moodle does not count as progress. */
const isCompleted = (state: number) => state === 1 || state === 2

function latest(times: readonly (Date | null)[]): Date | null {
  const known = times.filter((value) => value !== null)
  return known.length ? new Date(Math.max(...known.map((value) => value.getTime()))) : null
}

function mapModule(module: z.output<typeof moduleSchema>, context: MapContext): ReadItem {
  const contents = module.contents ?? []
  const state = module.completion ? module.completiondata?.state : undefined
  return {
    moodleId: module.id,
    instanceId: module.instance || null,
    modname: module.modname,
    name: cleanText(module.name, context.language),
    url: module.url,
    descriptionHtml: cleanHtml(module.description, context.language),
    visible: module.visible ?? true,
    accessible: module.uservisible ?? true,
    availabilityHtml: cleanHtml(module.availabilityinfo, context.language),
    indent: module.indent ?? 0,
    completed: state === undefined ? null : isCompleted(state),
    modifiedAt: module.contentsinfo?.lastmodified ?? latest(contents.map((file) => file.timemodified)),
    files: mapFiles(contents, context),
  }
}

export function mapContents(sections: z.output<typeof contentsSchema>, context: MapContext): ReadSection[] {
  return sections.map((section) => ({
    moodleId: section.id,
    number: section.section,
    name: cleanText(section.name, context.language),
    summaryHtml: cleanHtml(section.summary, context.language),
    visible: (section.visible ?? true) && (section.uservisible ?? true),
    items: section.modules.map((module) => mapModule(module, context)),
  }))
}
