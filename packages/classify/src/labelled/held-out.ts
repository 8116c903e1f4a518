/** Kept aside: written without a look at the rules, its mistakes not looked at. Kind number | module | section | name | file. */
export const heldOut = `
lecture 4 | resource | יחידה ב | הרצאה ד' - רציפות במידה שווה | lec_d.pdf
lecture 11 | resource | מצגות | שיעור 11 - תורת המשחקים | game_theory.pptx
lecture 6 | resource | מצגות הקורס | 06 מכניקת הקוונטים | 06.pptx
lecture 2 | resource | שבוע 2 | רשימות ההרצאה 2 | notes2.pdf
lecture - | resource | שבוע 7 | הרצאת אורח: ד"ר לוי על אתיקה במחקר | guest.pdf
lecture 14 | resource | הרצאות | הרצאה י"ד: סגירת פינות | 14.pdf
lecture 1-2 | resource | הרצאות | מצגת הרצאות 1-2 | 
lecture 5 | resource | שבוע 5 | מצגת השיעור | 
tutorial 8 | resource | תרגולים | תרגול 8: זרימה ברשתות | t8.pdf
tutorial 3 | resource | שבוע 3 | תרג' 3 - אינדוקציה מבנית | 
tutorial 5 | resource | תרגולים | מצגת תירגול מספר 5 | 
tutorial 12 | resource | תרגולים | דף תרגול י"ב | 
tutorial 2 | resource | תרגולים | שקפים 2 | tirgul2.pptx
tutorial - | resource | תרגולים | תרגול השלמה לקבוצת יום ד | 
lab 4 | resource | מעבדות | מעבדה 4 - חוק אוהם | lab4.pdf
lab 2 | resource | ניסויים | תדריך ניסוי 2 - מטוטלת | 
lab - | page | מעבדה | הכנה למעבדה | 
assignment 6 | assign | מטלות | ת"ב 6 | 
assignment 14 | resource | מטלות | ממן 14 | maman14.pdf
assignment 1 | resource | תרגילי בית | גיליון 1 | 
assignment 5 | assign | שבוע 9 | הגשת תרגיל 5 | 
assignment - | assign | פרויקט | הגשת דו"ח סופי | 
assignment - | resource | פרויקט | הנחיות לפרויקט הגמר | 
assignment 2 | assign | מעבדות | דו"ח מעבדה 2 | 
assignment - | assign | כללי | העלאת קורות חיים | 
assignment 4 | resource | שיעורי בית | 4.pdf | 4.pdf
assignment 7 | resource | שבוע 8 | שיעורי בית שבוע 7 | hw7.pdf
solution 3 | resource | תרגילי בית | פתרון ת"ב 3 | 
solution - | resource | בחינות | פתרון בחינה סמסטר ב 2022 מועד ג | 
solution 9 | resource | פתרונות | תרגיל 9 | 
solution - | resource | מבחנים | 2021 מועד א - תשובות | 
solution 6 | resource | תרגולים | פתרון תרגול 6 | 
exam - | page | מידע כללי | מועדי בחינות | 
exam - | resource | כללי | הנחיות לבחינה המקוונת | 
exam - | quiz | בחינה | בחינת סוף סמסטר - מועד ב | 
exam - | assign | מבחן הבית | מבחן בית - מועד א תשפ"ו | 
exam - | resource | בחינה | חומר למבחן ומבנה המבחן | 
exam - | label | כללי | הבחינה תתקיים ב-12.2.2026 בשעה 9:00 בבניין 72 | 
past_exam - | resource | מבחנים | מבחן 2018 מועד א' | 
past_exam - | resource | מבחנים משנים קודמות | תשע"ט א | 2019a.pdf
past_exam - | folder | כללי | ארכיון בחינות | 
past_exam - | resource | חזרה | שאלות חזרה לקראת המבחן | 
past_exam 2 | resource | לקראת הבחינה | מבחן לדוגמא 2 | 
past_exam - | quiz | הכנה | סימולציה לבחינה | 
quiz 4 | quiz | שבוע 6 | בוחן 4 - שאלות סגורות | 
quiz - | quiz | יחידה 3 | בדקו את עצמכם | 
quiz 2 | resource | בחנים | בוחן מספר 2 | 
recording 3 | url | שבוע 3 | הקלטת ההרצאה - שיעור 3 | 
recording 4 | url | הקלטות | הרצאה 4 | 
recording 7 | url | שבוע 7 | הקלטת תרגול 7 | 
recording - | url | כללי | לינק קבוע לזום של התרגול | 
recording - | resource | שבוע 4 | הדגמה | demo.mp4
recording - | url | הקלטות משנים קודמות | קורס מוקלט תש"פ | 
reading - | resource | פריטי קריאה | Foucault - Panopticism | foucault.pdf
reading 3 | resource | ספר הקורס | פרק 3: יצרנים ועלויות | 
reading - | url | העשרה | כתבה בדה מרקר על אינפלציה | 
reading - | resource | קריאת חובה | בן-פורת (2008) | benporat2008.pdf
summary - | resource | חומרי עזר | דף נוסחאות לבחינה | 
summary - | resource | סיכומים | סיכום הקורס - אביב | 
summary 5 | resource | שבוע 5 | סיכום הרצאה 5 | 
summary - | resource | כללי | טבלת התמרות לפלס | 
syllabus - | resource | כללי | תוכנית הקורס תשפ"ו | syllabus.pdf
syllabus - | page | כללי | הרכב הציון ונהלי הגשה | 
syllabus - | page | כללי | צוות הקורס ושעות קבלה | 
syllabus - | resource | כללי | לו"ז הרצאות ותרגולים | 
announcement - | forum | כללי | לוח הודעות | 
announcement - | label | כללי | שימו לב! ההרצאה ביום ראשון תתקיים בבניין שרייבר | 
discussion 3 | forum | כללי | פורום תרגיל בית 3 | 
discussion - | forum | כללי | שאלות לקראת המבחן | 
discussion - | url | כללי | קבוצת הוואטסאפ של הקורס | 
survey - | choice | כללי | בחירת קבוצת מעבדה | 
survey - | feedback | כללי | משוב על המתרגלים | 
survey - | url | כללי | טופס הרשמה לשעות קבלה | 
tool - | url | כללי | התקנת Python ו-PyCharm | 
tool 3 | resource | תרגילי בית | קבצי עזר לתרגיל 3 | hw3_files.zip
tool - | resource | מטלות | נתונים לתרגיל | data.csv
other - | label | שבוע 3 | תרגולים | 
other - | glossary | כללי | מושגי יסוד | 
lecture 9 | resource | Week 9 | Lecture 9 - Dynamic Programming II | L9.pdf
lecture 5 | resource | Lecture Slides | 05 - Hypothesis Testing | 05.pptx
lecture 3 | resource | Week 3 | Slides | week3_slides.pptx
lecture 12 | resource | Slides | Class 12 (Nov 14) | 
lecture 2 | resource | Notes | Lec02: Data structures and software design | lec02.pdf
lecture 4 | page | Module 4 | Lecture 4 notes | 
lecture 8 | resource | Lectures | L8 Survey sampling | 
tutorial 6 | resource | Tutorials | Tut06 | tut06.pdf
tutorial 4 | resource | Recitations | Rec 4: Pumping lemma | 
tutorial 10 | resource | Week 10 | Problem session 10 | 
tutorial 3 | resource | Recitation | Handout 3 | 
lab 5 | resource | Labs | Lab 5: Op-amps | 
lab 1 | resource | Week 1 | Lab manual 1 | 
assignment 3 | assign | Week 6 | PS3 | 
assignment 2 | resource | Homework | hw2.pdf | hw2.pdf
assignment 4 | resource | Problem Sets | Problem Set #4 (due Nov 3) | 
assignment - | assign | Assessment | Group presentation slides upload | 
assignment 1 | assign | Labs | Lab 1 submission | 
assignment - | resource | Project | Term project description | 
assignment 5 | quiz | Homework | Homework 5 (WebWork) | 
solution 2 | resource | Homework | HW2_sol | HW2_sol.pdf
solution 4 | resource | Solutions | Problem Set 4 | 
solution - | resource | Past exams | Final 2019 - answer key | 
solution 7 | resource | Week 8 | Solutions to Tutorial 7 | 
exam - | quiz | Final | Final Exam | 
exam - | page | General | Midterm logistics and seating | 
exam - | resource | Exam | Exam format and permitted materials | 
exam 1 | assign | Week 7 | Midterm 1 | 
past_exam - | resource | Exams | Final Exam Spring 2017 | final_s17.pdf
past_exam - | resource | Review | Practice midterm | 
past_exam - | folder | Old exams | 2015-2020 | 
past_exam - | quiz | Revision | Mock exam | 
past_exam - | resource | Midterm prep | Review problems for midterm | 
quiz 3 | quiz | Week 5 | Quiz 3: Recursion | 
quiz 2 | quiz | Week 2 | Week 2 knowledge check | 
quiz - | quiz | Module 1 | Reading comprehension: Plato | 
recording 6 | url | Week 6 | Recording of lecture 6 | 
recording 2 | url | Videos | Lecture 2 (part 1) | 
recording - | url | General | Join Zoom Meeting | 
recording - | bigbluebuttonbn | General | Weekly live tutorial | 
recording - | resource | Week 2 | How transistors work | transistors.mp4
recording - | lti | General | Panopto | 
reading 7 | resource | Readings | Chapter 7 - Markets | 
reading - | resource | Week 4 readings | Kahneman & Tversky 1979 | kt1979.pdf
reading - | url | Resources | MIT OCW 18.06 course site | 
reading - | book | Main | Course textbook | 
summary - | resource | Exam | Cheat sheet for the final | 
summary 4 | resource | Week 4 | Week 4 recap | 
summary - | resource | Resources | Table of Fourier transforms and formulas | 
syllabus - | resource | General | Course Outline 2025-26 | 
syllabus - | page | General | Late policy and grading | 
syllabus - | url | General | Course calendar | 
syllabus - | page | General | Instructors & office hours | 
announcement - | forum | General | Course news | 
announcement - | label | General | Reminder: no class on Thursday | 
discussion - | forum | General | Homework help | 
discussion - | url | General | Discord server | 
survey - | choice | Week 1 | Which day suits you? | 
survey - | url | General | Sign-up sheet for project presentations | 
survey - | questionnaire | End | Course evaluation | 
tool 4 | resource | HW 4 | hw4_starter.zip | hw4_starter.zip
tool - | url | General | GitHub classroom | 
tool 2 | resource | Labs | Dataset for lab 2 | housing.csv
tool - | page | General | Installing R and RStudio | 
other 2 | label | Week 2 | Week 2: Sorting | 
other - | subsection | Main | Additional topics | 
lecture 3 | resource | المحاضرات | المحاضرة الثالثة: التفاضل | 
lecture 5 | resource | الأسبوع 5 | محاضرة 5 - المصفوفات | 
lecture 2 | resource | الأسبوع ٢ | شرائح الدرس ٢ | 
tutorial 4 | resource | حصص التمارين | حصة تمارين رقم 4 | 
lab 3 | resource | المختبر | تجربة ٣: قانون هوك | 
assignment 2 | assign | الوظائف | وظيفة بيتية 2 | 
assignment 6 | resource | الواجبات | الواجب السادس | 
assignment - | assign | المشروع | تسليم المشروع النهائي | 
solution 2 | resource | الحلول | حل الوظيفة 2 | 
solution - | resource | امتحانات سابقة | حل امتحان 2021 موعد أ | 
exam - | quiz | الامتحان | الامتحان النهائي | 
exam - | page | عام | موعد الامتحان ومكانه | 
past_exam - | resource | امتحانات سابقة | امتحان 2020 موعد ب | 
past_exam - | resource | مراجعة | أسئلة مراجعة للامتحان | 
quiz 1 | quiz | الأسبوع 3 | كويز 1 | 
recording 3 | url | تسجيلات | تسجيل المحاضرة 3 | 
recording - | url | عام | رابط الزوم للمحاضرة | 
reading - | resource | قراءات | مقال عن التربية الحديثة | 
summary 1 | resource | ملخصات | ملخص الوحدة 1 | 
syllabus - | resource | عام | خطة المساق | 
announcement - | forum | عام | إعلانات المساق | 
discussion - | forum | عام | منتدى النقاش | 
survey - | choice | عام | اختيار مجموعة المختبر | 
tool - | url | عام | تحميل برنامج MATLAB | 
other 4 | label | الأسبوع 4 | الأسبوع الرابع | 
lecture 8 | resource | 14.12-20.12 | כימיה אורגנית שיעור 8 - אלקנים | 
lecture 4 | resource | מצגות | מצגת 4: דיני משפחה - מזונות | 
lecture 1 | resource | שבוע 1 | הרצאה ראשונה - מבוא לאתיקה | 
lecture 12 | resource | Slides | Lecture-12-Transformers.pdf | Lecture-12-Transformers.pdf
lecture - | resource | הרצאות | עקומות אדישות ותועלת שולית | 
lecture 6 | resource | Unit 6 | Unit 6 presentation | 
lecture 9 | resource | הרצאות | הרצ' 9 - שוק העבודה | 
lecture 5 | resource | المحاضرات | محاضرة 5 التربية الخاصة | 
tutorial 5 | resource | תרגולים | תרגול ה' - טורי חזקות | 
tutorial 2 | resource | תרגול | מצגת תרגול 2 (גל) | tirgul2_gal.pptx
tutorial 9 | resource | Tutorials | Tutorial sheet 9 | 
tutorial 11 | resource | Recitations | R11_MDPs.pdf | R11_MDPs.pdf
lab 4 | resource | מעבדות | מעבדה 4 - מעגלי RC | 
lab 2 | resource | Lab | Lab #2 manual | 
lab 9 | resource | מעבדה ביולוגית | ניסוי מס' 9: אנזימים | 
assignment 7 | assign | תרגילי בית | תרגיל בית 7 - עצי החלטה | 
assignment 4 | assign | מטלות | מטלה ד' - ראיון | 
assignment 11 | resource | מטלות | ממ"ן 11 - נוסח המטלה | mmn11.pdf
assignment - | assign | פרויקט | דו"ח אמצע פרויקט | 
assignment 2 | assign | Homework | Homework 2 - Due Nov 30 | 
assignment 6 | resource | Exercises | Exercise_06.pdf | Exercise_06.pdf
assignment - | assign | הדרכה | הגשת תיק הדרכה | 
assignment 3 | assign | واجبات | واجب رقم 3 | 
solution 7 | resource | תרגילי בית | ת"ב 7 - פתרון | 
solution 5 | resource | Homework | Solution to homework 5 | 
solution - | resource | מבחנים | פתרון מבחן לדוגמה | 
solution 2 | resource | פתרונות | exercise2.pdf | exercise2.pdf
exam - | quiz | בחינה סופית | מבחן גמר | 
exam - | page | בחינה | מידע לקראת הבחינה | 
exam - | quiz | Midterm | Midterm (Moed B) | 
exam - | label | כללי | מועד הבחינה: 15.2.2026, 9:00 | 
past_exam - | resource | מבחנים | בחינה 2019 סמסטר א | 
past_exam - | resource | Past exams | 2023 winter - moed B | 
past_exam - | resource | חזרה לבחינה | דוגמאות לשאלות במבחן | 
past_exam - | quiz | הכנה למבחן | מבחן לדוגמה מקוון | 
quiz 3 | quiz | שבוע 6 | בוחן 3 - תחביר | 
quiz - | quiz | נושא 2 | בחן את עצמך - תא ורקמה | 
quiz 10 | quiz | Quizzes | Reading quiz 10 | 
recording 4 | url | הקלטות | הקלטה של תרגול 4 | 
recording - | url | General | Zoom room - Prof. Levi | 
recording - | zoom | שבוע 3 | שיעור חי | 
recording 7 | url | סרטוני הרצאות | הרצאה 7 - חלק א' | 
reading - | resource | מאמרים | וייל, על המאבק למען הצדק | 
reading - | resource | פסקי דין | דנ"א 2401/95 נחמני נ' נחמני | 
reading - | resource | Readings | Hall (1980) Encoding-decoding.pdf | Hall (1980) Encoding-decoding.pdf
reading - | url | העשרה | מאמר מעניין על למידת מכונה | 
summary - | resource | דף נוסחאות | דף נוסחאות לאמצע | 
summary 10 | resource | סיכומים | סיכום תרגול 10 | 
summary - | resource | General | Formula sheet for the final | 
syllabus - | resource | מידע על הקורס | סילבוס באנגלית | 
syllabus - | page | כללי | אופן חישוב הציון הסופי | 
syllabus - | page | General | Attendance and grading | 
announcement - | forum | כללי | הודעות | 
announcement - | label | כללי | התרגול של יום רביעי בוטל | 
discussion - | forum | כללי | פורום תלמידים | 
discussion 6 | forum | תרגילים | פורום תרגיל 6 | 
survey - | feedback | כללי | משוב על ההרצאות | 
survey - | choice | כללי | הרשמה לקבוצת מעבדה | 
tool - | resource | קבצים | starter.zip | starter.zip
tool - | url | תוכנה | הורדה והתקנה של VSCode | 
other - | label | שבוע 9 | חומר קריאה | 
lecture 3 | resource | פרק 3 | פרק 3: פולימרים - שקפים | polymers.pdf
tutorial 4 | resource | שבוע 4 | התרגול | 
tutorial - | resource | תרגולים | תרגול ב-MATLAB | 
assignment 5 | lti | תרגילים | Gradescope - ת"ב 5 | 
assignment 1 | assign | פרויקט | אבן דרך ראשונה | 
solution 6 | resource | תרגיל בית 6 | הפתרון | 
recording 2 | url | תרגול 2 | הקלטה | 
recording - | url | הקלטות | הקלטה 9-12-2025 | 
reading - | resource | שיעור 10 | ת"פ 40/61 היועץ המשפטי נ' פלוני | 
summary 8 | resource | סיכומים | הרצאה 8 - אנזימים | 
syllabus - | page | כללי | נוכחות חובה | 
tool - | resource | נתונים | poll_data_2020.csv | poll_data_2020.csv
recording 11 | url | שיעור 11 | לינק להקלטת השיעור | 
`
