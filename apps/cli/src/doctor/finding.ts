/** A `note` is worth knowing and needs nothing done; a `problem` does, and the command fails by it. */
export interface Finding {
  readonly state: 'ok' | 'note' | 'problem'
  readonly what: string
}

export const ok = (what: string): Finding => ({ state: 'ok', what })
export const note = (what: string): Finding => ({ state: 'note', what })
export const problem = (what: string): Finding => ({ state: 'problem', what })
