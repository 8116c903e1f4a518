import { LanguageSwitch } from '../../language/language-switch.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { Brand } from '../../components/brand.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { SignInForm } from './sign-in-form.tsx'
import './sign-in.css'

export function SignInPage(props: { onSubmitting?: () => void }) {
  const { t } = useLanguage()
  return (
    <div class="sign-in">
      <header class="sign-in-top">
        <Brand />
        <LanguageSwitch />
      </header>
      <main class="sign-in-main">
        <PageHeading title={t('signIn.title')} />
        <p class="sign-in-lead">{t('signIn.lead')}</p>
        <SignInForm {...(props.onSubmitting ? { onSubmitting: props.onSubmitting } : {})} />
      </main>
    </div>
  )
}
