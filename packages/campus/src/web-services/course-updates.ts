import type { Item } from '../seed/model.ts'
import { int, list, text } from './params.ts'
import { listItemFiles, submissionId } from './stored-files.ts'
import { defineFunction, requireCourse } from './web-service-function.ts'
import type { CallContext, WebServiceFunction } from './web-service-function.ts'

type Update = { name: string; timeupdated?: number; itemids?: number[] }

/** Says what was changed or added since; what was removed it does not know, and neither does Moodle. */
const getUpdatesSince = defineFunction(
  { courseid: int(), since: int(), filter: list(text()) },
  ({ courseid, since }, context) => {
    const items = context.site.listItems(requireCourse(context, courseid))
    return {
      instances: items.flatMap((item) => {
        const updates = item.modname === 'subsection' ? [] : listUpdates(context, item, since)
        return updates.length === 0 ? [] : [{ contextlevel: 'module', id: item.cmid, updates }]
      }),
      warnings: items
        .filter((item) => item.modname === 'subsection')
        .map((item) => ({
          item: 'module',
          itemid: item.cmid,
          warningcode: 'missingcallback',
          message: 'This module does not implement the check_updates_since callback: module',
        })),
    }
  },
)

function listUpdates({ site, person }: CallContext, item: Item, since: number): Update[] {
  const updates: Update[] = []
  if (item.timemodified > since) updates.push({ name: 'configuration', timeupdated: item.timemodified })
  if (listItemFiles(item).some((file) => file.timemodified > since)) {
    updates.push({
      name: item.modname === 'assign' ? 'introattachmentfiles' : 'contentfiles',
      itemids: [item.contextid],
    })
  }
  if (item.modname === 'forum') {
    const fresh = item.discussions.filter((discussion) => discussion.created > since)
    if (fresh.length > 0)
      updates.push({ name: 'discussions', itemids: fresh.map((discussion) => discussion.id) })
  }
  if (item.modname === 'assign') {
    const found = site.findItem(person, item.cmid)
    const state = found === undefined ? undefined : site.readAssignState(person, found.course, item)
    if ((state?.submittedAt ?? 0) > since)
      updates.push({ name: 'submissions', itemids: [submissionId(person, item)] })
    if ((state?.grade?.gradedAt ?? 0) > since)
      updates.push({ name: 'grades', itemids: [100_000 + item.instance] })
  }
  if (item.modname === 'quiz' && (site.readQuizGrade(person, item)?.gradedAt ?? 0) > since) {
    updates.push({ name: 'gradeitems', itemids: [100_000 + item.instance] })
  }
  return updates
}

export const courseUpdateFunctions: Record<string, WebServiceFunction> = {
  core_course_get_updates_since: getUpdatesSince,
}
