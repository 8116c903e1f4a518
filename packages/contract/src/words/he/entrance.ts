import { app } from './app.ts'
import { errors } from './errors.ts'
import { signIn } from './sign-in.ts'

/** What the first load has to say: the sign-in, and what any page may need. */
export const words = { app, errors, signIn }
