import type { Course, Item, ModuleName } from '../seed/model.ts'
import { int, list } from './params.ts'
import { describeFile, formatHtml, listItemFiles } from './stored-files.ts'
import { defineFunction, formatName, selectCourses } from './web-service-function.ts'
import type { CallContext, WebServiceFunction } from './web-service-function.ts'

type Located = { course: Course; sectionNumber: number; item: Item }

/** `mod_X_get_Xs_by_courses`: every item of one kind in the courses asked for, under `key`. */
function defineByCourses<M extends ModuleName>(input: {
  modname: M
  key: string
  /** What this kind has beyond the fields all kinds share. */
  describe: (item: Extract<Item, { modname: M }>, context: CallContext) => Record<string, unknown>
}): WebServiceFunction {
  return defineFunction({ courseids: list(int()) }, ({ courseids }, context) => {
    const { courses, warnings } = selectCourses(context, courseids)
    const found = courses.flatMap((course) =>
      course.sections.flatMap((section) =>
        section.items
          .filter((item): item is Extract<Item, { modname: M }> => item.modname === input.modname)
          .map((item) => ({
            ...describeShared(context, { course, sectionNumber: section.number, item }),
            ...input.describe(item, context),
          })),
      ),
    )
    return { [input.key]: found, warnings }
  })
}

function describeShared({ siteurl }: CallContext, { course, sectionNumber, item }: Located) {
  return {
    id: item.instance,
    coursemodule: item.cmid,
    course: course.id,
    name: formatName(item.name),
    intro: formatHtml(siteurl, item.description ?? ''),
    introformat: 1,
    introfiles: item.introFiles.map((file) => describeFile(siteurl, file)),
    section: sectionNumber,
    visible: true,
    groupmode: 0,
    groupingid: 0,
    lang: '',
  }
}

const contentFiles = (item: Item, { siteurl }: CallContext) =>
  listItemFiles(item).map((file) => describeFile(siteurl, file))

const plain = (item: Item) => ({ timecreated: item.timemodified, timemodified: item.timemodified })

const describeTimes = (item: { timeopen: number; timeclose: number; timemodified: number }) => ({
  timeopen: item.timeopen,
  timeclose: item.timeclose,
  timemodified: item.timemodified,
})

export const modulesByCoursesFunctions: Record<string, WebServiceFunction> = {
  mod_resource_get_resources_by_courses: defineByCourses({
    modname: 'resource',
    key: 'resources',
    describe: (item, context) => ({
      contentfiles: contentFiles(item, context),
      tobemigrated: 0,
      legacyfiles: 0,
      legacyfileslast: null,
      display: 0,
      displayoptions: 'a:1:{s:10:"printintro";i:0;}',
      filterfiles: 0,
      revision: 0,
      timemodified: item.timemodified,
    }),
  }),
  mod_folder_get_folders_by_courses: defineByCourses({
    modname: 'folder',
    key: 'folders',
    describe: (item) => ({
      revision: 0,
      timemodified: item.timemodified,
      display: 0,
      showexpanded: 1,
      showdownloadfolder: 1,
      forcedownload: 1,
    }),
  }),
  mod_url_get_urls_by_courses: defineByCourses({
    modname: 'url',
    key: 'urls',
    describe: (item) => ({
      externalurl: item.externalurl,
      display: 0,
      displayoptions: 'a:1:{s:10:"printintro";i:0;}',
      parameters: 'a:0:{}',
      timemodified: item.timemodified,
    }),
  }),
  mod_page_get_pages_by_courses: defineByCourses({
    modname: 'page',
    key: 'pages',
    describe: (item, { siteurl }) => ({
      content: formatHtml(siteurl, item.html),
      contentformat: 1,
      contentfiles: item.files.map((file) => describeFile(siteurl, file)),
      legacyfiles: 0,
      legacyfileslast: null,
      display: 0,
      displayoptions: 'a:2:{s:10:"printintro";i:0;s:17:"printlastmodified";i:1;}',
      revision: 0,
      timemodified: item.timemodified,
    }),
  }),
  mod_label_get_labels_by_courses: defineByCourses({
    modname: 'label',
    key: 'labels',
    describe: ({ timemodified }) => ({ timemodified }),
  }),
  mod_book_get_books_by_courses: defineByCourses({
    modname: 'book',
    key: 'books',
    describe: () => ({ numbering: 1, navstyle: 1, customtitles: 0 }),
  }),
  mod_choice_get_choices_by_courses: defineByCourses({
    modname: 'choice',
    key: 'choices',
    describe: describeTimes,
  }),
  mod_feedback_get_feedbacks_by_courses: defineByCourses({
    modname: 'feedback',
    key: 'feedbacks',
    describe: describeTimes,
  }),
  mod_glossary_get_glossaries_by_courses: defineByCourses({
    modname: 'glossary',
    key: 'glossaries',
    describe: plain,
  }),
  mod_data_get_databases_by_courses: defineByCourses({ modname: 'data', key: 'databases', describe: plain }),
  mod_lti_get_ltis_by_courses: defineByCourses({ modname: 'lti', key: 'ltis', describe: plain }),
  mod_scorm_get_scorms_by_courses: defineByCourses({ modname: 'scorm', key: 'scorms', describe: plain }),
  mod_workshop_get_workshops_by_courses: defineByCourses({
    modname: 'workshop',
    key: 'workshops',
    describe: plain,
  }),
  mod_h5pactivity_get_h5pactivities_by_courses: defineByCourses({
    modname: 'h5pactivity',
    key: 'h5pactivities',
    describe: plain,
  }),
  mod_quiz_get_quizzes_by_courses: defineByCourses({
    modname: 'quiz',
    key: 'quizzes',
    describe: (item) => ({
      timeopen: item.timeopen,
      timeclose: item.timeclose,
      timelimit: 1800,
      preferredbehaviour: 'deferredfeedback',
      attempts: 2,
      grademethod: 1,
      decimalpoints: 2,
      questiondecimalpoints: -1,
      sumgrades: 3,
      grade: item.grademax,
      hasfeedback: 0,
      overduehandling: 'autosubmit',
      graceperiod: 86_400,
      canredoquestions: 0,
      attemptonlast: 0,
      reviewattempt: 69_904,
      reviewcorrectness: 69_904,
      reviewmaxmarks: 69_904,
      reviewmarks: 69_904,
      reviewspecificfeedback: 69_904,
      reviewgeneralfeedback: 69_904,
      reviewrightanswer: 69_904,
      reviewoverallfeedback: 4368,
      questionsperpage: 1,
      navmethod: 'free',
      browsersecurity: '',
      delay1: 0,
      delay2: 0,
      showuserpicture: 0,
      showblocks: 0,
      completionattemptsexhausted: 0,
      completionpass: 0,
      allowofflineattempts: 0,
      autosaveperiod: 60,
      hasquestions: 1,
    }),
  }),
}
