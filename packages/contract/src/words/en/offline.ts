export const offline = {
  shown: 'No connection to Spike.',
  savedAt: 'Showing what was saved {when}.',
} as const
