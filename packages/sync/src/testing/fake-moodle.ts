import {
  type AccountPart,
  type AccountRequest,
  type CourseSummary,
  type Moodle,
  MoodleError,
  type MoodleReader,
  nothingKnown,
  type ReaderOptions,
  type SiteKnowledge,
} from '@spike/moodle'

/** A Moodle in memory: what a test sets is what its readers give, and what they were asked for is kept. */
export class FakeMoodle {
  courses: CourseSummary[] = []
  knowledge: SiteKnowledge = nothingKnown
  /** What reading the account gives, of the courses asked for. */
  read: (request: AccountRequest) => AsyncIterable<AccountPart> | Iterable<AccountPart> = () => []
  readonly opened: ReaderOptions[] = []
  readonly requests: AccountRequest[] = []

  get moodle(): Moodle {
    const refuse = () => Promise.reject(new MoodleError('moodle.unreachable'))
    return {
      signIn: refuse,
      signInByPaste: refuse,
      probe: refuse,
      openFile: refuse,
      makeLaunch: () => ({ url: '', passport: '' }),
      openReader: (_credential, options) => Promise.resolve(this.#openReader(options)),
      close: () => Promise.resolve(),
    }
  }

  #openReader(options: ReaderOptions): MoodleReader {
    this.opened.push(options)
    const { courses, requests, knowledge, read } = this
    return {
      readProfile: () =>
        Promise.resolve({
          moodleUserId: options.moodleUserId ?? 1,
          username: 'noa',
          fullName: 'נועה כהן',
          siteUrl: options.site.url,
          siteName: 'Moodle',
          release: '4.5.6',
          language: 'he',
        }),
      readCourses: () => Promise.resolve(courses),
      async *readAccount(request) {
        requests.push(request)
        yield* read(request)
      },
      requestCount: 1,
      knowledge,
    }
  }
}

export const makeCourse = (moodleId: number, changes: Partial<CourseSummary> = {}): CourseSummary => ({
  moodleId,
  fullName: `Course ${moodleId}`,
  shortName: `C${moodleId}`,
  idNumber: null,
  categoryId: 3,
  categoryName: null,
  summaryHtml: null,
  startsAt: null,
  endsAt: null,
  visible: true,
  hiddenByStudent: false,
  favourite: false,
  progressPercent: null,
  showsGrades: true,
  url: `https://moodle.example.ac.il/course/view.php?id=${moodleId}`,
  ...changes,
})
