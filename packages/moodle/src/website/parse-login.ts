import { cleanLabels } from '../clean-text.ts'
import { isInMaintenance, openFrame } from './page-frame.ts'

export interface LoginPage {
  /** Null where there is none to be filled: a person is signed in already, or signs in at another site. */
  readonly form: {
    /** Against forged sign-ins; null where the site asks for none. */
    readonly loginToken: string | null
    /** A riddle that only a person can solve. */
    readonly captcha: boolean
  } | null
  /** The site says that a sign-in failed: a wrong password, an unknown or a suspended person alike. */
  readonly refused: boolean
  readonly maintenance: boolean
  /** Names of the identity providers it offers. */
  readonly identityProviders: readonly string[]
}

/** Throws `moodle.unexpected_answer` where this is not Moodle's login page. */
export function parseLoginPage(html: string): LoginPage {
  const frame = openFrame(html)
  const { $ } = frame
  const form = $('form#login, form[action*="/login/index.php"]')
    .filter((_, each) => $(each).find('input[name=username]').length > 0)
    .filter((_, each) => $(each).find('input[name=password]').length > 0)
    .first()
  const providers = $('.login-identityprovider-btn, .potentialidp a').toArray()
  return {
    form: form.length
      ? {
          loginToken: form.find('input[name=logintoken]').attr('value') || null,
          captcha: form.find('.g-recaptcha, .h-captcha, [id*=recaptcha], [name*=captcha]').length > 0,
        }
      : null,
    refused: $('#loginerrormessage').length > 0,
    maintenance: isInMaintenance(frame),
    identityProviders: cleanLabels(providers.map((each) => $(each).html() ?? '')),
  }
}
