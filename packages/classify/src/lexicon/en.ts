import type { LexiconEntry } from './entry.ts'

/** English, and Hebrew or Arabic words as file names write them in Latin letters. */
export const english: LexiconEntry[] = [
  {
    sign: 'lecture',
    weight: 3,
    phrases: `lecture, lec, lect, lecture notes, lecture note, lecture slides, lecture slide, lecture material, lecture handout, class notes, guest lecture, hartzaa, hartsaa, harzaa, hartzaah, hartza, shiur, shiour, guest talk, plenary, lecturenotes, lectureslides, annotated slides, review lecture, mohadara, muhadara, final lecture, final class`,
  },
  {
    sign: 'lecture',
    weight: 2,
    phrases: `slides, l, slide deck, deck, presentation, ppt, class, lesson, session, handout, notes, whiteboard, blackboard, board photos, introduction, intro, talk, keynote, matzeget`,
  },
  {
    sign: 'tutorial',
    weight: 3,
    phrases: `tutorial, t, r, tut, tuto, recitation, rec, recit, exercise session, exercise class, problem session, problem class, class exercise, in class exercise, in class activity, class activity, discussion section, tirgul, targul, tirgulim, review session, ta session, ta notes, ta slides, practice session, practical class, seminar, workshop, example class, examples class, section notes, ta class, guided exercise, tutorial sheet, tutorial questions, tutorial problems, tutorial exercises, worked examples, ta`,
  },
  {
    sign: 'lab',
    weight: 3,
    phrases: `lab, laboratory, lab manual, lab instructions, lab sheet, lab handout, lab session, lab guide, prelab, pre lab, pre-lab, lab preparation, lab exercise, practical, experiment, maabada, lab safety, lab notebook, lab notes, lab worksheet, lab slides`,
  },
  {
    sign: 'assignment',
    weight: 3,
    phrases: `homework, home work, homeworks, hw, assignment, assg, asgn, asst, hwk, problem set, problem sets, pset, p-set, ps, problem sheet, exercise sheet, exercise, ex, targil, targilim, matala, mmn, maman, mamn, tb, sheet, coursework, take home assignment, project, final project, term paper, term project, essay, programming assignment, lab report, lab assignment, written assignment, reading response, response paper, case study submission, case analysis, problem, mini project, research proposal, project proposal, project report, milestone, deliverable, capstone, report, draft, portfolio, reflection paper, annotated bibliography, peer review, progress report, bonus, group work, reading assignment, position paper, lab write up, machine problem, code review submission, checkpoint, exercise set, final paper, final essay, final report, final presentation, final assignment, final submission, final draft, final version, final deliverable, final homework, final portfolio, peer feedback, peer assessment, peer evaluation, project requirements, project description, project guidelines`,
  },
  {
    sign: 'assignment',
    weight: 2,
    phrases: `worksheet, practice, extra practice, appeal, regrade request, task, practice problems, practice exercises, practice questions, challenge, submission, submit, reflection, journal, upload, drop box, dropbox, set, questions, extra problems, submission box, hand in`,
  },
  {
    sign: 'hand_in',
    weight: 2,
    phrases: `submission, submit, hand in, upload, drop box, dropbox, turn in, submission box, deliverable`,
  },
  {
    sign: 'solution',
    weight: 3,
    phrases: `solution, sol, soln, sols, solns, solved, answer, answer key, answers, answer sheet, solution key, ans, solution set, model solution, model answer, suggested solution, sample solution, worked solution, pitaron, pitron, pitronot, fitaron, answer guide, marking scheme, mark scheme, official solution, solution manual, key to exercises`,
  },
  {
    sign: 'exam',
    weight: 3,
    phrases: `exam, exams, examination, midterm, mid term, mid-term, midterm exam, final exam, final test, midterm test, term test, take home exam, oral exam, final examination, test, mivhan, mivchan, bhina, makeup exam, resit, retake, resit exam, make up exam, prelim, viva, class test, placement test, placement exam`,
  },
  { sign: 'exam', weight: 2, phrases: `test, mt, final` },
  {
    sign: 'past_exam',
    weight: 3,
    phrases: `past exam, past paper, past exam paper, previous exam, old exam, sample exam, practice exam, mock exam, mock test, practice test, practice midterm, practice final, sample midterm, sample final, sample test, mock midterm, mock final, old midterm, old final, previous year exam, exam archive, exams from previous years, previous years exam, exam bank, past midterm, past final, exam questions, sample questions, review questions, exam review, exam practice, exam prep, exam preparation, midterm review, final review, midterm practice, final practice, mock, specimen paper, review problems, review sheet questions, former exam, old test, past test, question bank, exam collection, revision questions, revision problems, revision exercises, exam style questions, practice exam questions, previous midterm, previous final, past year paper, past years exam, exam paper archive, prior exam, dry run exam, review exercises, practice for the exam, practice for the final, practice for the midterm`,
  },
  {
    sign: 'quiz',
    weight: 3,
    phrases: `quiz, quizzes, quizz, pop quiz, self test, self assessment, self check, knowledge check, check your understanding, test your understanding, test your knowledge, concept check, reading quiz, online quiz, test yourself, bohan, bochan, kahoot, warm up questions, entry quiz, pre class questions, comprehension questions, checkup, clicker questions, quizizz, trivia, concept test, diagnostic, vocabulary test, vocab test, grammar test, chapter test, module test, weekly test, mini test, short test, reading test, spelling test`,
  },
  { sign: 'quiz', weight: 2, phrases: `unit test, multiple choice questions, mcq` },
  {
    sign: 'recording',
    weight: 3,
    phrases: `recording, recorded, rec of, lecture recording, video recording, zoom recording, class recording, recorded lecture, lecture video, video lecture, lecture capture, panopto, screencast, webcast, replay, hakalta, haklata, haklatot, recorded session, video solution, video of, video playlist, youtube, session recording, echo360, kaltura, watch the lecture, webinar recording, opencast`,
  },
  {
    sign: 'recording',
    weight: 2,
    phrases: `video, clip, podcast, movie, playlist, film, audio, watch, vimeo, documentary, vid`,
  },
  {
    sign: 'meeting',
    weight: 3,
    phrases: `zoom, zoom link, zoom meeting, meeting link, zoom room, zoom url, google meet, meet link, meet google com, zoom us, teams microsoft com, ms teams, microsoft teams, teams, teams meeting, teams link, webex, live session, live class, live lecture, virtual classroom, online classroom, online meeting, virtual room, join the meeting, join the class, live stream, livestream, bigbluebutton, bbb, online office hours, virtual office hours, zoom office hours, meeting room, class link, join class, join the lecture, jitsi, live meeting, virtual meeting, link to class, link to lecture, link to the lecture, link to the class, live link, live q a, live online session, synchronous session, web conference, videoconference, video conference, permanent link`,
  },
  {
    sign: 'reading',
    weight: 3,
    phrases: `reading, reading list, required reading, recommended reading, further reading, optional reading, article, paper, textbook, text book, book, bibliography, references, course reader, reader, journal article, research paper, book chapter, excerpt, ebook, e-book, primer, survey paper, a survey of, literature, supplementary material, supplementary reading, supplement, wikipedia, blog post, white paper, essay by, maamar, monograph, course book, coursebook, source text, review article, case study, additional resources, additional material, useful links, resources, background material, further study, documentation, external links, case law, legislation, statute, verdict, judgment, judgement, court ruling, precedent, anthology, transcript, lecture transcript, talk transcript, court case, datasheet, data sheet, application note, sheet music, full score, music score, vocal score`,
  },
  {
    sign: 'reading',
    weight: 2,
    phrases: `chapter, ch, chap, appendix, text, handbook, manual, resource, links, extra material, enrichment, case, background, perek, novel, poem, poetry, short story`,
  },
  {
    sign: 'summary',
    weight: 3,
    phrases: `summary, summaries, sikum, sikumim, cheat sheet, cheatsheet, formula sheet, formulas, formulae, formula, formulary, equation sheet, crib sheet, recap, overview sheet, study guide, reference sheet, quick reference, key concepts, concept map, mind map, review sheet, review notes, revision notes, wrap up, table of integrals, table of derivatives, statistical tables, study notes, student notes, course notes summary, z table, t table, definitions and theorems, list of theorems, theorem list, takeaways, key takeaways, key points, synopsis, nushaon, nushaot, nuschaot, refcard, distribution tables, revision guide, at a glance, one pager, outline, transform table, table of transforms, laplace table, fourier table, identities table, trig identities, distribution table, periodic table, conversion table, reference table, table of formulas, table of identities, list of formulas, list of identities, table of distributions, theorem sheet, definition sheet, fact sheet, help sheet, aid sheet, notes sheet, reference card, physical constants, useful constants, main points, highlights`,
  },
  { sign: 'summary', weight: 2, phrases: `table of, tables of` },
  {
    sign: 'syllabus',
    weight: 3,
    phrases: `syllabus, sylabus, how your grade, faq, frequently asked questions, start here, grade calculation, final grade calculation, how grades, silabus, course outline, course description, course information, course info, course policy, course policies, policy, policies, grading, grading policy, grading scheme, grade breakdown, schedule, course schedule, timetable, calendar, course calendar, course plan, weekly plan, lesson plan, course overview, course requirements, requirements, course guide, office hours, staff, course staff, contact information, contact details, contact, teaching staff, academic integrity, code of conduct, late submission policy, attendance policy, course structure, learning outcomes, learning objectives, about the course, about this course, course logistics, logistics, administrative information, course handbook, course rules, module guide, module handbook, rubric, grading rubric, assessment criteria, marking criteria, study plan, deadlines, due dates, submission guidelines, instructors, assessment overview, meet the team, evaluation scheme, collaboration policy, general information, admin, roadmap, how the course works, house rules, homework policy, regrade policy, grading criteria, assessment information, course objectives, graded, how to pass, getting started, course map, weekly overview, key information, your instructor, your lecturer, about the instructor, ai policy, who we are, late submission, late policy, teaching assistant, attendance requirement, mandatory attendance`,
  },
  {
    sign: 'announcement',
    weight: 3,
    phrases: `announcement, messages from, messages from the lecturer, news, news forum, notice, notices, notice board, noticeboard, update, important notice, bulletin, bulletin board, cancelled, canceled, postponed, rescheduled, room change, class cancelled, reminder, please note, important message, latest news, message board from staff, no class, no lecture, no tutorial, no recitation, no lab, no classes, class moved, due to holiday, will not take place, will not meet, will be cancelled, moved to, change of room, new room, is cancelled, is moved, extended to, deadline extended, extension announcement, happy holiday, happy new year, good luck`,
  },
  { sign: 'syllabus', weight: 2, phrases: `the course, this course` },
  { sign: 'announcement', weight: 2, phrases: `welcome, grades, results, urgent, important, change of` },
  {
    sign: 'discussion',
    weight: 3,
    phrases: `forum, discussion, discussion forum, discussion board, q a, q & a, q&a, qa, qna, questions and answers, ask the, ask a question, ask us, student lounge, cafe, coffee, coffee shop, chat, chat room, piazza, slack, discord, whatsapp, telegram, ed discussion, introduce yourself, icebreaker, ice breaker, help forum, ask your questions, ask questions, students corner, debate, padlet, ed stem, edstem, peer discussion, find a partner, find a team, looking for, telegram group, whatsapp group, study groups`,
  },
  {
    sign: 'survey',
    weight: 3,
    phrases: `survey, poll, questionnaire, course evaluation, teaching evaluation, feedback form, mid course feedback, midterm feedback, mid semester feedback, course feedback, feedback, sign up, signup, sign ups, sign-up, registration, register, enrolment form, enrollment form, registration form, group selection, group choice, choose your group, choose a group, select your group, pick a, choose, topic selection, topic choice, vote, voting, doodle, choose your topic, slot booking, book a slot, book a time, book an appointment, book a meeting, schedule a meeting, appointment, booking, evaluation form, evaluation of teaching, preferences, group formation, team formation, availability form, doodle poll, team registration, group registration, presentation slots, time slots, exit ticket, rsvp, entry survey, exit survey, midterm survey, scheduler, form to, google form, google forms, forms gle, docs google com forms, forms office com, microsoft form, ms form, sign up sheet, typeform, qualtrics, mentimeter`,
  },
  {
    sign: 'tool',
    weight: 3,
    phrases: `software, install, installation, installation guide, installation instructions, setup, set up, setup guide, download, dataset, data set, data, data file, data files, starter code, starter files, starter kit, skeleton, skeleton code, template, code template, latex template, boilerplate, code, code example, code examples, example code, source code, sample code, source files, github, gitlab, git repo, github repository, repository, repo, colab, google colab, jupyter, jupyterhub, virtual machine, vm, vm image, docker, dockerfile, docker image, compiler, simulator, ide, calculator, autograder, grader, test cases, test files, tester, support files, support code, helper files, toolkit, tools, tool, plugin, license, licence, online judge, playground, sandbox, vpn, matlab download, header files, config files, csv files, database dump, images for, student version, demo code, code from class, code files, latex, makefile, assets, scripts,  web app, applet, desmos, geogebra, overleaf, applets, vscode, moodle app, supporting files, provided files, input files, starter`,
  },
  {
    sign: 'tool',
    weight: 2,
    phrases: `notebook, attendance, simulation, interactive simulation, environment, checklist, images, library, libraries, files, chatgpt, copilot, notebooklm, anaconda, pycharm, matlab, octave, spss, stata, rstudio, virtualbox, vmware, ubuntu, wsl, putty, winscp, mobaxterm, quartus, modelsim, ltspice, logisim, wireshark, autocad, solidworks, labview, mathematica, wolfram, symbolab, kaggle, endnote, zotero, mendeley, turnitin, webwork, server, ssh, generator, user guide, converter, plotter, emulator, app, gradescope, user manual`,
  },
  {
    sign: 'other',
    weight: 2,
    phrases: `certificate, image, photo, department website, faculty website, university website, homepage, department homepage`,
  },
  {
    sign: 'sample',
    weight: 3,
    phrases: `past, previous, previous years, old, sample, practice, mock, archive, former, prior, specimen, earlier, practice questions, practice problems, practice exercises, review, revision, example, without solution, without answer, without answers, no solution, no answers, unsolved, drive, collection, folder, trial, not graded, ungraded`,
  },
  { sign: 'sitting', weight: 2, phrases: `moed, mo'ed, moad, moedim` },
  {
    sign: 'info',
    weight: 2,
    phrases: `date, dates, rules, instructions, instruction, regulations, guidelines, information, info, schedule, location, locations, room, rooms, seating, material, materials, topics, coverage, covered, procedure, procedures, format, structure, logistics, accommodations, appeal, appeals, time and place, announcement, details, what to bring, policy, list of topics, scope, announcement about, grades, timetable, results, content, faq, permitted, allowed, what will be on, what is on, what to study, what to know, what you need to know, how to prepare, how to study, preparing for`,
  },
  { sign: 'week', weight: 1, phrases: `week, wk, unit, module, topic, day, part, block, theme, shavua` },
  { sign: 'ordinal_mark', weight: 1, phrases: `no, number, nr, num` },
  {
    sign: 'not_lesson',
    weight: 1,
    phrases: `version, v, ver, group, question, room, page, pp, semester, year, moed, term, form, grade, rev, revision, slot, python, java, windows, part, level, q`,
  },
  {
    sign: 'topic',
    weight: 3,
    phrases: `data structures, data structure, data mining, data science, data analysis, data link, data types, data model, data models, data visualization, software engineering, software testing, software architecture, genetic code, huffman code, huffman codes, error correcting codes, machine code, code generation, code optimization, problem solving, buffer solution, buffer solutions, solutions of equations, solution of equations, solution chemistry, project management, public policy, monetary policy, fiscal policy, foreign policy, health policy, social policy, policy gradient, feedback control, feedback loops, negative feedback, positive feedback, survey sampling, survey research, survey methods, survey design, reading comprehension, fake news, social class, equivalence classes, abstract classes, complexity classes, design of experiments, experiment design, experimental design, thought experiments, assignment problem, hypothesis testing, hypothesis test, hypothesis tests, t test, chi square test, turing test, ratio test, root test, comparison test, convergence tests, unit testing, video processing, audio processing, text mining, text processing, reading frame, template method, function templates, class templates, process scheduling, cpu scheduling, job scheduling, voting theory, voting systems, project euler, contact forces, contact lens, formula one, calendar effects, literature of, american literature, english literature, hebrew literature, world literature, children's literature, virtual memory, virtual machines, notes on`,
  },
  {
    sign: 'lecture',
    weight: 1,
    phrases: `zoom meeting, live session, live class, live lecture, online meeting`,
  },
  { sign: 'with', weight: 1, phrases: `with, including, incl, w, plus` },
]
