export const signIn = {
  title: 'Sign in to Spike',
  lead: 'Your courses, assignments and grades from Moodle, in one place.',
  university: 'University',
  chooseUniversity: 'Choose a university',
  noUniversities: 'There are no universities on the list yet.',
  username: 'User name',
  password: 'Password',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  submit: 'Sign in',
  busy: 'Signing in at Moodle…',
  passwordNotKept:
    "Your password is not kept. It is sent once to your university's Moodle; what is kept, encrypted, is the access that Moodle gives.",
  universityMissing: 'Choose a university from the list.',
  usernameMissing: 'Enter your Moodle user name.',
  passwordMissing: 'Enter your password.',
  waitSeconds: { one: 'You can try again in one second.', other: 'You can try again in {count} seconds.' },
} as const
