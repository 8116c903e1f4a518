import type { Person } from '../seed/model.ts'
import { isAtLeast } from '../site-settings.ts'
import type { Release, SiteSettings } from '../site-settings.ts'
import type { Site } from '../site.ts'
import { listFunctionNames, webServiceFunctions } from '../web-services/registry.ts'
import type { CallContext } from '../web-services/web-service-function.ts'
import type { PageDates } from './page-dates.ts'
import { pageDatesOf } from './page-dates.ts'
import { pageWordsOf } from './page-words.ts'
import type { PageWords } from './page-words.ts'
import type { Session } from './sessions.ts'

/** One request for a page: by whom, of which site, in which language. */
export type Visit = {
  session: Session
  /** undefined when nobody has signed in. */
  person: Person | undefined
  site: Site
  /** The site's address without a slash at its end. */
  siteurl: string
  url: URL
  query: URLSearchParams
  form: URLSearchParams
  language: SiteSettings['language']
  words: PageWords
  dates: PageDates
  isAtLeast: (release: Release) => boolean
}

/** A visit of somebody who has signed in. */
export type PageContext = Visit & { person: Person }

export function createVisit(input: {
  session: Session
  site: Site
  siteurl: string
  url: URL
  form: URLSearchParams
}): Visit {
  const { session, site, url } = input
  const language = session.language ?? site.settings.language
  return {
    ...input,
    person: session.username === undefined ? undefined : site.content.findPerson(session.username),
    query: url.searchParams,
    language,
    words: pageWordsOf(language),
    dates: pageDatesOf(language),
    isAtLeast: (release) => isAtLeast(site.settings, release),
  }
}

export const describeCallContext = ({ person, site, siteurl }: PageContext): CallContext => ({
  person,
  site,
  siteurl,
  functionNames: listFunctionNames(site.settings),
})

/**
 * What a web service says, for a page to show: so both faces of the campus tell the same.
 *
 * @throws MoodleException as the function does
 */
export function callFunction<T>(context: PageContext, name: string, args: unknown): T {
  const answer = webServiceFunctions[name]
  if (answer === undefined) throw new TypeError(`no function ${name}`)
  return answer(args, describeCallContext(context)) as T
}

export const readInt = (params: URLSearchParams, name: string): number =>
  /^\d+$/.test(params.get(name) ?? '') ? Number(params.get(name)) : 0
