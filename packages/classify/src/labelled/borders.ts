/** Names at the borders between kinds, in three languages. Kind number | module | section | name | file. */
export const borderRows = `
recording - | url | General | Join our weekly class on Zoom | 
recording - | url | General | Lecture room (Webex) | 
recording - | url | כללי | קישור קבוע להרצאות בזום | 
recording - | url | כללי | חדר הזום של המתרגלת | 
recording - | googlemeet | General | Tutorial group 2 | 
recording - | msteams | כללי | פגישות שבועיות | 
recording - | url | عام | رابط اللقاء المباشر | 
recording - | url | General | meet.google.com/abc-defg-hij | https://meet.google.com/abc-defg-hij
recording 8 | url | שבוע 8 | צפייה בהרצאה 8 | https://www.youtube.com/watch?v=abc
recording 2 | page | Week 2 | Video lectures | 
recording 2 | resource | Week 2 | Week 2 podcast | pod2.mp3
tool - | resource | Project | Project data | project_data.csv
tool - | resource | Week 5 | Skeleton files | 
tool 2 | resource | Homework | HW2 skeleton code | hw2_skeleton.zip
tool - | url | General | Anaconda distribution | https://www.anaconda.com/download
tool - | url | General | Install Docker | 
tool - | resource | כללי | מדריך להתקנת התוכנה | 
tool - | resource | פרויקט | תבנית לדוח הפרויקט | template.docx
tool 1 | resource | מעבדות | קובץ נתונים למעבדה 1 | 
tool - | url | כללי | תוכנת SPSS - קישור להורדה | 
tool - | url | عام | برنامج المحاكاة | 
tool - | resource | Week 6 | simulation.m | simulation.m
tool - | resource | Week 6 | Demo notebook | demo.ipynb
tool - | url | General | Link to the online compiler | 
syllabus - | page | General | Attendance and participation policy | 
syllabus - | page | General | How your grade is calculated | 
syllabus - | resource | General | Timetable for the semester | 
syllabus - | resource | General | Lecture schedule | 
syllabus - | page | General | Plagiarism and academic integrity | 
syllabus - | page | General | Course overview | 
syllabus - | page | General | Meet your instructors | 
syllabus - | page | כללי | מדיניות ציונים | 
syllabus - | page | כללי | חישוב ציון סופי | 
syllabus - | resource | כללי | לוח הרצאות ותרגולים | 
syllabus - | page | כללי | יושרה אקדמית | 
syllabus - | page | כללי | מדיניות הגשה באיחור | 
syllabus - | resource | כללי | פריסת נושאים לפי שבועות | 
syllabus - | resource | כללי | תאריכי הגשה של תרגילי הבית | 
syllabus - | page | عام | سياسة العلامات والحضور | 
syllabus - | resource | عام | جدول المساق الأسبوعي | 
syllabus - | page | General | AI usage policy | 
syllabus - | resource | Project | Rubric for presentations | 
exam - | resource | General | Exam schedule | 
exam - | page | General | What is on the final? Exam coverage | 
exam - | page | Exam | Exam day rules | 
exam - | page | Exam | Seating plan for the midterm | 
exam - | page | כללי | תאריך הבחינה ומיקומה | 
exam - | resource | כללי | הוראות למבחן בחומר פתוח | 
exam - | resource | כללי | נושאים למבחן | 
exam - | resource | כללי | רשימת נושאים לבחינה | 
exam - | page | כללי | הנחיות לבחינה בעל פה | 
exam - | quiz | Week 14 | Final | 
exam - | quiz | Week 7 | Mid-semester test | 
exam - | assign | בחינה | העלאת פתרון הבחינה | 
exam - | page | عام | قوانين الامتحان | 
exam - | resource | عام | جدول الامتحانات | 
exam - | page | מבחן | התאמות בבחינה | 
past_exam - | quiz | Exam prep | Practice exam | 
past_exam - | resource | Review | Questions to review before the exam | 
past_exam - | resource | חזרה | תרגילי חזרה למבחן | 
past_exam - | resource | חזרה | שאלות מבחינות קודמות | 
past_exam - | resource | חזרה | אוסף שאלות ממבחנים | 
past_exam - | quiz | חזרה | מבחן תרגול מקוון | 
past_exam - | resource | Exams | midterm_2018_spring.pdf | midterm_2018_spring.pdf
past_exam - | resource | Exam bank | 2016a | 
past_exam - | resource | מבחנים | בחינה 08.02.2021 | 
past_exam - | resource | מבחנים | 2023א | 2023a.pdf
past_exam - | resource | כללי | מתכונת | 
past_exam 2 | resource | نماذج | نموذج امتحان 2 | 
past_exam - | resource | امتحانات سابقة | نهائي 2018 | 
past_exam - | resource | Past exams | Moed A 2021 | 
survey - | url | General | Vote for the review session date | 
survey - | choice | Week 1 | Sign up for lab groups | 
survey - | url | General | Register for a presentation slot | 
survey - | url | כללי | טופס בחירת נושא לעבודה | 
survey - | url | כללי | סקר אמצע סמסטר | 
survey - | choice | כללי | באיזה יום נוח לכם? | 
survey - | feedback | כללי | מה דעתכם על הקורס? | 
survey - | url | عام | استمارة تسجيل للمجموعات | 
survey - | quiz | General | Pre-course survey | 
survey - | assign | Project | Project topic selection | 
survey - | url | כללי | הרשמה להצגת מאמרים | 
assignment - | assign | Week 4 | Literature review | 
assignment - | assign | Week 4 | Video presentation | 
assignment 3 | assign | Week 4 | Lecture 3 exercise | 
assignment 5 | assign | מעבדות | דו"ח מסכם ניסוי 5 | 
assignment - | assign | כללי | סיכום מאמר | 
assignment - | assign | כללי | פוסטר | 
assignment 4 | assign | Tutorials | Tutorial 4 submission | 
assignment - | resource | Project | Instructions for the final project | 
assignment - | page | כללי | הנחיות לכתיבת עבודת הסמינר | 
assignment - | resource | מטלות | מטלת סיום | 
assignment - | resource | Essays | Essay prompt | 
assignment 6 | data | מטלות | הגשת מטלה 6 | 
assignment 2 | folder | Homework | HW2 | 
assignment 3 | page | Week 3 | Homework 3 | 
assignment 5 | url | תרגילי בית | תרגיל 5 במערכת WeBWorK | 
assignment - | assign | Week 8 | Self evaluation | 
assignment 4 | quiz | מטלות | מטלה 4 | 
assignment 2 | label | Homework | Homework 2 is due on Sunday at 23:59, please submit in pairs | 
quiz 3 | quiz | Lectures | Lecture 3 | 
quiz 6 | url | Week 6 | Kahoot 6 | 
quiz - | quiz | כללי | בוחן בטיחות במעבדה | 
quiz 2 | quiz | יחידה 2 | תרגול עצמי 2 - בוחן | 
quiz - | quiz | Week 1 | Diagnostic test of prior knowledge quiz | 
discussion 1 | forum | Week 1 | Discussion 1: what is justice? | 
discussion - | forum | כללי | פורום סטודנטים | 
discussion - | forum | כללי | חיפוש שותפים להגשה | 
discussion - | forum | تمارين | أسئلة حول الوظائف | 
discussion - | wiki | General | Course wiki | 
announcement - | forum | General | Messages from the lecturer | 
announcement - | forum | כללי | הודעות מהמרצה | 
announcement - | label | General | No tutorial this week - cancelled | 
announcement - | forum | כללי | חדשות הקורס | 
announcement - | label | عام | أهلا وسهلا بكم في المساق | 
announcement - | resource | כללי | הודעה בדבר שינויים בלוח הזמנים | 
other - | label | General | Course materials | 
other - | label | כללי | --- | 
other - | label | כללי | חומרים נוספים | 
other - | label | כללי | הקלטות | 
other - | label | General | Past exams | 
other - | glossary | Week 1 | Key terms | 
other - | label | כללי | קריאה | 
other 3 | label | Unit 3 | Unit 3: Photosynthesis | 
other - | customcert | General | Certificate of completion | 
solution - | resource | בוחן אמצע | פתרון בוחן האמצע | 
solution - | folder | Past exams | Solutions | 
solution 4 | page | Week 5 | Solutions - worksheet 4 | 
solution 2 | url | תרגילי בית | קישור לפתרון תרגיל 2 | 
solution 5 | resource | Homework | hw5 | hw5_solutions.pdf
solution 7 | resource | תרגילי בית | תשובות סופיות לתרגיל 7 | 
solution - | resource | امتحانات | إجابات امتحان 2022 | 
recording 4 | url | פתרונות | סרטון פתרון תרגיל 4 | 
recording - | url | Exam | Recorded review session | 
summary - | resource | Review | Summary of the course for the exam | 
summary - | resource | Exam | Allowed formula page | 
summary - | resource | מבחן | דפי הנוסחאות שיצורפו לבחינה | 
summary 4 | resource | שבוע 4 | עיקרי הדברים - שיעור 4 | 
summary - | resource | عام | قوانين الفيزياء للامتحان - ورقة قوانين | 
reading - | url | Week 3 | TED talk article | 
reading - | resource | שבוע 4 | כהן ולוי 2015 - זיכרון קולקטיבי | 
reading 2 | resource | Week 2 | Reading for week 2 | 
reading - | url | General | Khan Academy | 
reading - | resource | Week 2 | Case study: Netflix | 
reading - | imscp | General | Online textbook | 
reading 12 | resource | General | Stewart Calculus chapter 12 | 
lecture 2 | resource | שבוע 2 | מצגת - שבוע 2 | 
lecture 5 | resource | Week 5 | Week 5 slides | 
lecture 3 | resource | Week 3 | Lecture 3 handout | 
lecture - | resource | Week 3 | Eigenvalues and eigenvectors | eigen.pdf
lecture 6 | resource | מצגות | מפגש 6 | 
lecture 4 | resource | Lectures | Lecture 4 (Recitation moved) | 
lecture 7 | folder | Week 7 | Lecture 7 materials | 
lecture 3 | resource | שבוע 3 | הרצאה 3 - מבחני התכנסות | 
lecture 8 | resource | Week 8 | Lecture 8: Software testing tools | 
lecture 9 | resource | Week 9 | Lecture 9. Reading and writing files | 
lecture 10 | resource | הרצאות | הרצאה 10: סקר ספרות | 
lecture 2 | resource | Lectures | Lecture 2 - Video compression | 
tutorial 6 | resource | שבוע 6 | תרגול 6 - שאלות ממבחנים | 
tutorial 3 | resource | Week 3 | Tutorial 3: exam-style problems | 
tutorial 7 | resource | תרגולים | 7 - מיון ערימה | 
tutorial 2 | page | Week 2 | Practical class 2 | 
tutorial 4 | resource | Recitations | Recitation 4 worksheet | 
lab 6 | resource | Labs | Lab 6 handout | 
lab 3 | page | מעבדות | מעבדה 3 - הנחיות | 
lab 2 | folder | Labs | Lab 2 | 
lab 4 | resource | مختبر | تعليمات المختبر 4 | 
`
