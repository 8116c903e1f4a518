import { useLanguage } from '../language/language-context.tsx'
import { useSession } from '../session/session.tsx'
import { Icon } from './icon.tsx'

/** The university no longer takes what was got at the sign-in: what is stored is shown, and nothing new comes before another. */
export function SignInAgain() {
  const { t } = useLanguage()
  const session = useSession()
  return (
    <div class="note note-warning" role="status" data-testid="sign-in-again">
      <Icon name="alert" />
      <div class="note-body">
        <p>{t('courses.signInAgain')}</p>
        <button type="button" class="button button-primary" onClick={() => session.leaveToSignIn()}>
          {t('progress.signInAgain')}
        </button>
      </div>
    </div>
  )
}
