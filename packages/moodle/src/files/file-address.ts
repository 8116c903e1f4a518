import { dropSecrets } from '../clean-link.ts'
import { MoodleError } from '../errors.ts'
import type { Credential, SiteAddress } from '../site.ts'

function refuse(detail: string): MoodleError {
  return new MoodleError('moodle.address_refused', { detail })
}

const resourcePage = '/mod/resource/view.php'
const fileScript = /^\/(?:webservice\/)?pluginfile\.php(?=\/|$)/

/**
 * The address at which this credential opens a file: that of the site's own file scripts, or a file activity's page,
 * which leads to one. Any other is refused (`moodle.address_refused`), so that no credential is sent elsewhere.
 * It is always asked at the site's own origin, whatever scheme the site writes into its addresses.
 */
export function fileAddress(address: string, site: SiteAddress, kind: Credential['kind']): URL {
  const url = URL.parse(address)
  const base = new URL(site.url)
  if (!url || !/^https?:$/.test(url.protocol)) throw refuse('not_an_address')
  if (url.host !== base.host || url.username || url.password) throw refuse('other_host')
  const folder = base.pathname.replace(/\/+$/, '')
  if (!url.pathname.startsWith(`${folder}/`)) throw refuse('other_folder')
  const path = url.pathname.slice(folder.length)
  dropSecrets(url)

  const own = new URL(base.origin)
  if (fileScript.test(path)) {
    const script = kind === 'token' ? '/webservice/pluginfile.php' : '/pluginfile.php'
    own.pathname = `${folder}${path.replace(fileScript, script)}`
    own.search = url.search
    return own
  }
  if (path !== resourcePage) throw refuse('not_a_file')
  // A page of the website: no token opens it.
  if (kind === 'token') throw refuse('page_of_website')
  const id = url.searchParams.get('id') ?? ''
  if (!/^\d+$/.test(id)) throw refuse('not_a_file')
  own.pathname = `${folder}${resourcePage}`
  // Without it some files are shown inside a page.
  own.search = `?id=${id}&redirect=1`
  return own
}
