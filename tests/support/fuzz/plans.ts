import fc, { type Arbitrary } from 'fast-check'
import type { Operation, Schema } from './surface.ts'

/** How a value is made: by its schema from a number, or as it stands. */
export interface Choice {
  how: 'good' | 'spoiled' | 'bad' | 'left out' | 'repeated'
  pick: number
  /** What stands in its place in a query, and in JSON. */
  text: string
  json: string
}

/** One request, but for what only the running mock knows, such as tokens and ids. */
export interface Plan {
  operation: Operation
  method: string
  /** Of the row that the path names, if it does. */
  id: Choice
  query: Record<string, Choice>
  /** Parameters that nobody knows, as they stand in the address. */
  more: string[]
  body?: Record<string, Choice> | { raw: Uint8Array }
  contentType?: string
  /** Of the page that asks. */
  origin?: string
  caller: 'right' | 'other' | 'none' | { authorization: string; clientId: string }
  pathEnd: string
  /** Milliseconds by which the clock moves first. */
  wait: number
}

const odd = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udc00',
  '\ufeff',
  '\u202e',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'null',
  'undefined',
  'NaN',
  'Infinity',
  'true',
  '-0',
  '0',
  '-1',
  '1e3',
  '1e309',
  '0x10',
  '1.5',
  '2147483648',
  '9007199254740993',
  '9223372036854775808',
  '99999999999999999999999999',
  "' OR 1=1 --",
  '"; DROP TABLE users; --',
  '%',
  '_%',
  '*',
  '[a-',
  '(',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '\r\nSet-Cookie: x=1',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '+275760-09-13T00:00:00.000Z',
  '2024-02-30T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:00:60Z',
  '2026-01-01T00:00:00+99:99',
  '2026-01-01t00:00:00z',
  '1',
  '1,2',
  '1:2',
  ':',
  'http://[',
  'javascript:alert(1)',
  'Europe/Nowhere',
  '{}',
  '[]',
  'x'.repeat(2_000),
  '7'.repeat(400),
  'x'.repeat(70_000),
  '😀'.repeat(301),
]

/** Cursors of the right form with the wrong things inside. */
const cursor = fc
  .array(fc.oneof(fc.double(), fc.string(), fc.integer(), fc.jsonValue()), { maxLength: 4 })
  .chain((key) => fc.constantFrom([key, key], [key], key, { 0: key, 1: key, length: 2 }, [[], []], null))
  .map((ends) => Buffer.from(JSON.stringify(ends)).toString('base64url'))

const oddText: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...odd) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
  { weight: 1, arbitrary: fc.integer().map(String) },
  { weight: 2, arbitrary: cursor },
)

const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth)

const oddJson: Arbitrary<string> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      'null',
      'true',
      'false',
      '0',
      '-0',
      '-1',
      '1.5',
      '1e999',
      '-1e999',
      '1e-400',
      '2147483648',
      '9007199254740993',
      '9223372036854775808',
      '""',
      '"\\ud800"',
      '"\\u0000"',
      '[]',
      '{}',
      '[null]',
      '[{}]',
      '[[]]',
      '{"__proto__":{"status":1}}',
      '{"__proto__":null}',
      '{"constructor":{"prototype":{}}}',
      '{"toString":1,"valueOf":1,"length":5}',
      '{"length":1e9}',
      nested(50, '[', ']'),
      nested(3_000, '[', ']'),
      `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`,
      `[${'1,'.repeat(20_000)}1]`,
    ),
  },
  { weight: 4, arbitrary: oddText.map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
)

/** One level of malice for a whole request, so that many requests have only a single fault and get far. */
const choiceOf = (malice: number, isRequired = true): Arbitrary<Choice> =>
  fc.record({
    how: fc.oneof(
      { weight: 4 * (100 - malice), arbitrary: fc.constant('good' as const) },
      { weight: 2 * malice, arbitrary: fc.constant('bad' as const) },
      { weight: 2 * malice, arbitrary: fc.constant('spoiled' as const) },
      { weight: isRequired ? malice : 300, arbitrary: fc.constant('left out' as const) },
      { weight: malice, arbitrary: fc.constant('repeated' as const) },
    ),
    pick: fc.nat(),
    text: oddText,
    json: oddJson,
  })

const choices = (of: Record<string, Schema>, required: ReadonlySet<string>, malice: number) =>
  fc.record(Object.fromEntries(Object.keys(of).map((name) => [name, choiceOf(malice, required.has(name))])))

const invalidEscapes = [
  '%',
  '%zz=1',
  'a=%',
  'a=%C3%28',
  '%00=%00',
  'id=%ED%A0%80',
  'first=%',
  '+',
  '&&&',
  '=',
  '=x',
]

