/** What a function is given: JSON inside a batch, form variables outside of one. */
export type CallArguments = Readonly<Record<string, string | number | boolean | readonly number[]>>

export interface Call {
  readonly function: string
  readonly args: CallArguments
  /** Null for calls that are about no single course. */
  readonly courseMoodleId: number | null
}

export const batchFunction = 'tool_mobile_call_external_functions'

/** PHP's way of writing lists into a form: `courseids[0]=7`. */
function appendArguments(form: URLSearchParams, args: CallArguments): void {
  for (const [name, value] of Object.entries(args)) {
    if (Array.isArray(value))
      for (const [index, each] of value.entries()) form.append(`${name}[${index}]`, String(each))
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
