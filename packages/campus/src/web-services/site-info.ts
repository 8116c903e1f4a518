import type { Person } from '../seed/model.ts'
import { hashText } from '../seed/prng.ts'
import { isAtLeast, releaseWords } from '../site-settings.ts'
import type { SiteSettings } from '../site-settings.ts'
import { list, text } from './params.ts'
import { defineFunction, pictureUrl } from './web-service-function.ts'
import type { CallContext, WebServiceFunction } from './web-service-function.ts'

export const sitename = 'Campus - Spike Demo University'

const fullname = (person: Person) => `${person.firstname} ${person.lastname}`

const getSiteInfo = defineFunction(
  { serviceshortnames: list(text()) },
  (_params, { person, site, siteurl, functionNames }) => ({
    sitename,
    username: person.username,
    firstname: person.firstname,
    lastname: person.lastname,
    fullname: fullname(person),
    lang: site.settings.language,
    userid: person.id,
    siteurl,
    userpictureurl: pictureUrl(siteurl, 1),
    functions: functionNames.map((name) => ({ name, version: releaseWords[site.settings.release].version })),
    downloadfiles: 1,
    uploadfiles: 1,
    ...releaseWords[site.settings.release],
    mobilecssurl: '',
    advancedfeatures: Object.entries({
      usecomments: 1,
      usetags: 1,
      enablenotes: 1,
      messaging: 1,
      enableblogs: 1,
      enablecompletion: 1,
      enablebadges: 1,
      messagingallusers: 0,
      enablecustomreports: 1,
      enableglobalsearch: 0,
      mnet_dispatcher_mode: 0,
      enablecompetencies: 1,
    }).map(([name, value]) => ({ name, value })),
    usercanmanageownfiles: true,
    userquota: 104_857_600,
    usermaxuploadfilesize: 67_108_864,
    userhomepage: 1,
    userprivateaccesskey: hashText(person.username).toString(16).padStart(32, '0'),
    siteid: 1,
    sitecalendartype: 'gregorian',
    usercalendartype: 'gregorian',
    userissiteadmin: false,
    theme: 'boost',
    limitconcurrentlogins: 0,
    ...(isAtLeast(site.settings, '4.5') ? { policyagreed: 1 } : {}),
  }),
)

/** Only the student themselves can be found. */
const getUsersByField = defineFunction(
  { field: text(), values: list(text()) },
  ({ field, values }, context) => {
    const own: Record<string, string> = {
      id: String(context.person.id),
      username: context.person.username,
      idnumber: context.person.idnumber,
    }
    return values.includes(own[field] ?? '') ? [describeUser(context)] : []
  },
)

function describeUser({ person, siteurl, site }: CallContext) {
  return {
    id: person.id,
    username: person.username,
    firstname: person.firstname,
    lastname: person.lastname,
    fullname: fullname(person),
    email: `${person.username}@example.invalid`,
    department: '',
    idnumber: person.idnumber,
    firstaccess: site.content.builtAt - 700 * 86_400,
    lastaccess: site.clock(),
    auth: 'manual',
    suspended: false,
    confirmed: true,
    lang: site.settings.language,
    theme: '',
    timezone: '99',
    mailformat: 1,
    trackforums: 0,
    country: 'IL',
    profileimageurlsmall: pictureUrl(siteurl, 2),
    profileimageurl: pictureUrl(siteurl, 1),
    preferences: [],
  }
}

/** What anybody may know about the site; also asked without signing in. */
export function describePublicConfig(siteurl: string, settings: SiteSettings) {
  return {
    wwwroot: siteurl,
    httpswwwroot: siteurl,
    sitename,
    guestlogin: 0,
    rememberusername: 2,
    authloginviaemail: 0,
    registerauth: '',
    forgottenpasswordurl: '',
    authinstructions: '',
    authnoneenabled: 0,
    enablewebservices: Number(settings.webServices),
    enablemobilewebservice: Number(settings.mobileService),
    maintenanceenabled: 0,
    maintenancemessage: '',
    typeoflogin: settings.typeoflogin,
    launchurl: `${siteurl}/admin/tool/mobile/launch.php`,
    mobilecssurl: '',
    tool_mobile_disabledfeatures: '',
    country: 'IL',
    agedigitalconsentverification: false,
    supportpage: '',
    supportavailability: 1,
    autolang: 1,
    lang: settings.language,
    langmenu: 1,
    langlist: '',
    locale: '',
    tool_mobile_minimumversion: '',
    tool_mobile_iosappid: '633359593',
    tool_mobile_androidappid: 'com.moodle.moodlemobile',
    tool_mobile_setuplink: 'https://download.moodle.org/mobile',
    tool_mobile_qrcodetype: 1,
    warnings: [],
    showloginform: 1,
  }
}

export const siteFunctions: Record<string, WebServiceFunction> = {
  core_webservice_get_site_info: getSiteInfo,
  core_user_get_users_by_field: getUsersByField,
  tool_mobile_get_public_config: defineFunction({}, (_params, { siteurl, site }) =>
    describePublicConfig(siteurl, site.settings),
  ),
}
