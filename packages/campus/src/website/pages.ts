import type { ModuleName } from '../seed/model.ts'
import { serveAssignIndex } from './assign-index-page.ts'
import { serveAssign } from './assign-page.ts'
import { serveBook, serveFolder, servePage, servePlain, serveResource, serveUrl } from './content-pages.ts'
import { serveCourse, serveOverview, serveSection, serveSubsection } from './course-page.ts'
import { serveDiscussion, serveForum } from './forum-pages.ts'
import { serveGrades, serveUserGrades } from './grade-page.ts'
import { serveDashboard, serveEnrolment, serveMyCourses, serveProfile } from './my-pages.ts'
import { redirect } from './page-answers.ts'
import type { PageContext } from './page-context.ts'
import { serveQuiz } from './quiz-page.ts'
import { serveErrand } from './sign-in-pages.ts'

/** @param paths where it stands, if not at its name */
type Page = { render: (context: PageContext) => Response; paths?: string[] }

const plainModules: readonly ModuleName[] = [
  'choice',
  'data',
  'feedback',
  'glossary',
  'h5pactivity',
  'lti',
  'scorm',
  'workshop',
]

/** The pages a student meets, by the name under which they are counted, struck by faults and costed. */
export const pages: Record<string, Page> = {
  'index.php': { render: (context) => redirect(context, '/my/'), paths: ['/', '/index.php'] },
  'my/index.php': { render: serveDashboard, paths: ['/my/', '/my', '/my/index.php'] },
  'my/courses.php': { render: serveMyCourses },
  'user/profile.php': { render: serveProfile },
  'login/change_password.php': { render: serveErrand },
  'user/edit.php': { render: serveErrand },
  'user/policy.php': { render: serveErrand },
  'enrol/index.php': { render: serveEnrolment },
  'course/view.php': { render: serveCourse },
  'course/section.php': { render: serveSection },
  'course/overview.php': { render: serveOverview },
  'grade/report/index.php': { render: serveGrades },
  'grade/report/user/index.php': { render: serveUserGrades },
  'mod/assign/index.php': { render: serveAssignIndex },
  'mod/assign/view.php': { render: serveAssign },
  'mod/book/view.php': { render: serveBook },
  'mod/folder/view.php': { render: serveFolder },
  'mod/forum/view.php': { render: serveForum },
  'mod/forum/discuss.php': { render: serveDiscussion },
  'mod/page/view.php': { render: servePage },
  'mod/quiz/view.php': { render: serveQuiz },
  'mod/resource/view.php': { render: serveResource },
  'mod/subsection/view.php': { render: serveSubsection },
  'mod/url/view.php': { render: serveUrl },
  ...Object.fromEntries(
    plainModules.map((modname) => [`mod/${modname}/view.php`, { render: servePlain(modname) }]),
  ),
}
