/** What any page may have to say. */
export const app = {
  skipToContent: 'דילוג לתוכן',
  mainNavigation: 'ניווט ראשי',
  language: 'שפה',
  signOut: 'יציאה',
  loading: 'טוען...',
  tryAgain: 'לנסות שוב',
  requestId: 'מזהה הבקשה: {id}',
  noConnection: 'אין חיבור ל-Spike. בדקו את החיבור לאינטרנט ונסו שוב.',
  pageFailed: 'לא הצלחנו להציג את הדף הזה.',
  reload: 'רענון הדף',
  notFoundTitle: 'הדף לא נמצא',
  notFoundText: 'אין דבר בכתובת הזאת. אולי הקישור ישן.',
  toStart: 'לדף הבית',
  opensMoodle: 'נפתח במודל, בלשונית חדשה',
  notBuiltTitle: 'אפליקציית האינטרנט לא נבנתה',
  notBuiltText: 'הריצו {command} וטענו שוב את הדף. ה-API עובד: ראו {address}.',
} as const
