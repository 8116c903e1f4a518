/** What kind of Moodle this is: decided by its administrators and teachers, changed by `control.setSite`. */
export type SiteSettings = {
  /** Decides the markup of the pages and which functions there are. */
  release: Release
  webServices: boolean
  restProtocol: boolean
  /** Moodle's own mobile service, for which tokens are given out. */
  mobileService: boolean
  /** Functions that Moodle has and the mobile service does not offer, `tool_mobile_call_external_functions` among them. */
  withoutFunctions: string[]
  /** 1: name and password; 2 and 3: single sign-on in a browser (one of its own, or inside the app). */
  typeoflogin: 1 | 2 | 3
  /** The language Moodle itself speaks; teachers' texts stay as they are. */
  language: 'he' | 'en'
  /** Ids of courses that show one section a page. */
  oneSectionPerPage: number[]
  /** Ids of courses whose pages show one section each, with tabs that lead to the others (the format Onetopic). */
  tabbedCourses: number[]
  /** Ids of sections that pages show by name alone: hidden by their teacher. */
  hiddenSections: number[]
  /** Course module ids of forums that are a single discussion. */
  singleForums: number[]
  /** Course module ids of forums in whose pages nothing is written yet. */
  emptyForums: number[]
  /** Ids of courses their teachers have hidden: in no list, and "unavailable" when opened. */
  hiddenCourses: number[]
}

export type Release = '3.11' | '4.1' | '4.5' | '5.0' | '5.1'

export const defaultSiteSettings = (): SiteSettings => ({
  release: '4.5',
  webServices: true,
  restProtocol: true,
  mobileService: true,
  withoutFunctions: [],
  typeoflogin: 1,
  language: 'he',
  oneSectionPerPage: [],
  tabbedCourses: [],
  hiddenSections: [],
  singleForums: [],
  emptyForums: [],
  hiddenCourses: [],
})

/** How site_info names each release. */
export const releaseWords: Record<Release, { release: string; version: string }> = {
  '3.11': { release: '3.11.18 (Build: 20231211)', version: '2021051718' },
  '4.1': { release: '4.1.4 (Build: 20230612)', version: '2022112804' },
  '4.5': { release: '4.5.6 (Build: 20250811)', version: '2024100706' },
  '5.0': { release: '5.0.2 (Build: 20250811)', version: '2025041402' },
  '5.1': { release: '5.1 (Build: 20251006)', version: '2025100600' },
}

/** Oldest first. */
export const releases: readonly Release[] = ['3.11', '4.1', '4.5', '5.0', '5.1']

export const isAtLeast = ({ release }: SiteSettings, wanted: Release): boolean =>
  releases.indexOf(release) >= releases.indexOf(wanted)
