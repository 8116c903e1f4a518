import { z } from 'zod'

/** The address by which a calendar elsewhere reads the student's deadlines: whoever knows it may read them. */
export const calendarFeedSchema = z.object({
  url: z.url(),
  /** The same for the calendar app of this device: opening it asks whether to subscribe. */
  webcalUrl: z.url(),
  createdAt: z.iso.datetime({ offset: true }),
})
export type CalendarFeed = z.infer<typeof calendarFeedSchema>
/** Null while there is none. */
export const calendarFeedAnswerSchema = z.object({ feed: calendarFeedSchema.nullable() })
