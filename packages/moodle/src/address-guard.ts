import { lookup as systemLookup } from 'node:dns'
import { type LookupFunction, isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { buildConnector } from 'undici'
import { MoodleError } from './errors.ts'

/** Resolves a name to addresses, as `dns.lookup` with `all: true` does. */
export type ResolveHost = (
  hostname: string,
  done: (error: Error | null, addresses: readonly { address: string; family: number }[]) => void,
) => void

export const resolveHost: ResolveHost = (hostname, done) => systemLookup(hostname, { all: true }, done)

function refuse(detail: string): MoodleError {
  return new MoodleError('moodle.address_refused', { detail })
}

function withoutBrackets(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}

/** An IPv4 address inside an IPv6 one counts as the IPv4 address. */
function rangeOf(address: string): string {
  return ipaddr.process(address.split('%')[0] ?? address).range()
}

function mayConnectTo(address: string, local: boolean): boolean {
  return rangeOf(address) === (local ? 'loopback' : 'unicast')
}

const privateDomains: ReadonlySet<string> = new Set(['localhost', 'local', 'internal'])

/** The rules that can be told from an address alone. Where a name leads is judged when connecting. */
function checkUrl(url: URL, local: boolean): void {
  if (url.protocol !== (local ? 'http:' : 'https:')) throw refuse(local ? 'not_http' : 'not_https')
  if (url.username || url.password) throw refuse('credentials_in_address')
  const host = withoutBrackets(url.hostname)
  if (local) {
    if (isIP(host) ? !mayConnectTo(host, true) : host !== 'localhost') throw refuse('not_loopback')
  } else if (isIP(host)) {
    throw refuse('literal_ip')
  } else if (isPrivateName(host)) {
    throw refuse('private_name')
  }
}

/** Names that no public site can have: a single label, and those set apart for private networks. */
function isPrivateName(host: string): boolean {
  const labels = host.replace(/\.$/, '').split('.')
  return labels.length < 2 || privateDomains.has(labels.at(-1) ?? '')
}

/** Pages of Moodle's whose address people copy, at the end of the site's own. */
const knownPage =
  /\/(?:index\.php|login(?:\/index\.php)?|my(?:\/(?:index|courses)\.php)?|course\/(?:view|index)\.php)\/*$/i

/**
 * Checks and normalises the address of a site: its subpath is kept; a trailing slash is not, and neither is the page
 * that was open when somebody copied it. Throws a `MoodleError` with code `moodle.address_refused`, the reason being its
 * `detail`; what was given is in neither, as it may hold a password.
 */
export function checkSiteUrl(address: string, options: { readonly local: boolean }): string {
  const url = URL.parse(address.trim())
  if (!url) throw refuse('not_an_address')
  checkUrl(url, options.local)
  const site = url.pathname.replace(knownPage, '')
  // The query of a page goes with it.
  if (site === url.pathname && (url.search || url.hash)) throw refuse('query_in_address')
  return `${url.origin}${site.replace(/\/+$/, '')}`
}

/**
 * Checks an address of another server's that comes from outside, a push service's say, by the rules for sites; its query
 * is its own. Plain http is for loopback alone, where `allowLocal` says so. Throws as `checkSiteUrl`.
 */
export function checkOutgoingUrl(
  address: string,
  { allowLocal }: { readonly allowLocal: boolean },
): { readonly url: URL; readonly local: boolean } {
  const url = URL.parse(address)
  if (!url) throw refuse('not_an_address')
  const local = allowLocal && url.protocol === 'http:'
  checkUrl(url, local)
  return { url, local }
}

interface GuardOptions {
  readonly local: boolean
  readonly resolve: ResolveHost
}

/** Resolves and judges in one step, so that a name cannot lead elsewhere between the check and the connection. */
function guardedLookup({ local, resolve }: GuardOptions): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, (error, addresses) => {
      if (error) return done(error, '')
      const allowed = addresses.filter(({ address }) => mayConnectTo(address, local))
      const first = allowed[0]
      if (!first) return done(refuse(local ? 'not_loopback' : 'not_public'), '')
      if (options.all) return done(null, [...allowed])
      done(null, first.address, first.family)
    })
  }
}

/**
 * Connects to public addresses over TLS alone, or, for a local site, to loopback over plain http alone.
 * The host is checked here as well as in the lookup, because a literal IP is never looked up.
 */
export function guardedConnector(options: GuardOptions): buildConnector.connector {
  const connect = buildConnector({ allowH2: false, lookup: guardedLookup(options) })
  return (target, done) => {
    try {
      const host = withoutBrackets(target.hostname)
      checkUrl(new URL(`${target.protocol}//${isIP(host) === 6 ? `[${host}]` : host}`), options.local)
    } catch (error) {
      done(error as Error, null)
      return
    }
    connect(target, done)
  }
}
