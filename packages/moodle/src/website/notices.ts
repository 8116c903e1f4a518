import type { ReadNotification } from '../reading.ts'
import { mapNotifications, notificationsSchema } from '../answers/notifications.ts'
import type { AjaxCall, AjaxOutcome } from './ajax-answer.ts'
import type { PageContext } from './page-context.ts'

const maxNotifications = 50

export function notificationsCall(moodleUserId: number): AjaxCall {
  return {
    function: 'message_popup_get_popup_notifications',
    args: { useridto: moodleUserId, newestfirst: true, limit: maxNotifications, offset: 0 },
    courseMoodleId: null,
  }
}

/** Null where the site does not let them be read, or answers with something else. */
export function readNotifications(
  outcome: AjaxOutcome<AjaxCall> | undefined,
  context: PageContext,
): ReadNotification[] | null {
  const parsed = outcome?.ok ? notificationsSchema.safeParse(outcome.data) : null
  return parsed?.success ? mapNotifications(parsed.data, context) : null
}
