import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { authenticate } from './account-rules.ts'
import { answerFile } from './file-answer.ts'
import { findFile, readFilePath } from './find-file.ts'
import { answerError } from './login.ts'
import { MoodleException } from './moodle-exception.ts'
import type { RequestGate } from './request-gate.ts'
import type { Site } from './site.ts'
import type { TokenStore } from './token.ts'

const endpoint = 'pluginfile.php'

/**
 * Downloads by a token, in the address or in a posted form: Moodle reads it from either. A refused one is HTTP 200 with
 * JSON where the file should be.
 */
export function createPluginFiles(parts: { site: Site; tokens: TokenStore; gate: RequestGate }) {
  const { site, tokens, gate } = parts

  const serve = async (c: Context<{ Bindings: HttpBindings }>): Promise<Response> => {
    const { url, raw } = c.req
    const posted = c.req.method === 'POST' ? new URLSearchParams(await c.req.text()).get('token') : null
    const token = c.req.query('token') ?? posted ?? ''
    const { courseId } = readFilePath(url)
    return gate.pass({
      name: endpoint,
      target: { username: tokens.peek(token), calls: [{ function: endpoint, courseId }] },
      bindings: c.env,
      refuse: answerError,
      answer: () => {
        try {
          const person = authenticate({ site, tokens, token })
          return gate.time(() => answerFile(raw, findFile({ site, person, url })))
        } catch (error) {
          if (!(error instanceof MoodleException)) throw error
          return answerError(error, error.errorcode === 'filenotfound' ? 404 : 200)
        }
      },
    })
  }

  return { serve }
}
