import { describe, expect, it } from 'vitest'
import { errorFromErrorcode, errorFromStatus, parseRetryAfter } from './map-errors.ts'

describe('errorFromErrorcode', () => {
  it.each([
    ['invalidlogin', 'auth.invalid_credentials'],
    ['wsaccessusersuspended', 'auth.account_suspended'],
    ['forcepasswordchangenotice', 'auth.password_change_required'],
    ['sitepolicynotagreed', 'auth.site_setup_required'],
    ['invalidtoken', 'moodle.token_invalid'],
    ['sitemaintenance', 'moodle.maintenance'],
    ['ex_unabletolock', 'moodle.busy'],
    ['enablewsdescription', 'moodle.web_services_off'],
    ['nopermission', 'moodle.access_denied'],
    ['notingroup', 'moodle.course_unavailable'],
    ['nopermissiontoviewgrades', 'moodle.grades_not_shown'],
    ['somethingnew', 'moodle.call_failed'],
    ['constructor', 'moodle.call_failed'],
  ])('reads %s as %s', (errorcode, code) => {
    expect(errorFromErrorcode(errorcode)).toMatchObject({ code, detail: errorcode })
  })

  it('does not pass on an errorcode that is none', () => {
    expect(errorFromErrorcode('<b>\nforged log line').detail).toBe('odd_errorcode')
  })
})

describe('errorFromStatus', () => {
  const head = (status: number, changes = {}) => ({
    status,
    contentType: 'text/html',
    retryAfterMs: undefined,
    ...changes,
  })

  it.each([
    [head(429, { retryAfterMs: 5_000 }), '', 'moodle.rate_limited'],
    [head(503, { retryAfterMs: 5_000 }), '<html>', 'moodle.maintenance'],
    [head(503), '<html><title>Site under maintenance</title>', 'moodle.maintenance'],
    [head(503), '<html>upstream', 'moodle.unavailable'],
    [head(503, { contentType: 'text/plain', retryAfterMs: 5_000 }), 'busy', 'moodle.unavailable'],
    [head(500), '', 'moodle.unavailable'],
    [head(403), '', 'moodle.web_services_off'],
    [head(403), '<html>Blocked', 'moodle.unexpected_answer'],
    [head(404), '<html>', 'moodle.unexpected_answer'],
  ])('reads %j with body %j as %s', (given, text, code) => {
    const error = errorFromStatus(given, text)
    expect(error).toMatchObject({ code, retryAfterMs: given.retryAfterMs })
  })

  it('has nothing to say about 200', () => {
    expect(errorFromStatus(head(200), '<html>')).toBeNull()
  })
})

describe('parseRetryAfter', () => {
  const now = new Date('2026-11-22T10:00:00Z')

  it('takes a past date as now and nonsense as nothing', () => {
    expect(parseRetryAfter('Sun, 22 Nov 2026 09:00:00 GMT', now)).toBe(0)
    expect(parseRetryAfter('soon', now)).toBeUndefined()
    expect(parseRetryAfter(undefined, now)).toBeUndefined()
  })

  it.each([
    ['120', 120_000],
    ['Sun, 22 Nov 2026 10:02:00 GMT', 120_000],
    ['3601', 3_600_000],
    ['999999999', 3_600_000],
    ['9'.repeat(400), 3_600_000],
    ['Mon, 22 Nov 2027 10:00:00 GMT', 3_600_000],
  ])('waits an hour at most: %s is %d ms', (header, waitMs) => {
    expect(parseRetryAfter(header, now)).toBe(waitMs)
  })
})
