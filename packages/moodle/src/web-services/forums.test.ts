import { describe, expect, it } from 'vitest'
import { discussionsSchema, mapDiscussions } from './discussions.ts'
import { forumsSchema, mapForums } from './forums.ts'

const context = { language: 'he', siteUrl: 'https://m.example/sub' }
const at = (seconds: number) => new Date(seconds * 1000)

describe('forums', () => {
  const read = (changes: object) => {
    const forum = { id: 1, cmid: 2, course: 9, name: 'F', ...changes }
    return mapForums(forumsSchema.parse([forum]), context).get(9)?.[0]
  }

  it('counts unread posts only where Moodle tracks them', () => {
    expect(read({ istracked: true, unreadpostscount: 3 })).toMatchObject({ unreadCount: 3 })
    expect(read({ istracked: 1, unreadpostscount: 0 })).toMatchObject({ unreadCount: 0 })
    expect(read({ istracked: false, unreadpostscount: 0 })).toMatchObject({ unreadCount: null })
    expect(read({})).toMatchObject({ unreadCount: null })
  })

  it('knows nothing yet of the discussions in it', () => {
    expect(read({ type: 'news', numdiscussions: 2, intro: '<p>x</p>' })).toMatchObject({
      type: 'news',
      discussionCount: 2,
      descriptionHtml: '<p>x</p>',
      discussions: null,
    })
    expect(read({})).toMatchObject({ type: null, discussionCount: null, descriptionHtml: null })
  })
})

describe('discussions', () => {
  const discussion = {
    id: 354,
    discussion: 274,
    name: 'N &amp; M',
    message: '',
    created: 5,
    modified: 7,
    timemodified: 900,
    userfullname: '',
    numreplies: 4,
    numunread: 2,
    pinned: true,
  }
  const read = (changes: object, isTracked?: boolean) =>
    mapDiscussions(
      discussionsSchema.parse({ discussions: [{ ...discussion, ...changes }] }),
      context,
      isTracked,
    )[0]

  it("takes the discussion's id, not its first post's, and the time of the post, not of the last reply", () => {
    expect(read({})).toEqual({
      moodleId: 274,
      title: 'N & M',
      authorName: null,
      messageHtml: '',
      postedAt: at(5),
      modifiedAt: at(7),
      replyCount: 4,
      unreadCount: 2,
      pinned: true,
      url: 'https://m.example/sub/mod/forum/discuss.php?d=274',
    })
  })

  it('does without what old sites leave out', () => {
    expect(read({ modified: null, timemodified: null, numreplies: null, pinned: null })).toMatchObject({
      modifiedAt: at(5),
      replyCount: 0,
      pinned: false,
    })
  })

  it('does not take the 0 of a forum that is not tracked for everything read', () => {
    expect(read({ numunread: 0 }, false)).toMatchObject({ unreadCount: null })
    expect(read({ numunread: 0 }, true)).toMatchObject({ unreadCount: 0 })
  })
})
