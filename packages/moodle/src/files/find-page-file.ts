import { z } from 'zod'
import { MoodleError } from '../errors.ts'
import type { Credential, FileRequest } from '../site.ts'
import { parseData, readAnswer } from '../answers/answer.ts'
import { type Call, buildSingleForm } from '../web-services/calls.ts'
import type { MoodleDeps } from '../deps.ts'
import { contentsSchema } from '../web-services/contents.ts'
import { id } from '../answers/fields.ts'
import type { PageAddress } from './page-address.ts'

const moduleSchema = z.looseObject({ cm: z.looseObject({ course: id }) })

/**
 * The address of the file that a page of the website shows. No token opens the page: it was stored by an earlier sign-in,
 * and the web services tell the file. Rejects with `moodle.call_failed` where there is none.
 */
export async function findPageFile(
  deps: MoodleDeps,
  { token }: Extract<Credential, { kind: 'token' }>,
  page: PageAddress,
  request: FileRequest,
): Promise<string> {
  async function ask<T extends z.ZodType>(name: string, args: Call['args'], schema: T): Promise<z.output<T>> {
    const answer = await deps.http.post({
      site: request.site,
      path: '/webservice/rest/server.php',
      form: buildSingleForm(token, { function: name, args, courseMoodleId: null }),
      signal: request.signal,
      timeoutMs: request.timeoutMs,
    })
    const read = readAnswer(answer, answer.text, name)
    if (!read.ok) throw read.error
    return parseData(schema, read.data, name)
  }

  const { itemMoodleId, modname, chapterId } = page
  const { cm } = await ask('core_course_get_course_module', { cmid: itemMoodleId }, moduleSchema)
  const options = { 0: { name: 'cmid', value: itemMoodleId } }
  const sections = await ask('core_course_get_contents', { courseid: cm.course, options }, contentsSchema)
  const modules = sections.flatMap((section) => section.modules)
  const module = modules.find((each) => each.id === itemMoodleId && each.modname === modname)
  const files = (module?.contents ?? []).filter(({ type }) => type === 'file')
  const texts = files.filter(({ filename }) => filename === 'index.html')
  const file =
    modname === 'resource'
      ? files[0]
      : texts.find(({ filepath }) => chapterId === null || filepath === `/${chapterId}/`)
  if (!file) throw new MoodleError('moodle.call_failed', { detail: 'filenotfound' })
  return file.fileurl
}
