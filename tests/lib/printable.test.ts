import { expect, test } from 'bun:test'
import { printable, printableLines } from '../../src/lib/printable.ts'

test.each([
  ['an escape sequence', '\u001b]52;c;aGk=\u0007', '\\x1b]52;c;aGk=\\x07'],
  ['a forged line', 'a\r\n2026/01/01 GET /', 'a\\x0d\\x0a2026/01/01 GET /'],
  ['a C1 control', 'a\u009b2Jb', 'a\\x9b2Jb'],
  ['DEL and NUL', '\u007f\u0000', '\\x7f\\x00'],
  ['turned text', 'user\u202egpj.exe\u2066', 'user\\u202egpj.exe\\u2066'],
])('%s is shown, not obeyed', (_, text, shown) => {
  expect(printable(text)).toBe(shown)
})

test('what can be shown is left as it is', () => {
  const text = 'Größe 日本語 🎉 \\ "quoted" ~'
  expect(printable(text)).toBe(text)
  expect(printableLines('Error: a\u001b\n    at b')).toBe('Error: a\\x1b\n    at b')
})
