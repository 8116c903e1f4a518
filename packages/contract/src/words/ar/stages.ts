import type { StageWords } from '../words.ts'

export const stages = {
  starting: 'بدء عملية المزامنة...',
  creating_tables: 'فحص الجداول المطلوبة وتجهيزها...',
  fetching_courses: 'جمع بيانات المساقات من مودل...',
  analyzing_content: 'تحليل محتوى المساقات...',
  classifying_data: 'تصنيف البيانات وتنظيمها...',
  saving_to_database: 'حفظ البيانات...',
  completed: 'اكتملت المزامنة بنجاح!',
} as const satisfies StageWords
