/** Answers with the student's own data, of whoever is signed in; deleted with the session. */
export const dataCacheName = 'spike-data'
/** Each version of the app has a cache for its files, which say nothing of anybody. */
export const shellCachePrefix = 'spike-shell-'
/** On an answer that the service worker had stored: when that was, in ISO 8601. */
export const storedAtHeader = 'Spike-Stored-At'
