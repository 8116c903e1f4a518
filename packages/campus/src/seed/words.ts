import type { Chance } from './prng.ts'
import type { Language } from './model.ts'

/** How teachers of one language name things. Each draw may choose another of the usual spellings. */
export type TeacherWords = {
  general: string
  announcements: string
  questionsForum: string
  welcome: string
  syllabus: string
  formulaSheet: string
  rules: string
  zoom: string
  readingList: string
  courseBook: string
  glossary: string
  groupChoice: string
  survey: string
  database: string
  workshop: string
  simulation: string
  interactive: string
  externalTool: string
  advanced: string
  pastExams: string
  allExams: string
  solutionsFolder: string
  sections: {
    lectures: string
    recitations: string
    homework: string
    exams: string
    recordings: string
    extra: string
  }
  finalExam: string
  officeHours: string
  quizIntro: string
  assignIntro: string
  opensLater: string
  week(number: number, topic: string): string
  lecture(number: number, topic: string, chance: Chance): string
  recitation(number: number, chance: Chance): string
  homework(number: number, chance: Chance): string
  solution(homework: string, number: number): string
  exam(year: number, sitting: number): string
  recording(number: number, chance: Chance): string
  quiz(number: number): string
  notebook(number: number, topic: string): string
  announcementSubjects: readonly string[]
  questionSubjects: readonly string[]
}

