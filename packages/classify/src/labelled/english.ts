/** Kind number | module | section | name | file. */
export const englishRows = `
lecture 1 | resource | Week 1 | Lecture 1 | lec1.pdf
lecture 2 | resource | Lectures | Lec 2: Complexity | 
lecture 3 | resource | Lectures | Lecture 03 - Sample spaces | 
lecture 4 | resource | Week 4 | Lecture Four: Heaps | 
lecture 5 | resource | Lecture notes | Notes 5 | 
lecture 6 | resource | Week 6 | Lecture notes 6 | 
lecture 7-8 | resource | Lectures | Lectures 7-8 slides | 
lecture 9 | resource | Week 9 | Slides | lecture9.pptx
lecture 10 | resource | Lectures | L10_graphs.pdf | L10_graphs.pdf
lecture 11 | resource | Topic 11 | Presentation | 
lecture - | resource | Lectures | Supply and demand | supply.pptx
lecture 12 | resource | Lectures | Lecture 12: Review for the exam | 
lecture 2 | resource | Slides | Session 2 - Brand management | 
lecture 3 | resource | Week 3 | Third lecture | 
lecture 1 | resource | Unit 1 | Introduction | intro.pdf
lecture 14 | resource | Class materials | Lecture 14 (12/01/2026) | 
lecture 4 | resource | Lectures | Lecture 4 with annotations | 
lecture - | resource | Week 8 | Guest lecture: AI in medicine | 
tutorial 1 | resource | Tutorials | Tutorial 1 | 
tutorial 2 | resource | Recitations | rec2.pdf | rec2.pdf
tutorial 3 | resource | Week 3 | Recitation 3 - Master theorem | 
tutorial 4 | resource | Week 4 | Tutorial sheet 4 | 
tutorial 5 | resource | Tutorials | Exercise 5 | 
tutorial 6 | resource | Tutorials | Slides 6 | 
tutorial 7 | resource | Week 7 | TA session 7 notes | 
tutorial 8 | resource | Week 8 | Class exercise 8 | 
tutorial 9 | resource | Recitations | tirgul_9.docx | tirgul_9.docx
tutorial 4 | resource | Week 5 | Seminar 4 | 
tutorial 2 | resource | Tutorials | Tutorial 2 (with solutions) | 
lab 1 | resource | Labs | Lab 1 - Multimeter | 
lab 2 | resource | Week 4 | Laboratory 2 | 
lab 3 | resource | Labs | Experiment 3 | 
lab 4 | page | Labs | Pre-lab 4 | 
lab - | resource | Labs | Lab safety rules | 
lab 5 | resource | Labs | Instructions 5 | 
assignment 1 | assign | Homework | Homework 1 | 
assignment 2 | assign | Week 3 | HW2 | 
assignment 3 | resource | Assignments | hw03.pdf | hw03.pdf
assignment 4 | resource | Week 5 | Problem set 4 | 
assignment 5 | assign | Week 6 | PS 5 | 
assignment 6 | assign | Week 7 | Assignment #6 | 
assignment - | assign | Project | Final project | 
assignment - | assign | Essays | Reflection paper | 
assignment 2 | assign | Labs | Lab 2 report | 
assignment - | resource | Project | Project guidelines | 
assignment 7 | assign | Week 9 | Exercise 7: Regression | 
assignment 3-2 | assign | HW | Exercise 3.2 | 
assignment 8 | quiz | Week 8 | Homework 8 - online | 
assignment 1 | resource | Problem sets | Set 1 | 
assignment - | assign | Week 2 | Upload your bio | 
assignment 1-2 | assign | Week 2 | Assignments 1 and 2 | 
assignment 4 | lti | Week 4 | WebAssign homework 4 | 
assignment 2 | turnitintooltwo | Essays | Essay 2 draft | 
assignment 3 | workshop | Week 5 | Peer review of assignment 3 | 
assignment - | assign | Week 10 | Quizlet creation task | 
solution 1 | resource | Homework | Homework 1 solutions | 
solution 2 | resource | Homework | HW2 sol.pdf | HW2 sol.pdf
solution 3 | resource | Solutions | HW 3 | 
solution - | resource | Exams | Midterm 2021 solution | 
solution - | resource | Exams | Solutions to the sample final | 
solution 4 | resource | Week 5 | Answers to exercise 4 | 
solution 5 | resource | Tutorials | Tutorial 5 - Solutions | 
solution - | folder | Homework | Homework solutions | 
solution 2 | resource | Quizzes | Quiz 2 answer key | 
solution 6 | resource | Problem sets | ps6_soln.pdf | ps6_soln.pdf
solution 1 | resource | Labs | Model answers for lab 1 | 
solution 3 | resource | Homework | Suggested solutions 3 | 
exam - | quiz | Exam | Final exam | 
exam - | quiz | Week 7 | Midterm | 
exam 2 | quiz | Week 10 | Test 2 | 
exam - | page | General | Exam dates | 
exam - | page | Exam | Final exam instructions | 
exam - | resource | Exam | Topics for the midterm | 
exam - | assign | Exam | Take-home exam | 
exam - | label | General | Final exam: Feb 3, 9:00, room 101 | 
exam - | resource | General | Exam rules and regulations | 
exam - | assign | Exam | Final exam upload | 
past_exam - | resource | Exams | Exam 2019 | 
past_exam - | resource | Past exams | 2018 moed B | 
past_exam - | folder | Exams | Previous exams | 
past_exam - | resource | Exam prep | Sample exam | 
past_exam 2 | resource | Exam prep | Practice final 2 | 
past_exam - | quiz | Exam prep | Mock test | 
past_exam - | resource | Exam prep | Review questions for the final | 
past_exam - | resource | Exams | Midterm Fall 2022 | 
past_exam - | resource | Past papers | June 2017 | 
past_exam - | resource | Exams | Exam 2020 with solutions | 
past_exam - | resource | Exams | final_2016.pdf | final_2016.pdf
past_exam - | resource | Exam preparation | Multiple choice practice | 
quiz 1 | quiz | Week 2 | Quiz 1 | 
quiz 2 | quiz | Week 3 | Lecture 2 quiz | 
quiz - | quiz | Week 3 | Check your understanding | 
quiz 3 | resource | Quizzes | Quiz 3 | 
quiz 4 | quiz | Week 4 | Reading quiz 4 | 
quiz - | quiz | General | Academic integrity quiz | 
quiz - | quiz | Week 5 | Vectors and planes | 
quiz - | h5pactivity | Week 2 | Self-test: cells | 
quiz 5 | assign | Week 6 | Quiz 5 (paper) | 
recording 1 | url | Recordings | Lecture 1 recording | 
recording 2 | url | Recordings | Lecture 2 | 
recording 3 | url | Week 3 | Recording - tutorial 3 | 
recording - | url | General | Zoom link | 
recording - | zoom | General | Office hours | 
recording - | bigbluebuttonbn | General | Virtual classroom | 
recording - | resource | Week 1 | Course intro | intro.mp4
recording - | url | Week 2 | Video: How DNS works | 
recording - | url | General | Teams meeting for lectures | 
recording - | url | Week 4 | YouTube - 3Blue1Brown on determinants | 
recording 5 | resource | Week 5 | Lecture 5 | GMT20251103_Recording.mp4
recording - | url | Exam | Video solution of exam 2020 | 
recording 6 | lti | Week 6 | Panopto: class 6 | 
reading 1 | resource | Readings | Chapter 1 | 
reading - | resource | Readings | Smith (2010) | smith2010.pdf
reading - | page | General | Reading list | 
reading - | resource | Week 2 | Required reading: Locke | 
reading - | url | Further reading | Stanford Encyclopedia of Philosophy | 
reading - | resource | General | Textbook | 
reading - | resource | Week 3 | Article on inflation | 
reading - | resource | Papers | Attention is all you need | attention.pdf
reading - | url | Links | Python documentation | 
reading - | resource | Papers | A survey of transfer learning | 
reading 5 | resource | Textbook | Ch. 5: Elasticity | 
summary - | resource | General | Formula sheet | 
summary 3 | resource | Week 3 | Week 3 summary | 
summary - | resource | Exam | Cheat sheet | 
summary - | resource | Exam | Exam formula sheet | 
summary 2 | resource | Summaries | Lecture 2 summary | 
summary - | resource | General | Study guide | 
summary - | resource | General | Key concepts | 
syllabus - | resource | General | Syllabus | 
syllabus - | resource | General | Course syllabus 2025-26 | 
syllabus - | page | General | Grading policy | 
syllabus - | page | General | Course schedule | 
syllabus - | page | General | Staff and office hours | 
syllabus - | page | General | Late homework policy | 
syllabus - | page | General | Contact information | 
syllabus - | resource | Project | Project grading rubric | 
syllabus - | page | General | Course requirements | 
announcement - | forum | General | Announcements | 
announcement - | forum | General | News forum | 
announcement - | label | General | Welcome to the course! | 
announcement 5 | page | General | Important update about week 5 | 
discussion - | forum | General | Q&A forum | 
discussion 3 | forum | Homework | Questions about HW 3 | 
discussion - | url | General | Piazza | 
discussion 2 | forum | Week 2 | Week 2 discussion | 
discussion - | forum | General | Student lounge | 
discussion - | chat | General | Class chat | 
discussion - | forum | General | Exam questions | 
survey - | choice | General | Group selection | 
survey - | feedback | General | Mid-course feedback | 
survey - | survey | General | Learning styles | 
survey - | url | General | Poll: office hours time | 
survey - | choice | Project | Choose your project topic | 
survey - | url | Labs | Lab sign-up | 
survey - | scheduler | Project | Project meetings | 
survey - | url | General | Pre-course questionnaire | 
tool - | url | General | Download VS Code | 
tool - | resource | HW 2 | Starter code | starter.zip
tool 3 | resource | HW 3 | Homework 3 starter code | hw3.zip
tool 2 | resource | Labs | Data set for experiment 2 | data.xlsx
tool - | url | General | Google Colab | 
tool - | page | General | Setting up your environment - installation guide | 
tool - | resource | Project | LaTeX template | 
tool - | resource | Week 3 | titanic.csv | titanic.csv
tool - | lti | General | Gradescope | 
tool 3 | resource | Week 3 | Code examples from lecture 3 | code3.zip
tool - | url | General | Course GitHub repository | 
other 1 | label | Week 1 | Week 1 | 
other - | label | General | Lectures | 
other - | label | General | Homework | 
other - | glossary | General | Terms | 
other - | subsection | Week 3 | Extra | 
other - | label | Week 2 | Materials for this week | 
`