const strangers: Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...invalidEscapes,
    '__proto__=1',
    '__proto__[a]=1',
    'constructor=1',
    'toString=1',
    'hasOwnProperty=1',
    'length=1',
    'id[]=1',
    'id[a]=1',
    Array.from({ length: 300 }, (_, n) => `id=${n}`).join('&'),
  ),
  fc.tuple(oddText, oddText).map(([name, value]) => `${escaped(name)}=${escaped(value)}`),
)

const rawBody: Arbitrary<{ raw: Uint8Array }> = fc
  .oneof(
    fc
      .constantFrom(
        'null',
        '[]',
        '"x"',
        '1e999',
        '{',
        '{"a":1,}',
        '\ufeff{}',
        '{}{}',
        "{'a':1}",
        nested(200_000, '[', ']'),
        `"${'x'.repeat(1_100_000)}"`,
        'a=1&b=%zz',
        '__proto__=1',
        '--x\r\n',
      )
      .map((text) => new TextEncoder().encode(text)),
    fc.uint8Array({ maxLength: 200 }),
    oddJson.map((text) => new TextEncoder().encode(text)),
  )
  .map((raw) => ({ raw }))

const header = fc.oneof(
  fc.constantFrom(
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'bearer x',
    'OAuth x',
    'Basic dXNlcjpwYXNz',
    'Bearer a.b.c',
    'Bearer eyJhbGciOiJub25lIn0.e30.',
    'Bearer eyJhbGciOiJIUzI1NiJ9.bnVsbA.AAAA',
    'Bearer __proto__',
    `Bearer ${'x'.repeat(20_000)}`,
    `Bearer${' '.repeat(20_000)}x`,
    'null',
    '',
    '\u00ff\u00fe',
    'Bearer \u00e9',
  ),
  fc.string({ maxLength: 40 }).map((text) => text.replaceAll(/[^\x20-\x7e]/g, '')),
)

const contentTypes = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'x',
  ';',
]

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'X']

/** Any request to any of the operations. */
export function plansFor(operations: readonly Operation[]): Arbitrary<Plan> {
  return fc
    .tuple(fc.constantFrom(...operations), fc.constantFrom(0, 2, 12, 12, 30, 70))
    .chain(([operation, malice]) => planOf(operation, malice))
}

/** The plainest request that an operation should grant. */
export function plainPlan(operation: Operation): Plan {
  const good: Choice = { how: 'good', pick: 1, text: '', json: '' }
  const query = Object.fromEntries([...operation.required].map((name) => [name, good]))
  return {
    operation,
    method: operation.method,
    id: good,
    query,
    more: [],
    caller: 'right',
    pathEnd: '',
    wait: 0,
  }
}

function planOf(operation: Operation, malice: number): Arbitrary<Plan> {
  const rarely = <T>(usual: T, unusual: Arbitrary<T>) =>
    fc.oneof({ weight: 400 - malice, arbitrary: fc.constant(usual) }, { weight: malice, arbitrary: unusual })
  const structured = operation.body
    ? choices(operation.body, operation.required, malice)
    : fc.constant(undefined)
  return fc.record({
    operation: fc.constant(operation),
    method: rarely(operation.method, fc.constantFrom(...methods)),
    id: choiceOf(malice),
    query: choices(operation.query, operation.required, malice),
    more: rarely<string[]>([], fc.array(strangers, { maxLength: 3 })),
    body: fc.oneof(
      { weight: 400 - malice, arbitrary: structured },
      { weight: operation.body ? malice : 1, arbitrary: rawBody },
    ),
    contentType: fc.option(fc.constantFrom(...contentTypes), { nil: undefined }),
    origin: fc.constantFrom(
      ...Array(8).fill(undefined),
      'http://localhost:3000',
      'null',
      'https://evil.example',
      ':',
    ),
    caller: fc.oneof(
      { weight: 400 - malice, arbitrary: fc.constant('right' as const) },
      { weight: malice, arbitrary: fc.constantFrom('other' as const, 'none' as const) },
      { weight: malice, arbitrary: fc.record({ authorization: header, clientId: header }) },
    ),
    pathEnd: rarely(
      '',
      fc.constantFrom('/', '//', '/x', '/%', '/%00', '/..%2f', '%2e%2e', '/__proto__', ';a'),
    ),
    wait: fc.constantFrom(0, 0, 0, 100, 1_000, 90_000, -5_000, 3_600_000),
  })
}

/** Percent-encoded UTF-8; a lone surrogate becomes the bytes that no UTF-8 has. */
export function escaped(text: string): string {
  return [...text]
    .map((letter) => {
      const code = letter.codePointAt(0)!
      if (code < 0xd800 || code > 0xdfff) return encodeURIComponent(letter)
      return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]
        .map((byte) => `%${byte.toString(16)}`)
        .join('')
    })
    .join('')
}
