import type { StageWords } from '../words.ts'

export const stages = {
  starting: 'Starting the sync…',
  creating_tables: 'Checking and preparing the tables…',
  fetching_courses: 'Collecting your courses from Moodle…',
  analyzing_content: 'Reading what is in the courses…',
  classifying_data: 'Sorting and arranging…',
  saving_to_database: 'Saving…',
  completed: 'Sync completed!',
} as const satisfies StageWords
