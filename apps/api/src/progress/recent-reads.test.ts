import type { SyncJobView } from '@spike/store'
import { beforeEach, expect, test } from 'vitest'
import { createRecentReads, type RecentReads } from './recent-reads.ts'

const viewAt = (rev: number, changes: Partial<SyncJobView> = {}) =>
  ({ job: { id: 'job', rev, status: 'analyzing_content' }, queuePosition: null, ...changes }) as SyncJobView

let nowMs = 0
let reads: RecentReads
beforeEach(() => {
  nowMs = 0
  reads = createRecentReads({ now: () => nowMs })
})

test('what a session has just read is known, for a moment', () => {
  reads.remember('mine', viewAt(5))
  expect(reads.find('mine', 'job')).toMatchObject({ rev: 5, ended: false })
  nowMs = 3_000
  expect(reads.find('mine', 'job')).toBeNull()
})

test('another session knows nothing of it', () => {
  reads.remember('mine', viewAt(5))
  expect(reads.find('theirs', 'job')).toBeNull()
})

test('a change is noticed at once', () => {
  reads.remember('mine', viewAt(5))
  reads.tell('job', 6)
  expect(reads.find('mine', 'job')).toBeNull()
})

test('an old notification changes nothing', () => {
  reads.remember('mine', viewAt(5))
  reads.tell('job', 5)
  expect(reads.find('mine', 'job')).not.toBeNull()
})

test('a read that began before a change that was told is not believed', () => {
  reads.tell('job', 6)
  reads.remember('mine', viewAt(5))
  expect(reads.find('mine', 'job')).toBeNull()
})

test('a job in the queue is read every time', () => {
  reads.remember('mine', viewAt(1, { queuePosition: 3 }))
  expect(reads.find('mine', 'job')).toBeNull()
})
