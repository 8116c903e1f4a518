/** What every mapper needs to know beside the answer. */
export interface MapContext {
  /** The language to keep of texts in several. */
  readonly language: string
  /** How the site calls itself, without a trailing slash. */
  readonly siteUrl: string
  /** Where the site is asked: texts written under that name link there, whatever it calls itself now. */
  readonly askedUrl?: string
}
