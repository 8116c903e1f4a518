import Bowser from 'bowser'
import type { SessionDevice } from '@spike/store'
import type { DeviceKind } from '@spike/contract'

const unknownDevice: SessionDevice = { browser: null, system: null, kind: null }
/** Longer than any browser's own; what follows is not looked at. */
const mostCharacters = 500

/** What a browser calls itself in its User-Agent, as words for the student to know it by. */
export function describeDevice(userAgent: string | undefined): SessionDevice {
  const text = userAgent?.slice(0, mostCharacters).trim()
  if (!text) return unknownDevice
  const { browser, os, platform } = Bowser.parse(text)
  // A program that is no browser is called by the first word of what it sends, whatever that is.
  if (!os.name) return unknownDevice
  return {
    browser: nameWithNumber(browser.name, browser.version),
    system: nameWithNumber(os.name, systemNumber(os)),
    kind: kinds[platform.type ?? ''] ?? null,
  }
}

const kinds: Readonly<Record<string, DeviceKind>> = { desktop: 'desktop', mobile: 'phone', tablet: 'tablet' }

/** Browsers freeze these numbers: Windows 11 says 10, every macOS 10.15. */
const frozenSystems: ReadonlySet<string> = new Set(['Windows', 'macOS', 'Linux'])

const systemNumber = ({ name, version }: { readonly name?: string; readonly version?: string }) =>
  frozenSystems.has(name ?? '') ? undefined : version

/** `Firefox 145`: what stands behind the first dot says nothing to a person. */
function nameWithNumber(name: string | undefined, version: string | undefined): string | null {
  if (!name) return null
  const number = /^\d+/.exec(version ?? '')?.[0]
  return number === undefined ? name : `${name} ${number}`
}