export const teacherWords: Record<Language, TeacherWords> = {
  he: {
    general: 'כללי',
    announcements: 'לוח הודעות',
    questionsForum: 'פורום שאלות ותשובות',
    welcome: 'ברוכים הבאים לקורס',
    syllabus: 'סילבוס',
    formulaSheet: 'דף נוסחאות',
    rules: 'נהלי הקורס & הרכב הציון',
    zoom: 'קישור לזום - Zoom',
    readingList: 'רשימת קריאה',
    courseBook: 'ספר הקורס',
    glossary: 'מילון מונחים',
    groupChoice: 'בחירת קבוצת תרגול',
    survey: 'סקר אמצע סמסטר',
    database: 'מאגר שאלות',
    workshop: 'סדנת הערכת עמיתים',
    simulation: 'לומדה: חזרה על החומר',
    interactive: 'תרגול אינטראקטיבי',
    externalTool: 'Piazza - דיון',
    advanced: 'נושאים מתקדמים (רשות)',
    pastExams: 'מבחנים משנים קודמות',
    allExams: 'כל המבחנים (ZIP)',
    solutionsFolder: 'פתרונות תרגולים',
    sections: {
      lectures: 'הרצאות',
      recitations: 'תרגולים',
      homework: 'תרגילי בית',
      exams: 'מבחנים לדוגמה',
      recordings: 'הקלטות',
      extra: 'חומרי עזר',
    },
    finalExam: "בחינה סופית - מועד א'",
    officeHours: "שעות קבלה: יום ב' 14:00-15:00",
    quizIntro: '<p>בוחן מקוון. משך הבוחן 30 דקות.</p>',
    assignIntro: '<p>יש להגיש בזוגות עד התאריך הנקוב. <b>לא תתקבלנה הגשות באיחור.</b></p>',
    opensLater: 'פתרון מבחן לדוגמה (ייפתח בהמשך)',
    week: (number, topic) => `שבוע ${number} - ${topic}`,
    lecture: (number, topic, chance) =>
      chance.pick([
        `הרצאה ${number} - ${topic}`,
        `הרצאה ${number}: ${topic}`,
        `הרצאה מס' ${number} ${topic}`,
      ]),
    recitation: (number, chance) =>
      chance.pick([`תרגול ${number}`, `תירגול ${number}`, `תרגול מס' ${number}`]),
    homework: (number, chance) =>
      chance.pick([
        `ת"ב ${number}`,
        `תרגיל בית ${number}`,
        `מטלה ${number}`,
        `HW${number}`,
        `שיעורי בית ${number}`,
      ]),
    solution: (homework) => `פתרון ${homework}`,
    exam: (year, sitting) => `מבחן ${year} מועד ${sitting === 1 ? 'א' : 'ב'}`,
    recording: (number, chance) => chance.pick([`הקלטת הרצאה ${number}`, `הקלטה - שיעור ${number}`]),
    quiz: (number) => `בוחן ${number}`,
    notebook: (number, topic) => `מחברת ${number} - ${topic}`,
    announcementSubjects: [
      'ברוכים הבאים לקורס',
      'שינוי מועד השיעור',
      'תרגיל בית חדש עלה לאתר',
      'ציוני התרגיל פורסמו',
      'שיעור חזרה לפני המבחן',
    ],
    questionSubjects: ['שאלה על תרגיל 2', 'טעות בשקף 14?', 'מתי יעלה הפתרון?'],
  },
  en: {
    general: 'General',
    announcements: 'Announcements',
    questionsForum: 'Questions & answers',
    welcome: 'Welcome to the course',
    syllabus: 'Syllabus',
    formulaSheet: 'Formula sheet',
    rules: 'Course rules & grading',
    zoom: 'Zoom link',
    readingList: 'Reading list',
    courseBook: 'Course notes',
    glossary: 'Glossary',
    groupChoice: 'Choose your recitation group',
    survey: 'Mid-term survey',
    database: 'Question bank',
    workshop: 'Peer review workshop',
    simulation: 'Tutorial: revision',
    interactive: 'Interactive practice',
    externalTool: 'Piazza',
    advanced: 'Advanced topics (optional)',
    pastExams: 'Past exams',
    allExams: 'All exams (ZIP)',
    solutionsFolder: 'Recitation solutions',
    sections: {
      lectures: 'Lectures',
      recitations: 'Recitations',
      homework: 'Homework',
      exams: 'Exams',
      recordings: 'Recordings',
      extra: 'Extra material',
    },
    finalExam: 'Final exam - Moed A',
    officeHours: 'Office hours: Monday 14:00-15:00',
    quizIntro: '<p>Online quiz, 30 minutes.</p>',
    assignIntro: '<p>Submit in pairs by the due date. <b>Late work is not accepted.</b></p>',
    opensLater: 'Sample exam solution (opens later)',
    week: (number, topic) => `Week ${number} - ${topic}`,
    lecture: (number, topic, chance) =>
      chance.pick([`Lecture ${number}: ${topic}`, `Lecture ${number} - ${topic}`, `Lec ${number} ${topic}`]),
    recitation: (number, chance) => chance.pick([`Recitation ${number}`, `Tutorial ${number}`]),
    homework: (number, chance) => chance.pick([`HW${number}`, `Homework ${number}`, `Assignment ${number}`]),
    solution: (homework) => `${homework} - solution`,
    exam: (year, sitting) => `Exam ${year} Moed ${sitting === 1 ? 'A' : 'B'}`,
    recording: (number, chance) =>
      chance.pick([`Lecture ${number} recording`, `Recording - lecture ${number}`]),
    quiz: (number) => `Quiz ${number}`,
    notebook: (number, topic) => `Notebook ${number} - ${topic}`,
    announcementSubjects: [
      'Welcome to the course',
      'Change of time',
      'New homework is online',
      'Homework grades are out',
      'Review session',
    ],
    questionSubjects: [
      'Question about recitation 3',
      'A mistake on slide 14?',
      'When will the solution be out?',
    ],
  },
  ar: {
    general: 'عام',
    announcements: 'الإعلانات',
    questionsForum: 'منتدى الأسئلة والأجوبة',
    welcome: 'أهلا بكم في المساق',
    syllabus: 'خطة المساق',
    formulaSheet: 'ورقة القوانين',
    rules: 'تعليمات المساق & العلامات',
    zoom: 'رابط زوم - Zoom',
    readingList: 'قائمة القراءة',
    courseBook: 'كتاب المساق',
    glossary: 'قاموس المصطلحات',
    groupChoice: 'اختيار مجموعة التمرين',
    survey: 'استبيان منتصف الفصل',
    database: 'بنك الأسئلة',
    workshop: 'ورشة تقييم الزملاء',
    simulation: 'درس تفاعلي: مراجعة',
    interactive: 'تدريب تفاعلي',
    externalTool: 'Piazza - نقاش',
    advanced: 'مواضيع متقدمة (اختياري)',
    pastExams: 'امتحانات سابقة',
    allExams: 'كل الامتحانات (ZIP)',
    solutionsFolder: 'حلول التمارين',
    sections: {
      lectures: 'المحاضرات',
      recitations: 'التمارين',
      homework: 'الوظائف البيتية',
      exams: 'امتحانات',
      recordings: 'التسجيلات',
      extra: 'مواد مساعدة',
    },
    finalExam: 'الامتحان النهائي - موعد أ',
    officeHours: 'ساعات الاستقبال: الاثنين 14:00-15:00',
    quizIntro: '<p>اختبار محوسب لمدة 30 دقيقة.</p>',
    assignIntro: '<p>التسليم بأزواج حتى الموعد المحدد. <b>لا يقبل التأخير.</b></p>',
    opensLater: 'حل امتحان للتدريب (يفتح لاحقا)',
    week: (number, topic) => `الأسبوع ${number} - ${topic}`,
    lecture: (number, topic, chance) =>
      chance.pick([`محاضرة ${number} - ${topic}`, `المحاضرة ${number}: ${topic}`]),
    recitation: (number) => `تمرين ${number}`,
    homework: (number, chance) => chance.pick([`وظيفة بيتية ${number}`, `واجب ${number}`]),
    solution: (homework) => `حل ${homework}`,
    exam: (year, sitting) => `امتحان ${year} موعد ${sitting === 1 ? 'أ' : 'ب'}`,
    recording: (number) => `تسجيل محاضرة ${number}`,
    quiz: (number) => `اختبار ${number}`,
    notebook: (number, topic) => `دفتر ${number} - ${topic}`,
    announcementSubjects: [
      'أهلا بكم في المساق',
      'تغيير موعد المحاضرة',
      'وظيفة جديدة على الموقع',
      'نشرت علامات الوظيفة',
      'محاضرة مراجعة',
    ],
    questionSubjects: ['سؤال حول تمرين 2', 'خطأ في الشريحة 14؟', 'متى ينشر الحل؟'],
  },
}
