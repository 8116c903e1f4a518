import { expect, test } from 'vitest'
import { RunClock } from './run-clock.ts'

function clockAt() {
  let now = 0
  return { clock: new RunClock(() => now), pass: (ms: number) => (now += ms) }
}

test('time passes while the run works', () => {
  const { clock, pass } = clockAt()
  pass(250)
  expect(clock.activeMs).toBe(250)
})

test('waiting for the gate does not count', () => {
  const { clock, pass } = clockAt()
  pass(10)
  clock.requestWaits()
  pass(1000)
  clock.requestStarts()
  pass(5)
  clock.requestEnds()
  pass(1)
  expect(clock.activeMs).toBe(16)
})

test('waiting counts while another request of the run is in flight', () => {
  const { clock, pass } = clockAt()
  clock.requestWaits()
  clock.requestStarts()
  clock.requestWaits()
  pass(30)
  clock.requestEnds()
  pass(70)
  clock.requestGivesUp()
  expect(clock.activeMs).toBe(30)
})
