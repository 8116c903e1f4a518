/** While Spike does not answer; `when` is a time such as "3 hours ago". */
export const offline = {
  shown: 'אין חיבור ל-Spike.',
  savedAt: 'מוצג מה שנשמר {when}.',
} as const
