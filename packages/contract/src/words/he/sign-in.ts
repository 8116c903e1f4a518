export const signIn = {
  title: 'כניסה ל-Spike',
  lead: 'הקורסים, המטלות והציונים מהמודל שלכם, במקום אחד.',
  university: 'אוניברסיטה',
  chooseUniversity: 'בחרו אוניברסיטה',
  noUniversities: 'אין עדיין אוניברסיטאות ברשימה.',
  username: 'שם משתמש',
  password: 'סיסמה',
  showPassword: 'הצגת הסיסמה',
  hidePassword: 'הסתרת הסיסמה',
  submit: 'כניסה',
  busy: 'מתחברים למודל...',
  passwordNotKept:
    'הסיסמה לא נשמרת. היא נשלחת פעם אחת למודל של האוניברסיטה, ומה שנשמר הוא אישור הגישה שהמודל נותן, מוצפן.',
  universityMissing: 'בחרו אוניברסיטה מהרשימה.',
  usernameMissing: 'כתבו את שם המשתמש במודל.',
  passwordMissing: 'כתבו את הסיסמה.',
  waitSeconds: {
    one: 'אפשר לנסות שוב בעוד שנייה.',
    two: 'אפשר לנסות שוב בעוד שתי שניות.',
    other: 'אפשר לנסות שוב בעוד {count} שניות.',
  },
} as const
