import fc from 'fast-check'

const deep = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)
const wrongValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    '',
    'x',
    '7',
    '-1',
    '1e9',
    '9'.repeat(400),
    0,
    -1,
    1.5,
    2 ** 31,
    2 ** 53,
    2 ** 30,
    253_402_214_400,
    253_402_300_799,
    1e308,
    -1e308,
    [],
    {},
    [null],
    [[]],
    [{}],
    { id: null },
    { __proto__: null, id: [] },
    '\0\ud800\u202e',
    '<p',
    '{"',
    'https://',
    'javascript:x',
    deep(2_000),
  ),
  fc.jsonValue(),
)

type Place = readonly (string | number)[]
function placesOf(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at]
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  return [
    at,
    ...keys.flatMap((key) => placesOf((value as Record<string | number, unknown>)[key], [...at, key])),
  ]
}

/** `remove` takes the place itself away. */
function changeAt(value: unknown, at: Place, wrong: { readonly value: unknown } | 'remove'): unknown {
  const [key, ...rest] = at
  if (key === undefined) return wrong === 'remove' ? null : wrong.value
  // An earlier change may have taken the place away.
  if (typeof value !== 'object' || value === null) return value
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string | number, unknown>
  if (rest.length || wrong !== 'remove') copy[key] = changeAt(copy[key], rest, wrong)
  else if (Array.isArray(copy)) copy.splice(Number(key), 1)
  else delete copy[key]
  return copy
}

/** The sample with one to four things in it changed or taken away. */
export const mutated = (sample: unknown) => {
  const change = fc.record({
    at: fc.constantFrom(...placesOf(sample)),
    wrong: fc.oneof(fc.constant('remove' as const), fc.record({ value: wrongValue })),
  })
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) => changes.reduce((value, { at, wrong }) => changeAt(value, at, wrong), sample))
}
