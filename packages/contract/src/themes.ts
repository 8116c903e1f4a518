/** `system` is what the device itself prefers. */
export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]
