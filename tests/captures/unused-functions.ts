/**
 * Recorded answers that Spike does not read, each with the reason; a file that is neither here nor in `readers.ts`
 * is an error, so that nothing new goes unnoticed.
 */
export const unusedFunctions: readonly { readonly prefix: string; readonly reason: string }[] = [
  ...[
    [
      'core_calendar_get_action_events_by_courses',
      'the same events as by_timesort, all courses in one list there',
    ],
    [
      'core_calendar_get_calendar_upcoming_view',
      'a view for a calendar page; the list of events has all of it',
    ],
    ['core_completion_get_activities_completion_status', 'get_contents says what is completed'],
    ['core_course_check_updates', 'costs as much as reading the course'],
    ['core_course_get_updates_since', 'costs as much as reading the course, and misses deletions'],
    ['core_course_get_course_module', 'get_contents has every module'],
    ['core_course_get_recent_courses', 'get_users_courses has every course'],
    ['core_user_get_users_by_field', 'site_info says who the student is'],
    ['gradereport_overview_get_course_grades', "each course's grade items have its total"],
    ['gradereport_user_get_grades_table', 'HTML of what get_grade_items gives as data'],
    ['mod_book_get_books_by_courses', 'get_contents has the chapters'],
    ['mod_choice_get_choices_by_courses', 'get_contents has the activity'],
    ['mod_feedback_get_feedbacks_by_courses', 'get_contents has the activity'],
    ['mod_folder_get_folders_by_courses', 'get_contents has the files'],
    [
      'mod_forum_get_discussion_posts',
      'the list of discussions has first posts whole; replies are counted, not read',
    ],
    ['mod_glossary_get_glossaries_by_courses', 'get_contents has the activity'],
    ['mod_label_get_labels_by_courses', 'get_contents has the text'],
    ['mod_lti_get_ltis_by_courses', 'get_contents has the activity'],
    ['mod_page_get_pages_by_courses', 'get_contents has the page'],
    ['mod_resource_get_resources_by_courses', 'get_contents has the files'],
    ['mod_url_get_urls_by_courses', 'get_contents has the links'],
    ['tool_mobile_get_config', 'site_info says what the service offers'],
  ].map(([prefix = '', reason = '']) => ({ prefix: `${prefix}`, reason })),
  ...['HEAD', 'forcedownload', 'if-modified-since'].map((kind) => ({
    prefix: `webservice-pluginfile.${kind}.`,
    reason: 'never asked for so: with POST, and by the ETag',
  })),
  { prefix: 'tokenpluginfile.', reason: 'an address with a key in it: Spike asks at the one without' },
]
