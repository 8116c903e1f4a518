import { expect, test } from 'vitest'
import { createSessions } from './sessions.ts'

test('work of one session waits for what it has in hand, that of another does not', async () => {
  const sessions = createSessions()
  const [mine, other] = [sessions.begin(), sessions.begin()]
  const first = Promise.withResolvers<void>()
  const done: string[] = []
  const work =
    (name: string, until = Promise.resolve()) =>
    async () => {
      done.push(`${name} begins`)
      await until
      done.push(`${name} ends`)
    }
  const all = [
    sessions.runAlone(mine.id, work('first', first.promise)),
    sessions.runAlone(mine.id, work('second')),
    sessions.runAlone(other.id, work('other')),
  ]
  await all[2]
  expect(done).toEqual(['first begins', 'other begins', 'other ends'])
  first.resolve()
  await Promise.all(all)
  expect(done.slice(3)).toEqual(['first ends', 'second begins', 'second ends'])
})

test('work that fails lets the next one begin', async () => {
  const sessions = createSessions()
  const { id } = sessions.begin()
  const failing = sessions.runAlone(id, async () => {
    throw new RangeError('no')
  })
  const next = sessions.runAlone(id, async () => 'done')
  await expect(failing).rejects.toThrow(RangeError)
  expect(await next).toBe('done')
})
