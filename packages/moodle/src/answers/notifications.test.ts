import { describe, expect, it } from 'vitest'
import { mapNotifications, notificationsSchema } from './notifications.ts'

const context = { language: 'he', siteUrl: 'https://m.example/sub' }
const at = (seconds: number) => new Date(seconds * 1000)

describe('notifications', () => {
  const notification = { id: 1, subject: 'S', text: '<p>x</p>', timecreated: 10 }
  const read = (...rows: object[]) =>
    mapNotifications(
      notificationsSchema.parse({ notifications: rows.map((row) => ({ ...notification, ...row })) }),
      context,
    )

  it('reads what Moodle told the student', () => {
    const contexturl = 'https://m.example/sub/mod/assign/view.php?id=3&sesskey=abc'
    expect(read({ subject: 'A &amp; B', contexturl, read: true, timeread: 20 })).toEqual([
      {
        moodleId: 1,
        subject: 'A & B',
        textHtml: '<p>x</p>',
        url: 'https://m.example/sub/mod/assign/view.php?id=3',
        createdAt: at(10),
        read: true,
      },
    ])
  })

  it('gives the newest first, whatever order they come in', () => {
    const rows = [
      { id: 1, timecreated: 10 },
      { id: 3, timecreated: 30 },
      { id: 2, timecreated: 30 },
    ]
    expect(read(...rows).map(({ moodleId }) => moodleId)).toEqual([3, 2, 1])
  })

  it('tells what was read by its time where Moodle does not say', () => {
    expect(read({ timeread: 20 }, { timeread: 0 }, { timeread: null }).map((row) => row.read)).toEqual([
      true,
      false,
      false,
    ])
  })

  it('falls back on the text of the mail, and leaves out what was deleted', () => {
    const [first, ...others] = read(
      { id: 2, text: null, fullmessagehtml: '<p>mail</p>', contexturl: null },
      { deleted: true },
    )
    expect(first).toMatchObject({ textHtml: '<p>mail</p>', url: null })
    expect(others).toEqual([])
  })
})
