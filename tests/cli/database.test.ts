import { expect, test } from 'bun:test'
import { countValue } from '../../src/cli/mock-api/database.ts'

test('a million users can be generated, and no more', () => {
  expect(countValue({ count: '0' })).toBe(0)
  expect(countValue({ count: '1000000' })).toBe(1_000_000)
  // As in the official CLI.
  expect(countValue({ count: '-5' })).toBe(0)
  for (const count of ['1000001', '-', '-1.5', '1.5', 'many']) {
    expect(() => countValue({ count })).toThrow(`invalid value "${count}" for -c, --count`)
  }
})
