import { describe, expect, it } from 'vitest'
import { decideRoute, endsSession, storedKey, type Route } from './decide-route.ts'

const origin = 'https://spike.example'
const routeOf = (path: string, { method = 'GET', mode = 'cors' } = {}) =>
  decideRoute({ method, mode, url: new URL(path, origin).href }, origin)

describe('the service worker', () => {
  it.each<[string, Route]>([
    ['/api/auth/me', 'data'],
    ['/api/courses', 'data'],
    ['/api/courses/12', 'data'],
    ['/api/deadlines?includeDone=true', 'data'],
    ['/api/grades', 'data'],
    ['/api/calendar?from=2026-11-01', 'data'],
    ['/api/changes?unread=true', 'data'],
    ['/api/institutions', 'network'],
    ['/api/sync-status/active', 'network'],
    ['/api/sync-status/7b1f6f0a', 'network'],
    ['/api/files/3', 'network'],
    ['/api/account/export?format=json', 'network'],
    ['/api/account/calendar-feed', 'network'],
    ['/api/account/devices', 'network'],
    ['/api/calendar/secret.ics', 'network'],
    ['/api/search?q=x', 'network'],
    ['/api/push', 'network'],
    ['/api/admin/jobs', 'network'],
    ['/assets/entrance-x.js', 'asset'],
    ['/spike.svg', 'network'],
    ['https://other.example/api/courses', 'network'],
    ['https://other.example/assets/x.js', 'network'],
  ])('asked for %s takes the way of %s', (path, route) => {
    expect(routeOf(path)).toBe(route)
  })

  it.each<[string, Route]>([
    ['/', 'page'],
    ['/courses/12?view=kinds', 'page'],
    ['/admin', 'network'],
    ['/admin/jobs', 'network'],
    ['/administration', 'page'],
    ['/api/docs', 'network'],
    ['/api/files/3', 'network'],
    ['/robots.txt', 'network'],
  ])('led to %s takes the way of %s', (path, route) => {
    expect(routeOf(path, { mode: 'navigate' })).toBe(route)
  })

  it('leaves alone whatever changes something', () => {
    expect(routeOf('/api/courses', { method: 'POST' })).toBe('network')
    expect(routeOf('/api/changes/read', { method: 'POST' })).toBe('network')
  })

  it.each([
    ['POST', '/api/auth/login', true],
    ['POST', '/api/auth/launch/finish', true],
    ['POST', '/api/auth/logout', true],
    ['DELETE', '/api/account', true],
    ['PATCH', '/api/account', false],
    ['POST', '/api/auth/launch', false],
    ['GET', '/api/auth/me', false],
  ])('%s %s may end the session: %s', (method, path, ends) => {
    expect(endsSession({ method, url: origin + path })).toBe(ends)
  })
})

describe('the name of a stored answer', () => {
  it('does not hang on the moment from which deadlines are asked for, but on everything else', () => {
    const named = (path: string) => storedKey(origin + path)
    expect(named('/api/deadlines?includeDone=true&from=2026-11-01')).toBe(
      named('/api/deadlines?from=2026-11-02&includeDone=true'),
    )
    expect(named('/api/calendar?from=2026-11-01')).not.toBe(named('/api/calendar?from=2026-12-01'))
    expect(named('/api/courses/1')).not.toBe(named('/api/courses/2'))
  })
})
