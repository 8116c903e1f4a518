/** A `note` is worth knowing and needs nothing done; a `problem` does, and the command fails by it. */
export interface Finding {
  readonly state: 'ok' | 'note' | 'problem'
  readonly what: string
}

/** A terminal obeys control characters, and what is found may quote a site or a server. */
function makeFinding(state: Finding['state'], what: string): Finding {
  return { state, what: what.replace(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '') }
}

export const ok = (what: string): Finding => makeFinding('ok', what)
export const note = (what: string): Finding => makeFinding('note', what)
export const problem = (what: string): Finding => makeFinding('problem', what)
