/** Notifications that the browser shows. */
export const push = {
  title: 'התראות',
  about: 'התראה אחת קצרה אחרי סנכרון שמצא משהו חדש: ציון, מועד שהשתנה, הודעה או חומר חדש.',
  turnOn: 'להפעיל התראות במכשיר הזה',
  turnOff: 'לכבות את ההתראות במכשיר הזה',
  on: 'ההתראות פועלות במכשיר הזה',
  working: 'רגע…',
  unsupported: 'הדפדפן הזה לא יודע להציג התראות.',
  needsHomeScreen:
    'באייפון ובאייפד התראות פועלות רק מהמסך הראשי: בספארי, כפתור השיתוף ← ״הוספה למסך הבית״, ואז לפתוח את Spike משם.',
  denied:
    'הדפדפן חוסם התראות מ-Spike. כדי לאפשר אותן: לחצו על הסמל שליד כתובת האתר ← הרשאות ← התראות ← אישור, וחזרו לכאן.',
  failed: 'זה לא הצליח. אפשר לנסות שוב.',
  turnedOn: 'ההתראות הופעלו',
  turnedOff: 'ההתראות כובו',
  newsTitle: 'יש חדש במודל',
  newsTitleOfSeveral: {
    one: '{course} ועוד קורס אחד',
    two: '{course} ועוד שני קורסים',
    other: '{course} ועוד {count} קורסים',
  },
  news_new: { one: 'פריט חדש', two: 'שני פריטים חדשים', other: '{count} פריטים חדשים' },
  news_changed: { one: 'עדכון אחד', two: 'שני עדכונים', other: '{count} עדכונים' },
  news_grade_given: { one: 'ציון חדש', two: 'שני ציונים חדשים', other: '{count} ציונים חדשים' },
  news_deadline_moved: {
    one: 'מועד הגשה השתנה',
    two: 'שני מועדי הגשה השתנו',
    other: '{count} מועדי הגשה השתנו',
  },
  news_announcement_posted: { one: 'הודעה חדשה', two: 'שתי הודעות חדשות', other: '{count} הודעות חדשות' },
} as const
