/** A failure as Moodle's web services word it: callers tell them apart by `errorcode`. */
export class MoodleException extends Error {
  readonly errorcode: string
  /** Name of the PHP class, as the REST server gives it in `exception`. */
  readonly phpClass: string

  constructor(errorcode: string, message: string, phpClass = String.raw`core\exception\moodle_exception`) {
    super(message)
    this.name = 'MoodleException'
    this.errorcode = errorcode
    this.phpClass = phpClass
  }
}

export const invalidToken = () => new MoodleException('invalidtoken', 'Invalid token - token not found')

export const accessDenied = () =>
  new MoodleException('accessexception', 'Access control exception', 'webservice_access_exception')

export const invalidParameter = () =>
  new MoodleException(
    'invalidparameter',
    'Invalid parameter value detected',
    String.raw`core\exception\invalid_parameter_exception`,
  )

export const missingRecord = (table: string) =>
  new MoodleException(
    'invalidrecord',
    `Can't find data record in database table ${table}.`,
    'dml_missing_record_exception',
  )

export const courseNotAccessible = (courseId: number) =>
  new MoodleException(
    'errorcoursecontextnotvalid',
    `You cannot execute functions in the course context (course id:${courseId}). The context error message was: Course or activity not accessible.`,
  )

export const gradesNotShown = () => new MoodleException('nopermissiontoviewgrades', 'Cannot view grades.')

export const invalidLogin = () => new MoodleException('invalidlogin', 'Invalid login, please try again')

export const webServicesOff = () =>
  new MoodleException('enablewsdescription', 'Web services must be enabled in Advanced features.')

export const siteMaintenance = () =>
  new MoodleException('sitemaintenance', 'The site is undergoing maintenance and is currently not available')
