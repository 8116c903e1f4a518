/** What a function is given: JSON inside a batch, form variables outside of one. */
interface CallArguments {
  readonly [name: string]: string | number | boolean | readonly number[] | CallArguments
}

export interface Call {
  readonly function: string
  readonly args: CallArguments
  /** Null for calls that are about no single course. */
  readonly courseMoodleId: number | null
  /** How many courses a list is asked of, where its cost grows with them. */
  readonly coursesAsked?: number
  /** Where it takes too long, whoever planned it asks for less at once. */
  readonly canAskLess?: boolean
}

/** Whether they can be asked for in smaller requests. */
export const hasParts = (calls: readonly Call[]): boolean =>
  calls.length > 1 || calls.some((call) => call.canAskLess)

export const batchFunction = 'tool_mobile_call_external_functions'

/** PHP's way of writing lists into a form: `courseids[0]=7`, `options[userevents]=1`. */
function appendArguments(form: URLSearchParams, args: CallArguments, inside?: string): void {
  for (const [key, value] of Object.entries(args)) {
    const name = inside === undefined ? key : `${inside}[${key}]`
    if (typeof value === 'object') appendArguments(form, { ...value } as CallArguments, name)
    else form.append(name, typeof value === 'boolean' ? String(Number(value)) : String(value))
  }
}

function startForm(token: string, functionName: string): URLSearchParams {
  return new URLSearchParams({ wstoken: token, wsfunction: functionName, moodlewsrestformat: 'json' })
}

export function buildSingleForm(token: string, call: Call): URLSearchParams {
  const form = startForm(token, call.function)
  // Without these, names come unfiltered and files with addresses that only a browser's session opens.
  form.append('moodlewssettingfilter', 'true')
  form.append('moodlewssettingfileurl', 'true')
  appendArguments(form, call.args)
  return form
}

/** Four variables a call: PHP drops what is beyond its `max_input_vars` (1000), so a batch stays far below. */
export const maxBatchCalls = 100

export function buildBatchForm(token: string, calls: readonly Call[]): URLSearchParams {
  const form = startForm(token, batchFunction)
  for (const [index, call] of calls.entries()) {
    form.append(`requests[${index}][function]`, call.function)
    form.append(`requests[${index}][arguments]`, JSON.stringify(call.args))
    form.append(`requests[${index}][settingfilter]`, '1')
    form.append(`requests[${index}][settingfileurl]`, '1')
  }
  return form
}
