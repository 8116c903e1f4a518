import type { MapContext } from '../answers/map-context.ts'

/** What every page's parser needs to know beside the page. */
export interface PageContext extends MapContext {
  /** What the site's dates are written in, for this student: an IANA name. */
  readonly timeZone: string
}
