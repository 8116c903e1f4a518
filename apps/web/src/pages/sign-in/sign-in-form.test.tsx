import { fireEvent, screen, waitFor } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { useSession } from '../../session/session.tsx'
import { buildError, institutions, jobId, student } from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { server } from '../../testing/server.ts'
import { SignInForm } from './sign-in-form.tsx'

const field = <E extends HTMLElement>(label: string) => screen.getByLabelText<E>(label)
const university = () => field<HTMLSelectElement>('University')
const username = () => field<HTMLInputElement>('User name')
const password = () => field<HTMLInputElement>('Password')

function WhoIsSignedIn() {
  return <output>{useSession().student()?.fullName}</output>
}

async function showForm() {
  await renderPage(
    () => (
      <>
        <SignInForm />
        <WhoIsSignedIn />
      </>
    ),
    'en',
  )
  await screen.findByRole('option', { name: 'North University' })
}

function fillIn(values: { university?: string; username?: string; password?: string }) {
  if (values.university) fireEvent.change(university(), { target: { value: values.university } })
  if (values.username) fireEvent.input(username(), { target: { value: values.username } })
  if (values.password) fireEvent.input(password(), { target: { value: values.password } })
}

const submit = () => fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
const answerSignIn = (answer: () => Response | Promise<Response>) =>
  server.use(http.post('*/api/auth/login', answer))

beforeEach(() => server.use(http.get('*/api/institutions', () => HttpResponse.json({ institutions }))))

describe('the sign-in form', () => {
  it('signs in with what was filled in', async () => {
    let sent: unknown
    server.use(
      http.post('*/api/auth/login', async ({ request }) => {
        sent = await request.json()
        return HttpResponse.json({ user: student, syncJobId: jobId })
      }),
    )
    await showForm()
    fillIn({ university: 'south', username: ' noa ', password: 'secret ' })
    submit()
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe(student.fullName))
    expect(sent).toEqual({ universityId: 'south', username: 'noa', password: 'secret ' })
  })

  it('remembers the university, and nothing else', async () => {
    answerSignIn(() => HttpResponse.json(buildError('auth.invalid_credentials'), { status: 401 }))
    await showForm()
    fillIn({ university: 'south', username: 'noa', password: 'secret' })
    submit()
    await screen.findByText(/name or the password is wrong/)
    expect(Object.values({ ...localStorage })).toEqual(['south'])
  })

  it('begins with the university that was remembered', async () => {
    localStorage.setItem('spike.university', 'south')
    await showForm()
    expect(university().value).toBe('south')
  })

  it('on a wrong password keeps the name, empties the password and puts the focus there', async () => {
    answerSignIn(() => HttpResponse.json(buildError('auth.invalid_credentials'), { status: 401 }))
    await showForm()
    fillIn({ university: 'north', username: 'noa', password: 'wrong' })
    submit()
    const alert = await screen.findByRole('alert')
    await waitFor(() => expect(alert.textContent).toContain('The name or the password is wrong'))
    expect(username().value).toBe('noa')
    expect(password().value).toBe('')
    expect(document.activeElement).toBe(password())
  })

  it('on any other refusal says why, with the request id, and puts the focus on it', async () => {
    answerSignIn(() => HttpResponse.json(buildError('moodle.maintenance'), { status: 503 }))
    await showForm()
    fillIn({ university: 'north', username: 'noa', password: 'secret' })
    submit()
    const alert = await screen.findByRole('alert')
    await waitFor(() => expect(alert.textContent).toContain('under maintenance'))
    expect(alert.textContent).toContain('req-1')
    expect(document.activeElement).toBe(alert)
    expect(password().value).toBe('secret')
  })

  it('says how long to wait after too many tries', async () => {
    answerSignIn(() => HttpResponse.json(buildError('auth.rate_limited', 30), { status: 429 }))
    await showForm()
    fillIn({ university: 'north', username: 'noa', password: 'secret' })
    submit()
    expect(await screen.findByText(/try again in 30 seconds/)).toBeTruthy()
  })

  it('says when Spike cannot be reached', async () => {
    answerSignIn(() => HttpResponse.error())
    await showForm()
    fillIn({ university: 'north', username: 'noa', password: 'secret' })
    submit()
    expect(await screen.findByText(/Spike cannot be reached/)).toBeTruthy()
  })

  it('sends nothing while something is missing, and puts the focus on the first that is', async () => {
    await showForm()
    fillIn({ university: 'north', password: 'secret' })
    submit()
    await screen.findByText('Enter your Moodle user name.')
    expect(document.activeElement).toBe(username())
    expect(username().getAttribute('aria-invalid')).toBe('true')
  })

  it('shows and hides the password', async () => {
    await showForm()
    fireEvent.click(screen.getByRole('button', { name: 'Show password' }))
    expect(password().type).toBe('text')
    fireEvent.click(screen.getByRole('button', { name: 'Hide password' }))
    expect(password().type).toBe('password')
  })

  it('is sent once, however often the button is pressed', async () => {
    let calls = 0
    const answered = Promise.withResolvers<Response>()
    answerSignIn(() => {
      calls += 1
      return answered.promise
    })
    await showForm()
    fillIn({ university: 'north', username: 'noa', password: 'secret' })
    submit()
    fireEvent.click(await screen.findByRole('button', { name: 'Signing in at Moodle…' }))
    answered.resolve(HttpResponse.json({ user: student, syncJobId: null }))
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe(student.fullName))
    expect(calls).toBe(1)
  })

  it('offers to try again when the universities cannot be had', async () => {
    server.use(
      http.get(
        '*/api/institutions',
        () => HttpResponse.json(buildError('server.internal'), { status: 500 }),
        {
          once: true,
        },
      ),
    )
    await renderPage(() => <SignInForm />, 'en')
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('option', { name: 'North University' })).toBeTruthy()
  })
})
