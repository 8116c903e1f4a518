export const languages = ['he', 'en', 'ar'] as const
export type Language = (typeof languages)[number]
export const defaultLanguage: Language = 'he'

const rightToLeft: ReadonlySet<Language> = new Set(['he', 'ar'])

export function directionOf(language: Language): 'rtl' | 'ltr' {
  return rightToLeft.has(language) ? 'rtl' : 'ltr'
}

export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language)
}

/** The first language of an Accept-Language header that Spike speaks, by quality, else Hebrew. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find(Boolean)
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter((entry) => entry.quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
  return wanted.map((entry) => entry.language).find(isLanguage) ?? defaultLanguage
}
