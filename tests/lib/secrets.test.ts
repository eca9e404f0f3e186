import { expect, test } from 'bun:test'
import { isSameSecret, redacted } from '../../src/lib/secrets.ts'

test.each([
  ['abc', 'abc', true],
  ['abc', 'abd', false],
  ['abc', 'abcd', false],
  ['', '', true],
  ['é', 'é', true],
])('isSameSecret(%p, %p)', (given, right, same) => expect(isSameSecret(given, right)).toBe(same))

test.each([
  ['token 0123456789 and 0123456789', ['0123456789'], 'token [redacted] and [redacted]'],
  ['a short one is part of any word: the', ['the', ''], 'a short one is part of any word: the'],
  ['seven: 1234567', ['1234567'], 'seven: 1234567'],
  ['eight: 12345678', ['12345678'], 'eight: [redacted]'],
  ['{"access_token":"x y", "scope":"a"}', [], '{"access_token":"[redacted] y", "scope":"a"}'],
  ['refresh_token=abc&scope=a', [], 'refresh_token=[redacted]&scope=a'],
  ['the access_token is missing', [], 'the access_token is missing'],
])('redacted(%p, %p)', (text, secrets, expected) => expect(redacted(text, secrets)).toBe(expected))
