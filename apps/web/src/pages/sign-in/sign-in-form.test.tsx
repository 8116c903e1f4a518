import { fireEvent, screen, waitFor } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { useSession } from '../../session/session.tsx'
import { buildError, institutions, jobId, student } from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { server } from '../../testing/server.ts'
import { SignInForm } from './sign-in-form.tsx'

const field = <E extends HTMLElement>(label: string) => screen.getByLabelText<E>(label)
const university = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'University' })
const options = () => screen.queryAllByRole('option').map((option) => option.textContent)
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
  fireEvent.click(university())
  await screen.findByRole('option', { name: /North University/ })
  fireEvent.blur(university())
}

function fillIn(values: { university?: string; username?: string; password?: string }) {
  if (values.university) {
    fireEvent.input(university(), { target: { value: values.university } })
    fireEvent.keyDown(university(), { key: 'Enter' })
  }
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
    expect(Object.keys(localStorage)).toEqual(['spike.university'])
    expect(JSON.parse(localStorage.getItem('spike.university') ?? '')).toEqual(institutions[1])
  })

  it('begins with the university that was remembered', async () => {
    localStorage.setItem('spike.university', JSON.stringify(institutions[1]))
    await showForm()
    expect(university().value).toBe('South University')
  })

  it('shows the remembered university before the list is there, and forgets one that is no longer on it', async () => {
    const answered = Promise.withResolvers<Response>()
    server.use(http.get('*/api/institutions', () => answered.promise))
    localStorage.setItem('spike.university', JSON.stringify({ ...institutions[1], id: 'gone' }))
    await renderPage(() => <SignInForm />, 'en')
    expect(university().value).toBe('South University')
    answered.resolve(HttpResponse.json({ institutions }))
    await waitFor(() => expect(university().value).toBe(''))
  })

  it('takes typing before the universities are there', async () => {
    const answered = Promise.withResolvers<Response>()
    server.use(http.get('*/api/institutions', () => answered.promise))
    await renderPage(() => <SignInForm />, 'en')
    fireEvent.input(university(), { target: { value: 'sou' } })
    fireEvent.blur(university())
    answered.resolve(HttpResponse.json({ institutions }))
    await waitFor(() => expect(university().value).toBe('South University'))
  })

  it('has the university chosen already where there is one alone', async () => {
    server.use(http.get('*/api/institutions', () => HttpResponse.json({ institutions: [institutions[0]] })))
    await showForm()
    expect(university().value).toBe('North University')
  })

  describe('finds a university', () => {
    it.each([
      ['in English', 'nor', ['NONorth University']],
      ['in Hebrew', 'הדרום', ['SOSouth University']],
      ['in Arabic', 'الشمال', ['NONorth University']],
      ['by its short name', 'SOUTH', ['SOSouth University']],
    ])('%s', async (_how, text, expected) => {
      await showForm()
      fireEvent.input(university(), { target: { value: text } })
      expect(options()).toEqual(expected)
      expect(screen.getByText('One university on the list.')).toBeTruthy()
    })

    it('by the keys, the list going round, and Escape leaves the one that was', async () => {
      await showForm()
      const key = (name: string) => fireEvent.keyDown(university(), { key: name })
      const active = () =>
        document.getElementById(university().getAttribute('aria-activedescendant') ?? '')?.textContent
      key('ArrowDown')
      expect([university().getAttribute('aria-expanded'), active()]).toEqual(['true', 'NONorth University'])
      key('ArrowUp')
      expect(active()).toBe('SOSouth University')
      key('Home')
      expect(active()).toBe('NONorth University')
      key('End')
      key('Enter')
      expect([university().getAttribute('aria-expanded'), university().value]).toEqual([
        'false',
        'South University',
      ])
      fireEvent.input(university(), { target: { value: 'nor' } })
      key('Escape')
      expect([options(), university().value]).toEqual([[], 'South University'])
    })

    it('by a click', async () => {
      await showForm()
      fireEvent.click(university())
      fireEvent.click(screen.getByRole('option', { name: /South/ }))
      expect([options(), university().value]).toEqual([[], 'South University'])
    })

    it('or says that there is none of that name', async () => {
      await showForm()
      fireEvent.input(university(), { target: { value: 'xyz' } })
      expect(university().getAttribute('aria-expanded')).toBe('false')
      expect(screen.getAllByText(/No such university here/)).toHaveLength(2)
    })
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

  describe('at a university with a sign-in page of its own', () => {
    const west = { id: 'west', name: { he: 'מערב', en: 'West University', ar: 'الغرب' }, signIn: 'browser' }
    let launches = 0
    beforeEach(() => {
      launches = 0
      server.use(
        http.get('*/api/institutions', () => HttpResponse.json({ institutions: [...institutions, west] })),
        http.post('*/api/auth/launch', async ({ request }) => {
          launches += 1
          const { universityId } = (await request.json()) as { universityId: string }
          return HttpResponse.json(
            { url: `https://${universityId}.example/launch?n=${launches}` },
            { status: 201 },
          )
        }),
      )
    })
    const pasted = () => field<HTMLInputElement>('The link you copied')
    const pageLink = () => screen.findByRole('link', { name: /^Open the university's sign-in page/ })
    const answerPaste = (answer: () => Response) => server.use(http.post('*/api/auth/launch/finish', answer))

    it('leads there step by step, and signs in with the link that is pasted', async () => {
      let sent: unknown
      server.use(
        http.post('*/api/auth/launch/finish', async ({ request }) => {
          sent = await request.json()
          return HttpResponse.json({ user: student, syncJobId: jobId })
        }),
      )
      await showForm()
      fillIn({ university: 'west' })
      const link = await pageLink()
      await waitFor(() => expect(link.getAttribute('href')).toBe('https://west.example/launch?n=1'))
      expect([link.getAttribute('target'), link.getAttribute('rel')]).toEqual([
        '_blank',
        'noopener noreferrer',
      ])
      expect(screen.queryByLabelText('Password')).toBeNull()
      fireEvent.input(pasted(), { target: { value: ' moodlemobile://token=abc ' } })
      submit()
      await waitFor(() => expect(screen.getByRole('status').textContent).toBe(student.fullName))
      expect(sent).toEqual({ universityId: 'west', pasted: 'moodlemobile://token=abc' })
    })

    it('sends nothing before anything is pasted, and says so', async () => {
      await showForm()
      fillIn({ university: 'west' })
      await pageLink()
      submit()
      await screen.findByText("Paste the link from the university's page.")
      expect(document.activeElement).toBe(pasted())
      expect(pasted().getAttribute('aria-describedby')).toContain('pasted-missing')
    })

    it('after a wrong link begins again with another launch', async () => {
      answerPaste(() => HttpResponse.json(buildError('auth.pasted_link_invalid'), { status: 400 }))
      await showForm()
      fillIn({ university: 'west' })
      await pageLink()
      fireEvent.input(pasted(), { target: { value: 'https://west.example/my' } })
      submit()
      const alert = await screen.findByRole('alert')
      await waitFor(() => expect(alert.textContent).toContain('Start again from the first step'))
      expect(document.activeElement).toBe(alert)
      expect(pasted().value).toBe('')
      await waitFor(async () =>
        expect((await pageLink()).getAttribute('href')).toBe('https://west.example/launch?n=2'),
      )
    })

    it('keeps what was pasted and the launch when the site is away', async () => {
      answerPaste(() => HttpResponse.json(buildError('moodle.unreachable'), { status: 502 }))
      await showForm()
      fillIn({ university: 'west' })
      await pageLink()
      fireEvent.input(pasted(), { target: { value: 'moodlemobile://token=abc' } })
      submit()
      const alert = await screen.findByRole('alert')
      await waitFor(() => expect(alert.textContent).toContain('cannot be reached'))
      expect(pasted().value).toBe('moodlemobile://token=abc')
      expect(launches).toBe(1)
    })

    it('offers to try again when the sign-in there cannot be begun', async () => {
      server.use(
        http.post(
          '*/api/auth/launch',
          () => HttpResponse.json(buildError('server.internal'), { status: 500 }),
          {
            once: true,
          },
        ),
      )
      await showForm()
      fillIn({ university: 'west' })
      fireEvent.click(await screen.findByRole('button', { name: 'Try again' }))
      expect(await pageLink()).toBeTruthy()
    })

    it('still takes a name and a password from who has them', async () => {
      await showForm()
      fillIn({ university: 'west' })
      await pageLink()
      fireEvent.click(screen.getByRole('button', { name: 'Sign in with a name and a password' }))
      expect(document.activeElement).toBe(username())
    })

    it('leads there once the site has said that it wants that', async () => {
      answerSignIn(() => HttpResponse.json(buildError('auth.browser_sign_in_required'), { status: 409 }))
      await showForm()
      fillIn({ university: 'north', username: 'noa', password: 'secret' })
      submit()
      const alert = await screen.findByRole('alert')
      await waitFor(() => expect(alert.textContent).toContain('a page of its own'))
      expect(document.activeElement).toBe(alert)
      await waitFor(async () =>
        expect((await pageLink()).getAttribute('href')).toBe('https://north.example/launch?n=1'),
      )
      // Another university is asked its own way.
      fillIn({ university: 'south' })
      expect(password()).toBeTruthy()
    })
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
    fireEvent.click(university())
    expect(await screen.findByRole('option', { name: /North University/ })).toBeTruthy()
  })
})
