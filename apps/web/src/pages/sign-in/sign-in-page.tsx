import { Show } from 'solid-js'
import { Brand } from '../../components/brand.tsx'
import { Icon } from '../../components/icon.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { LanguageSwitch } from '../../language/language-switch.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { SignInForm } from './sign-in-form.tsx'
import './sign-in.css'

export function SignInPage(props: { onSubmitting?: () => void }) {
  const { t } = useLanguage()
  const { farewell } = useSession()
  return (
    <div class="sign-in">
      <header class="sign-in-top">
        <Brand />
        <LanguageSwitch />
      </header>
      <main class="sign-in-main">
        <div class="sign-in-lead">
          <PageHeading title={t('signIn.title')} />
          <p>{t('signIn.lead')}</p>
          <Show when={farewell() === 'account_deleted'}>
            <p class="note" role="status">
              <Icon name="check" />
              {t('signIn.accountDeleted')}
            </p>
          </Show>
        </div>
        <SignInForm {...(props.onSubmitting ? { onSubmitting: props.onSubmitting } : {})} />
        <section class="sign-in-keeps" aria-labelledby="sign-in-keeps">
          <h2 id="sign-in-keeps">{t('signIn.keptTitle')}</h2>
          <ul>
            <li>
              <Icon name="lock" />
              {t('signIn.keptAccess')}
            </li>
            <li>
              <Icon name="courses" />
              {t('signIn.keptMaterial')}
            </li>
            <li>
              <Icon name="trash" />
              {t('signIn.keptDelete')}
            </li>
          </ul>
        </section>
      </main>
    </div>
  )
}
