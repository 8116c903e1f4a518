export const deadlines = {
  title: 'المواعيد القريبة',
  none: 'لا مواعيد قريبة. سيظهر أي موعد جديد هنا بعد المزامنة التالية.',
  overdue: 'متأخر',
  more: { one: 'موعد آخر', two: 'موعدان آخران', few: '{count} مواعيد أخرى', other: '{count} موعدًا آخر' },
  assignment_due: 'تسليم وظيفة',
  quiz_closes: 'إغلاق اختبار',
  other: 'موعد',
} as const
