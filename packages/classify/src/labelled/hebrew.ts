/** Kind number | module | section | name | file. */
export const hebrewRows = `
lecture 1 | resource | הרצאות | הרצאה 1 - מבוא | lecture1.pdf
lecture 3 | resource | שבוע 3 | הרצאה ג' | 
lecture 12 | resource | הרצאות | הרצאה י"ב - משפט סטוקס | 
lecture 7 | resource | כללי | הרצ' 7 | 
lecture 3-4 | resource | הרצאות | הרצאות 3-4: מרחבים וקטוריים | 
lecture 9 | resource | שבוע 9 | מצגת הרצאה 9 | 
lecture 5 | resource | הרצאות | הרצאה 5 - פתרון משוואות דיפרנציאליות | 
lecture 13 | resource | הרצאות | הרצאה 13 - סיכום וחזרה למבחן | 
lecture 2 | resource | מצגות | מצגת 2 | 
lecture 4 | resource | הרצאות | 4. מבנה האטום | atom.pptx
lecture 10 | resource | שיעורים | שיעור מס' 10 | 
lecture 3 | resource | שיעורים | שיעור שלישי - יוון העתיקה | 
lecture - | resource | שבוע 2 | מבוא לסטטיסטיקה | stat.pptx
lecture - | resource | הרצאות | אלגוריתמים חמדניים | greedy.pdf
lecture 6 | resource | הרצאות | הרצאה 6 (3.11.2025) | 
lecture - | resource | הרצאות | הרצאה מתאריך 5.1.26 | 
lecture 8 | resource | הרצאות | הרצאה 8 + הקלטה | 
lecture 2 | resource | יחידה 2 | שקופיות יחידה 2 | 
lecture 11 | resource | הרצאות | הרצאה_11_סופי.pdf | הרצאה_11_סופי.pdf
lecture 1 | page | שבוע 1 | שיעור 1: מה זה מדע? | 
lecture - | resource | הרצאות | צילומי לוח | 
lecture - | lesson | יחידה 1 | מהי כלכלה | 
lecture - | resource | שבוע 12 | הרצאת חזרה | 
tutorial 1 | resource | תרגולים | תרגול 1 | 
tutorial 4 | resource | שבוע 4 | תרגול ד' - טורים | 
tutorial 6 | resource | תרגולים | תרג' 6 | 
tutorial 11 | resource | תרגולים | תירגול 11 | 
tutorial 3 | resource | תרגולים | תרגול 3 + פתרון | 
tutorial 2 | resource | תרגולים | תרגיל כיתה 2 | 
tutorial 5 | resource | תרגולים | דף תרגול 5 | 
tutorial 7 | resource | תרגולים | מצגת תרגול 7 | 
tutorial 9 | resource | תרגולים | שקפים 9 | 
tutorial - | resource | שבוע 13 | תרגול חזרה למבחן | 
tutorial 8 | resource | תרגולים | תרגיל 8 | tirgul8.pdf
tutorial 10 | resource | שבוע 10 | דפי תרגול 10 כולל פתרונות | 
lab 1 | resource | מעבדות | מעבדה 1 | 
lab 3 | resource | מעבדה | ניסוי 3: קפיץ | 
lab 2 | resource | מעבדות | תדריך מעבדה 2 | 
lab - | resource | מעבדה | חוברת מעבדה | 
lab - | page | כללי | הוראות בטיחות במעבדה | 
lab 4 | resource | מעבדות | שאלות הכנה למעבדה 4 | 
assignment 1 | assign | תרגילי בית | תרגיל בית 1 | 
assignment 2 | resource | שבוע 3 | ת"ב 2 | 
assignment 3 | resource | שבוע 3 | ת״ב 3 | 
assignment 5 | assign | מטלות | מטלה 5 - ניתוח מקרה | 
assignment 12 | assign | מטלות | ממ"ן 12 | 
assignment 11 | resource | מטלות | ממ"ח 11 | 
assignment 3 | resource | תרגילים | תרגיל ג' | 
assignment 4 | resource | תרגילים | גליון תרגילים 4 | 
assignment 2 | assign | תרגילים | תרגיל תכנות 2 | 
assignment - | assign | פרויקט | פרויקט גמר | 
assignment - | assign | סמינר | עבודה סמינריונית | 
assignment 2 | assign | מעבדה | הגשת מעבדה 2 | 
assignment - | assign | כללי | הגשת הצעת מחקר | 
assignment 6 | resource | שיעורי בית | ש"ב 6 | 
assignment 7 | resource | שיעורי בית | שיעורי בית 7 | hw7.pdf
assignment - | page | פרויקט | הנחיות לפרויקט | 
assignment 3-2 | assign | תרגילים | תרגיל 3.2 | 
assignment 1 | resource | תרגילי בית | שאלות 1 | 
assignment 8 | assign | שבוע 8 | תרגיל רשות 8 | 
assignment - | assign | שבוע 5 | דו"ח סיור | 
assignment 3 | quiz | תרגילי בית | תרגיל בית 3 מקוון | 
assignment 2 | assign | שבוע 2 | תיבת הגשה לתרגיל 2 | 
assignment 4 | workshop | שבוע 6 | הערכת עמיתים מטלה 4 | 
assignment 1 | vpl | תכנות | תרגיל 1 - לולאות | 
solution 1 | resource | תרגילי בית | פתרון תרגיל 1 | 
solution 3 | resource | תרגילי בית | תרגיל 3 - פתרון | 
solution 4 | resource | שבוע 5 | תרגיל בית 4 פתרון מלא | 
solution - | resource | מבחנים | פתרון מבחן 2020 מועד ב | 
solution - | resource | מבחנים | מבחן 2019 מועד א - פתרון | 
solution 5 | resource | פתרונות | ת"ב 5 | 
solution - | folder | תרגילי בית | פתרונות לתרגילים | 
solution 2 | resource | בחנים | תשובות לבוחן 2 | 
solution 11 | resource | ממנים | פתרון ממן 11 | 
solution - | resource | פתרונות מבחנים | תשפ"ג מועד א | 
solution 6 | resource | תרגולים | פתרון תרגול 6 | 
solution 2 | resource | תרגילי בית | פתרון לדוגמה - תרגיל 2 | 
solution - | resource | מבחנים | מחוון בחינה מועד א | 
solution 8 | resource | שבוע 8 | תרגיל 8 עם פתרונות סופיים - תשובון | ex8_sol.pdf
solution 3 | resource | מטלות | פתרון 3 | 
exam - | quiz | בחינה | מבחן סופי מועד א | 
exam - | quiz | אמצע | בוחן אמצע - מבחן אמצע סמסטר | 
exam - | assign | בחינה | מבחן בית | 
exam - | page | כללי | הנחיות למבחן | 
exam - | resource | כללי | תאריכי מבחנים | 
exam - | resource | מבחן | חומר למבחן | 
exam - | page | בחינה | מבנה הבחינה | 
exam - | label | כללי | מועד א' של הבחינה: 3.2.2026 | 
exam - | quiz | מבחן | בחינה - מועד ב תשפ"ו | 
exam - | resource | כללי | נהלי בחינה | 
exam - | assign | בחינה | סריקת מחברות בחינה מועד א | 
past_exam - | resource | מבחנים | מבחן 2020 מועד א | 
past_exam - | resource | מבחנים משנים קודמות | 2018 מועד ב | 
past_exam - | folder | מבחנים | מבחנים משנים קודמות | 
past_exam - | resource | מבחנים | מבחן לדוגמה | 
past_exam - | resource | חזרה | שאלות חזרה למבחן | 
past_exam - | resource | בחינות | בחינה תשפ"ב מועד ג | 
past_exam - | quiz | חזרה | מבחן דמה | 
past_exam - | url | כללי | מאגר בחינות של האגודה | 
past_exam - | resource | מבחנים | מבחן אמצע 2021 | 
past_exam 3 | resource | הכנה למבחן | מבחן לדוגמה 3 | 
past_exam - | resource | מבחנים | מבחן 2022 ופתרון | 
past_exam - | resource | לקראת המבחן | אוסף שאלות אמריקאיות | 
past_exam - | resource | מבחנים | סמסטר א תשפ"א מועד ב | 
quiz 1 | quiz | שבוע 2 | בוחן 1 | 
quiz 5 | quiz | שבוע 5 | בוחן שבועי 5 | 
quiz - | quiz | יחידה 2 | בדיקה עצמית | 
quiz - | quiz | שבוע 4 | שאלות להרצאה | 
quiz 3 | resource | בחנים | בוחן 3 | 
quiz - | quiz | כללי | בוחן אקדמיה ישרה | 
quiz 2 | quiz | שבוע 2 | שאלון הבנה 2 | 
quiz 4 | quiz | קריאה | בוחן קריאה 4 | 
recording 4 | url | הקלטות | הקלטת תרגול 4 | 
recording 3 | url | הקלטות | הקלטה - שיעור 3 | 
recording 5 | url | הקלטות | הרצאה 5 | 
recording - | url | כללי | קישור לזום | 
recording - | zoom | כללי | שיעור יום ראשון | 
recording - | resource | שבוע 1 | סרטון היכרות עם התוכנה | intro.mp4
recording - | url | שבוע 3 | סרטון הסבר על רקורסיה | 
recording - | url | כללי | הקלטות משנה שעברה | 
recording - | url | חזרה | הקלטת שיעור חזרה למבחן | 
recording - | url | כללי | קישור למפגש המקוון | 
recording - | label | כללי | קישור לזום: https://zoom.us/j/123 | 
recording - | url | מבחנים | הקלטת פתרון מבחן 2021 | 
recording 6 | page | שבוע 6 | שיעור מוקלט 6 | 
reading - | resource | קריאה | מאמר: האדם מחפש משמעות | 
reading - | page | כללי | רשימת קריאה | 
reading 4 | resource | ספר | פרק 4 - הביקוש | 
reading - | resource | חומרי קריאה | אריסטו - אתיקה | arist.pdf
reading - | url | קישורים | אתר הספרייה הלאומית | 
reading - | book | כללי | ספר הקורס | 
reading - | resource | קריאת רשות | גירץ, תיאור גדוש | 
reading - | folder | כללי | מאמרים | 
reading - | resource | ביבליוגרפיה | כהן 1999 | 
reading - | resource | פסקי דין | בג"ץ 6821/93 בנק המזרחי | 
summary - | resource | כללי | דף נוסחאות | 
summary 2 | resource | שבוע 2 | סיכום שבועי 2 | 
summary - | resource | מבחן | דף נוסחאות למבחן | 
summary - | resource | סיכומים | סיכום הקורס | 
summary 3 | resource | סיכומים | סיכום הרצאה 3 | 
summary - | resource | מבחן | נוסחאון | 
summary - | folder | כללי | סיכומים של סטודנטים | 
summary - | resource | חומרי עזר | רשימת משפטים והגדרות | 
syllabus - | resource | כללי | סילבוס | 
syllabus - | resource | כללי | סילבוס הקורס תשפ"ו | 
syllabus - | page | כללי | נהלי הקורס | 
syllabus - | page | כללי | הרכב הציון הסופי | 
syllabus - | page | כללי | שעות קבלה | 
syllabus - | resource | כללי | לוח זמנים | 
syllabus - | page | כללי | דרישות הקורס ומדיניות איחורים | 
syllabus - | resource | כללי | תכנית שיעורים | 
syllabus - | resource | תרגילי בית | הנחיות להגשת תרגילים | 
announcement - | forum | כללי | הודעות | 
announcement - | forum | כללי | לוח מודעות | 
announcement - | label | כללי | ברוכים הבאים לקורס! | 
announcement - | label | כללי | השיעור ביום שני בוטל | 
announcement - | page | כללי | עדכון חשוב לגבי מעבר לזום | 
discussion - | forum | כללי | פורום שאלות ותשובות | 
discussion 3 | forum | תרגילי בית | שאלות על תרגיל 3 | 
discussion - | forum | כללי | היכרות | 
discussion - | url | כללי | קבוצת וואטסאפ | 
discussion - | forum | מבחן | פורום לקראת המבחן | 
discussion - | forum | כללי | קפיטריה | 
survey - | choice | כללי | בחירת קבוצת תרגול | 
survey - | feedback | כללי | סקר הוראה | 
survey - | choice | פרויקט | בחירת נושא לפרויקט | 
survey - | url | כללי | הרשמה לקבוצות תרגול | 
survey - | questionnaire | כללי | שאלון רקע | 
survey - | url | פרויקט | טופס שיבוץ לזוגות | 
survey - | choice | כללי | תיאום מועד לשיעור השלמה | 
tool - | url | כללי | הורדת MATLAB | 
tool 2 | resource | תרגילי בית | קוד שלד לתרגיל 2 | ex2.zip
tool - | resource | תרגילים | נתונים.csv | נתונים.csv
tool - | page | כללי | הוראות התקנה לסביבת העבודה | 
tool - | lti | כללי | MyMathLab | 
tool 4 | resource | שבוע 4 | קבצי עזר לתרגיל בית 4 | files.zip
tool - | url | כללי | מחשבון מטריצות | 
tool - | resource | הרצאות | קוד מההרצאה | code.zip
tool - | attendance | כללי | נוכחות | 
other - | label | שבוע 1 | הרצאות | 
other - | label | כללי | חומרי הקורס | 
other 2 | label | שבוע 2 | שבוע 2 | 
other - | glossary | כללי | מילון מונחים | 
other - | subsection | כללי | תרגילי בית | 
other - | label | מבחנים | מבחנים | 
`
