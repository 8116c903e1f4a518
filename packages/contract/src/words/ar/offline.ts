export const offline = {
  shown: 'لا يوجد اتصال بـ Spike.',
  savedAt: 'يُعرض ما حُفظ {when}.',
} as const
