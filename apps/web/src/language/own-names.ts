/** Each language's own name for itself: the same whatever the page's language is. */
export const ownNames = { he: 'עברית', en: 'English', ar: 'العربية' } as const
