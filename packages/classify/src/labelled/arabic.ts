/** Kind number | module | section | name | file. */
export const arabicRows = `
lecture 1 | resource | المحاضرات | محاضرة 1 | 
lecture 2 | resource | الأسبوع 2 | المحاضرة الثانية | 
lecture 3 | resource | المحاضرات | محاضرة رقم 3 - الدوال | 
lecture 4 | resource | الأسبوع 4 | عرض تقديمي 4 | 
lecture 5 | resource | الدروس | الدرس الخامس: النهايات | 
lecture 6 | resource | المحاضرات | المحاضرة ٦ | 
lecture 7 | resource | المحاضرات | شرائح المحاضرة 7 | 
tutorial 1 | resource | التدريبات | تدريب 1 | 
tutorial 2 | resource | الأسبوع 2 | حصة تمارين 2 | 
tutorial 3 | resource | حصص التمارين | تمرين 3 | 
lab 1 | resource | المختبر | مختبر 1 | 
lab 2 | resource | المعمل | التجربة الثانية | 
assignment 1 | assign | الوظائف | وظيفة 1 | 
assignment 2 | assign | الأسبوع 3 | الواجب البيتي 2 | 
assignment 3 | resource | الواجبات | واجب ٣ | 
assignment 4 | resource | التمارين | تمرين 4 | 
assignment - | assign | عام | المشروع النهائي | 
assignment 5 | assign | عام | تسليم المهمة 5 | 
assignment - | assign | المختبر | تقرير المختبر | 
solution 1 | resource | الوظائف | حل الوظيفة 1 | 
solution 2 | resource | الواجبات | حلول الواجب 2 | 
solution - | resource | الامتحانات | حل امتحان 2020 | 
solution 3 | resource | الحلول | تمرين 3 | 
solution - | resource | الامتحانات | نموذج إجابة الامتحان النهائي | 
exam - | quiz | الامتحان | امتحان نهائي موعد أ | 
exam - | page | عام | مواعيد الامتحانات | 
exam - | page | عام | تعليمات الامتحان | 
exam - | quiz | الفصل | امتحان منتصف الفصل | 
exam - | resource | عام | مادة الامتحان | 
past_exam - | resource | امتحانات | امتحان 2019 | 
past_exam - | folder | عام | امتحانات سابقة | 
past_exam - | resource | مراجعة | امتحان تجريبي | 
past_exam - | resource | مراجعة | أسئلة سنوات سابقة | 
quiz 1 | quiz | الأسبوع 2 | اختبار قصير 1 | 
quiz 2 | quiz | الأسبوع 4 | كويز 2 | 
quiz - | quiz | الأسبوع 4 | اختبر نفسك | 
recording 1 | url | التسجيلات | تسجيل المحاضرة 1 | 
recording 2 | url | التسجيلات | محاضرة 2 | 
recording - | url | عام | رابط زوم | 
recording - | url | الأسبوع 3 | فيديو عن الجاذبية | 
reading - | resource | القراءات | كتاب المساق | 
reading - | resource | القراءات | مقال: الهوية واللغة | 
reading - | page | عام | قائمة المراجع | 
reading 2 | resource | الكتاب | الفصل 2 | 
summary - | resource | عام | ورقة القوانين | 
summary 3 | resource | ملخصات | ملخص المحاضرة 3 | 
summary - | resource | عام | تلخيص المساق | 
syllabus - | resource | عام | سيلابوس المساق | 
syllabus - | page | عام | توزيع العلامات | 
syllabus - | page | عام | الساعات المكتبية | 
syllabus - | page | عام | متطلبات المساق | 
announcement - | forum | عام | الإعلانات | 
announcement - | label | عام | تنبيه: تم تأجيل المحاضرة | 
discussion - | forum | عام | أسئلة واستفسارات | 
discussion - | url | عام | مجموعة واتساب | 
survey - | choice | عام | اختيار المجموعة | 
survey - | feedback | عام | تقييم المساق | 
survey - | url | عام | استبيان عن الدورة | 
tool - | url | عام | تثبيت بايثون | 
tool - | resource | الوظائف | ملفات البيانات | data.csv
tool 2 | resource | الوظائف | كود البداية للوظيفة 2 | 
other - | label | الأسبوع 1 | المحاضرات | 
other - | glossary | عام | مصطلحات | 
syllabus - | resource | عام | الخطة الدراسية | 
tutorial 5 | resource | حصة تطبيقية | حصة 5 | 
`
