/** What PHP makes of form fields: `a[0][b]=x` becomes nested records, keyed by text. */
export type FormRecord = { [name: string]: string | FormRecord }

/** PHP's max_input_vars: fields past it are dropped without a word. */
const maxFields = 1000

export function parseForm(fields: Iterable<[string, string]>): FormRecord {
  const form = createRecord()
  let count = 0
  for (const [name, value] of fields) {
    count += 1
    if (count > maxFields) break
    setField(form, name, value)
  }
  return form
}

// Without a prototype, a field named __proto__ is a field like any other.
const createRecord = (): FormRecord => Object.create(null) as FormRecord

function setField(form: FormRecord, name: string, value: string) {
  const bracket = name.indexOf('[')
  const base = bracket === -1 ? name : name.slice(0, bracket)
  const path =
    bracket === -1
      ? []
      : [...name.slice(bracket).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] as string)
  const keys = [base, ...path]
  let record = form
  for (const [index, key] of keys.entries()) {
    const own = key === '' ? String(Object.keys(record).length) : key
    if (index === keys.length - 1) {
      record[own] = value
      return
    }
    const inner = record[own]
    const next = typeof inner === 'object' ? inner : createRecord()
    record[own] = next
    record = next
  }
}
