import type { AdminJobDetail } from '@spike/contract'
import { A } from '@solidjs/router'
import { For, Show, type JSX } from 'solid-js'
import { createNow } from '../../components/now.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { jobSeconds } from './job-state.tsx'

export function JobFacts(props: { job: AdminJobDetail['job'] }) {
  const { t, format } = useLanguage()
  const now = createNow(1000)
  const time = (iso: string | null) => (iso === null ? '' : format().exactTime(iso))
  const triggerWords = () => ({
    sign_in: t('admin.triggerSignIn'),
    manual: t('admin.triggerManual'),
    staff_retry: t('admin.triggerStaffRetry'),
    schedule: t('admin.triggerSchedule'),
    opened: t('admin.triggerOpened'),
  })
  const took = () => {
    const seconds = jobSeconds(props.job, now())
    return seconds === null ? '' : format().seconds(seconds)
  }
  return (
    <>
      <dl class="facts card">
        <Fact name={t('admin.user')}>
          <bdi>{props.job.username}</bdi>
        </Fact>
        <Fact name={t('admin.institution')}>
          <bdi>{props.job.institutionId}</bdi>
        </Fact>
        <Fact name={t('admin.stage')}>
          <code dir="ltr">{props.job.status}</code>
        </Fact>
        <Fact name={t('admin.trigger')}>{triggerWords()[props.job.trigger]}</Fact>
        <Fact name={t('admin.attempt')}>{format().number(props.job.attempt)}</Fact>
        <Fact name={t('admin.tries')}>
          {t('sync.coursesOf', { done: props.job.tries, total: props.job.maxTries })}
        </Fact>
        <Fact name={t('admin.losses')}>{format().number(props.job.losses)}</Fact>
        <Fact name={t('admin.requests')}>{format().number(props.job.moodleRequests)}</Fact>
        <Fact name={t('admin.created')}>{time(props.job.createdAt)}</Fact>
        <Fact name={t('admin.started')}>{time(props.job.startedAt)}</Fact>
        <Fact name={t('admin.finished')}>{time(props.job.finishedAt)}</Fact>
        <Fact name={t('admin.duration')}>{took()}</Fact>
        <Fact name={t('admin.nextAttempt')}>{time(props.job.nextAttemptAt)}</Fact>
        <Fact name={t('admin.cancelRequested')}>{time(props.job.cancelRequestedAt)}</Fact>
        <Fact name={t('admin.worker')}>
          <code dir="ltr">{props.job.workerId}</code>
        </Fact>
        <Fact name={t('admin.requestId')}>
          <code dir="ltr">{props.job.requestId}</code>
        </Fact>
        <Show when={props.job.retryOf}>
          {(id) => (
            <Fact name={t('admin.retryOf')}>
              <A href={`/jobs/${id()}`}>
                <code dir="ltr">{id()}</code>
              </A>
            </Fact>
          )}
        </Show>
        <Show when={props.job.counts}>
          {(counts) => (
            <Fact name={t('admin.found')}>
              {format().list([
                t('progress.courses', { count: counts().courses }),
                t('progress.items', { count: counts().items }),
                t('progress.files', { count: counts().files }),
                t('progress.changes', { count: counts().changes }),
              ])}
            </Fact>
          )}
        </Show>
      </dl>
      <Show when={props.job.unreadCourses.length > 0}>
        <section class="card">
          <h2>{t('admin.unreadCourses')}</h2>
          <ul>
            <For each={props.job.unreadCourses}>
              {(course) => (
                <li>
                  <bdi>{course.name}</bdi> <code dir="ltr">{course.code}</code>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
    </>
  )
}

function Fact(props: { name: string; children: JSX.Element }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
