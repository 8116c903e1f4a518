import { z } from 'zod'
import { cleanHtml } from '../clean-html.ts'
import { cleanText } from '../clean-text.ts'
import type { ReadNotification } from '../reading.ts'
import { flag, id, setTime, text, time, webAddress } from './fields.ts'
import type { MapContext } from './map-context.ts'

/** message_popup_get_popup_notifications */
export const notificationsSchema = z.object({
  notifications: z.array(
    z.object({
      id,
      subject: text,
      /** The message as its page shows it; `fullmessagehtml` is what the mail said. */
      text,
      fullmessagehtml: text,
      contexturl: webAddress,
      timecreated: setTime,
      timeread: time,
      read: flag.nullish(),
      deleted: flag.nullish(),
    }),
  ),
})

/** So many are asked for at most; a site may give more all the same. */
const maxNotifications = 100

/** The newest first. */
export function mapNotifications(
  answer: z.output<typeof notificationsSchema>,
  context: MapContext,
): ReadNotification[] {
  return answer.notifications
    .slice(0, maxNotifications)
    .filter(({ deleted }) => !deleted)
    .map((notification) => ({
      moodleId: notification.id,
      subject: cleanText(notification.subject, context.language),
      textHtml: cleanHtml(notification.text || notification.fullmessagehtml, context.language),
      url: notification.contexturl,
      createdAt: notification.timecreated,
      read: notification.read ?? notification.timeread !== null,
    }))
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || b.moodleId - a.moodleId)
}
