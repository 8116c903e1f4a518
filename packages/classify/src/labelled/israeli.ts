/** Names as Israeli universities and colleges write them, most of them once misread. Kind number | module | section | name | file. */
export const israeliRows = `
lecture 1-2 | resource | שבוע 1 | הרצאות 1+2 מבוא לפסיכולוגיה.pdf | 
lecture 2 | resource | الأسبوع 2 | عرض المحاضرة 2 | lecture2.pptx
lecture 2-1 | resource | הרצאות | הרצאה 2.1 מבוא לביולוגיה תאית | 
tutorial 4 | resource | תרגולים | דף תרגול כיתה 4 | 
tutorial 4-5 | resource | תרגולים | תרגולים 4-5 | 
tutorial 3 | resource | תרגול 3 | לוח מהתרגול | 
lab 8 | page | מעבדה 8 | מהלך הניסוי | 
assignment 2 | assign | שבוע 4 | ת"ב 2 | 
assignment - | assign | General | Upload your final paper here | 
assignment 2 | assign | מטלות | 📝 מטלה 2 - ניתוח מקרה | 
solution - | resource | מבחנים | מבחן 2021 סמסטר א מועד ב - פתרון | 
solution 10 | resource | Problem sets | PS10_solution_v2.pdf | PS10_solution_v2.pdf
exam - | label | כללי | מועד א' יתקיים ב-3.2.26 בשעה 9:00 | 
exam - | resource | בחינות | מיקוד למבחן | 
past_exam - | resource | امتحانات سابقة | امتحان 2022 موعد أ | 
past_exam - | resource | בחינות | 104031_2022_winter_A.pdf | 104031_2022_winter_A.pdf
quiz - | quiz | אנגלית | Vocabulary unit test | 
recording - | url | הקלטות זום | 14.12.25 | 
recording - | zoom | שבוע 8 | תגבור לפני המבחן | 
reading - | resource | מאמרים | Anderson 1983 - Imagined Communities.pdf | 
reading - | resource | פסיקה | בג"ץ 5100/94 הוועד הציבורי נגד עינויים | 
reading - | resource | ספרות מקצועית | נוהל משרד הבריאות - מניעת נפילות | 
summary - | resource | סיכומים | סיכום הקורס - מאת סטודנטים | 
summary - | resource | חומרי עזר | טבלאות התפלגות (Z, t, חי בריבוע) | 
syllabus - | resource | כללי | חוברת קורס - פרטים אדמיניסטרטיביים | 
syllabus - | page | כללי | שעות קבלה | 
syllabus - | url | כללי | לוח מעבדות וקבוצות | 
announcement - | label | General | No class this week due to holiday | 
discussion - | forum | כללי | הכירו אותי - הציגו את עצמכם | 
survey - | url | שבוע 10 | ציון עמדות - Google Form | 
tool 2 | resource | תרגילי בית | hw2_files.zip | hw2_files.zip
tool 5 | resource | Labs | Starter code lab 5 | 
tool 4 | resource | תרגול 4 | מחברת קולאב | tutorial4.ipynb
other - | url | כללי | אתר המחלקה | 
other - | label | General | Homework | 
lecture 12-13 | resource | הרצאות | הרצאות 12-13: אלקטרוכימיה | 
lecture 3 | resource | שיעור 3 | המצגת מהשיעור | 
lecture 5-2 | resource | הרצאות | הרצאה 5.2 - עצי AVL | 
tutorial 10 | resource | תרגול | שאלות תרגול 10 | 
assignment - | assign | עבודת סיום | עבודה מסכמת תשפ"ו | 
solution 5 | resource | حلول | حلول ورقة 5 | 
exam - | resource | בחינות | חומר עזר מותר בבחינה | 
past_exam - | url | בחינות | מאגר הבחינות של אגודת הסטודנטים | 
quiz 3 | quiz | الوحدة 3 | اختبار 3 | 
recording 12 | resource | וידאו | shiur12.mp4 | shiur12.mp4
reading - | resource | פסיקה | רע"א 1185/97 יורשי מילגרום נ' משען | 
reading - | resource | חקיקה | חוק זכויות החולה | 
summary - | resource | Aids | Trig identities table | 
summary - | resource | Useful | Laplace transform table | 
syllabus - | page | כללי | תכנית הוראה | 
announcement - | label | כללי | לתשומת לבכם: התרגול של יום ב' לא יתקיים | 
discussion - | forum | יחידה 3 | מה דעתכם על המאמר? | 
tool - | resource | נתונים | נתוני הסקר | survey_data.xlsx
other - | label | כללי | *** | 
other - | url | כללי | אתר הפקולטה | 
assignment 4 | resource | תרגילים | מיקרו א תשפו תרגיל 4.pdf | מיקרו א תשפו תרגיל 4.pdf
assignment 1 | assign | תרגילי בית | גיליון בית 1 רטוב - מערכות הפעלה | 
reading - | resource | שיעור 2: המשפט הטבעי | הארט, מושג החוק (תרגום) | 
reading - | resource | שבוע 4 - צדק חלוקתי | פרשת ירדור | 
reading - | resource |  | Roe v. Wade | 
reading - | url | העשרה | TED talk transcript: The danger of a single story | 
quiz 4 | quiz | יחידה 4 | בדקו את עצמכם - יחידה 4 | 
exam - | resource | בחינה | מתכונת הבחינה ודרכי הערכה | 
exam - | label | בחינה | שימו לב! הבחינה תיערך באולם 200 ביום 5.2 בשעה 9:00 | 
exam - | resource | בחינה | מה צריך לדעת לבחינה | 
exam - | resource | Exam | What will be on the exam | 
past_exam - | resource | מאגר | מבחן תש"פ ללא פתרון | 
solution - | resource | מבחנים | פתרון מלא מועד ג תשפ"א + הסבר | 
solution 2 | resource | תרגילי בית | תשובות סופיות - דף 2 | 
solution 7 | resource | Homework | PS7_ans.pdf | PS7_ans.pdf
summary - | resource | בחינה | formulas_final_2026.pdf | formulas_final_2026.pdf
summary - | resource | כללי | מפת חשיבה - דיני נזיקין | 
syllabus - | page | ברוכים הבאים | על הקורס | 
syllabus - | resource | ברוכים הבאים | לוח פעילויות הקורס סמסטר 2026א | 
syllabus - | page | General | How to succeed in this course | 
syllabus - | resource | כללי | מחוון להערכת העבודה | 
syllabus - | resource | כללי | נהלי הגשת מטלות וחישוב ציון | 
syllabus - | page | כללי | מרצים ומתרגלים | 
syllabus - | page | כללי | שאלות נפוצות על הקורס | 
syllabus - | resource | כללי | מה יהיה בקורס - שבוע אחר שבוע | 
announcement - | label | 4.1-10.1 | ביום ה' 8.1 לא יתקיים שיעור | 
announcement - | label | כללי | ⚠️ שינוי חדר: השיעור עובר לבניין 604 | 
announcement - | label | General | Class on Tuesday is cancelled | 
survey - | choice | כללי | בחירת תאריך לבוחן | 
tool 1 | resource | תרגיל רטוב | קבצים לתרגיל רטוב | hw1.zip
tool - | url | כללי | ChatGPT - שימוש בקורס | 
tool - | url | כללי | שרת csl3 - חיבור מרחוק | 
tool - | url | כללי | מערכת בדיקה אוטומטית | 
lecture - | resource | מצגות | סינפסות ונוירוטרנסמיטורים | synapse_2025_final.pptx
lecture 2 | resource | הרצאה 2 | חלק א | 
lecture 1 | resource | محاضرات | محاضرة الأسبوع الأول | 
tutorial - | resource | תרגולים | מרתון לפני המבחן - דף שאלות | 
assignment - | assign | מודל | חידון מסכם - הגשה בקובץ | 
lecture 10 | resource | הרצאות של פרופ' לוין | הרצאה עשירית (מוקלדת) | 
lecture 8-9 | resource | הרצאות | הרצאות ח-ט | 
lecture 5 | resource | מפגש חמישי | מצגת המרצה | 
tutorial 3 | resource | TA material | TA 3 - Confidence intervals | 
tutorial - | resource | תרגולים | שיעור חזרה עם המתרגלת | 
tutorial 2 | page | תרגול 2 | תרגול 2: הנחיות לכיתה | 
assignment 7 | assign | מטלות | הגשה 7 | 
assignment - | resource | פרויקט | דרישות הפרויקט | 
assignment 5 | workshop | סדנת כתיבה | סדנה 5 - משוב עמיתים | 
solution - | resource | בחינת אמצע | פתרון האמצע | 
exam - | quiz | מועד ב | מועד ב' | 
exam - | label | מבחן | מועד ב' - 1.3.2026 בשעה 13:00, אולמות 1-4 | 
past_exam - | quiz | חזרה | מבחן ניסיון (לא לציון) | 
past_exam - | url | מבחנים | דרייב מבחנים | https://drive.google.com/x
recording - | url | תרגולים מצולמים | אינדוקציה שלמה | https://panoptotech.cloud.panopto.eu/x
reading - | resource | יחידה 5 | בובר - אני ואתה (עמ' 1-20) | 
reading - | resource | פסיקה | רע"פ 2976/01 אסף נ' מדינת ישראל.pdf | רע"פ 2976/01 אסף נ' מדינת ישראל.pdf
reading - | resource | חקיקה | חוק יסוד: כבוד האדם וחירותו | 
reading - | resource | נצפה ונקרא | אנטיגונה - מחזה | 
summary 9 | resource | סיכומים | סיכום הרצאה מס' 9 | 
summary - | resource | חומר נלווה | טבלת קבועים פיזיקליים | 
summary 2 | resource | נושא 2 | עיקרי נושא 2 | 
summary - | resource | General | Theorem sheet | 
syllabus - | resource | עבודה | מחוון לבדיקת העבודה | 
announcement - | forum | כללי | פורום הודעות | 
announcement - | label | שבוע 2 | לידיעתכם, התרגול השבוע יתקיים בזום בשעה 18:00 | 
announcement - | label | כללי | ההרצאה ב-2.12 מבוטלת | 
tool 1 | resource | תרגיל 1 | ex1_files.zip | ex1_files.zip
tool 2 | resource | HW | HW2 - data | hw2.csv
tool - | resource | SPSS | מדריך SPSS | 
lecture - | resource | הרצאות מוקלטות ומצגות | תורת הקוונטים למתחילים | intro_qm.pptx
lecture 9 | resource | שבוע 9 | חומרי ההרצאה | 
tutorial 10 | resource | Recitations | Rec10-annotated | rec10.pdf
lab 3 | resource | מעבדה 3 | דף ניסוי | 
assignment - | assign | Week 12 | Final presentation slides upload | 
solution 8 | resource | Homework | HW8sol.pdf | HW8sol.pdf
solution - | resource | מבחנים | תשפ"ג א' - פתרון מבחן | 
exam - | resource | מבחן | דגשים לקראת המבחן | 
past_exam - | quiz | הכנה לבחינה | תרגול לבחינה - שאלות סגורות | 
past_exam - | resource | לקראת הבחינה | שאלות חזרה 1-40 | 
recording - | url | הקלטות | שיעור מיום 2.12 | 
recording 1 | kalvidres | יחידה 1 | הרצאה 1 חלק 2 | 
reading - | resource | חקיקה | תקנות סדר הדין האזרחי | 
syllabus - | page | General | How will I be graded? | 
syllabus - | page | כללי | המרצה שלכם | 
announcement - | label | שבוע 4 | אין תרגול השבוע! | 
announcement - | label | General | Office hours moved to Wednesday | 
tool 4 | resource | תרגיל 4 | קבצי תרגיל 4 | ex4.zip
tool - | url | כלים | מחולל ציטוטים APA | 
lecture 3 | resource | נושא 3 | מצגת נושא 3 - זיכרון עבודה | 
lecture - | resource | מצגות | הרנסנס באיטליה | renaissance.pptx
exam - | resource | הבחינה | הוראות לנבחן | 
exam - | assign | מבחן בית | הגשת מבחן הבית - מועד ב | 
recording - | url | כללי | קישור לכיתה הווירטואלית | 
reading - | resource | פסיקה | בג"ץ 6427/02 התנועה לאיכות השלטון נ' הכנסת | 
reading - | resource | Readings | Said_Orientalism_Intro.pdf | Said_Orientalism_Intro.pdf
announcement - | label | שבוע 6 | ההרצאה ביום ג' תתקיים בזום בלבד | 
discussion - | forum | מטלות | התייעצות לגבי המטלות | 
lecture 6 | resource | פרק 6 | פרק 6 - מרחבי מכפלה פנימית - מצגת | ch6.pptx
lecture 7 | resource | שבוע 7 | לוח מההרצאה | board.pdf
lecture 12 | resource | Lectures | Chapter 12 - Entropy (slides) | ch12.pdf
lecture - | resource | הרצאות | הרצאה 24-11-2025 | 
tutorial - | resource | תרגולים | תרגול ב-Python | 
tutorial 9 | resource | שבוע 9 | תרגיל כיתה | class.pdf
assignment 3 | assign | מטלות | הגשת תרגיל מספר שלוש | 
assignment 2 | lti | Homework | Gradescope: HW2 | 
assignment 2 | assign | פרויקט | אבן דרך 2 - תכנון | 
assignment - | resource | מטלות | ניתוח אירוע - משפחת כהן | case.docx
assignment 4 | assign | Lab 4 | Report | 
solution 3 | resource | תרגיל 3 | פתרון | 
past_exam - | resource | מבחנים | Moed B 2021 + sol | 
past_exam - | resource | מבחנים | שאלות אמריקאיות 2018-2021 | 
past_exam - | resource | מבחנים | מבחן ב - 2020 | 
exam - | url | מבחן | חלוקה לחדרים - מועד ב | 
quiz 3 | url | שיעור 3 | קהוט - שיעור 3 | 
quiz - | h5pactivity | שיעור 6 | התאימו מושג להגדרה | 
recording 5 | page | הקלטות | הרצאה 5 | 
recording 7 | url | Recitation 7 | Recording | 
recording - | url | כללי | לינק קבוע לשיעורים | 
recording 3 | url | מפגשים | מפגש זום 3 - מוקלט | 
reading - | resource | שיעור 4 | עת"מ 1234/20 פלוני נ' משרד הפנים | 
reading - | resource | שיעור 8 | לוי, יסודות המשפט, עמ' 12-40 | 
reading - | resource | רפרטואר | פרטיטורה - היידן, רביעייה | haydn.pdf
reading - | resource | Components | LM741 datasheet | lm741.pdf
summary 3 | resource | סיכומים | הרצאה 3 | s3.pdf
syllabus - | page | כללי | חובת נוכחות | 
syllabus - | page | כללי | איך מחושב הציון? | 
syllabus - | page | General | Late submission | 
syllabus - | resource | כללי | לוח חופשות והשלמות | 
announcement - | label | כללי | חג חנוכה שמח! | 
discussion - | url | כללי | קבוצת טלגרם | 
survey - | url | כללי | טופס פניות לסטודנטים | 
tool - | url | כללי | מדריך לשימוש במודל | 
tool - | resource | Data | survey_data.sav | survey_data.sav
tool - | resource | כללי | הנחיות התקנה ל-VS Code | 
exam - | url | כללי | שיבוץ לחדרי הבחינה | 
recording 2 | url | שבוע 2 | קישור להקלטה | 
recording 3 | page | מפגש 3 | הקלטת המפגש | 
syllabus - | resource | כללי | פרשיית לימודים | 
`
