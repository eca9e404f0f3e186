import { expect, test } from 'bun:test'
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { homepage } from '../../package.json'
import { findUpdate, updateSentence } from '../../src/cli/update.ts'
import { emptyHome } from '../support/binary.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const now = Date.parse('2026-11-22T12:00:00Z')

test.each([
  ['a newer release, not told today', { latest: '2.1.0', askedAt: now, toldAt: now - DAY_MS }, true],
  ['a newer release, told an hour ago', { latest: '2.1.0', askedAt: now, toldAt: now - DAY_MS / 24 }, false],
  ['the same release', { latest: '2.0.0', askedAt: now, toldAt: 0 }, false],
  ['an older release', { latest: '1.9.9', askedAt: now, toldAt: 0 }, false],
  ['nothing seen yet', { askedAt: 0, toldAt: 0 }, false],
])('%s', (_, seen, isTold) => {
  const sentence =
    `twitch-cli/2.1.0 is available, this is 2.0.0: ${homepage}/releases/latest (TWITCH_DISABLE_UPDATE_CHECKS=1 ` +
    'ends this notice)'
  expect(updateSentence(seen, now, '2.0.0')).toBe(isTold ? sentence : undefined)
})

test('the latest release is asked of the one repository and written down', async () => {
  const file = join(emptyHome(), 'twitch-cli/update-check.json')
  const asked: string[] = []
  await findUpdate(async (url) => {
    asked.push(url)
    return Response.json({ tag_name: 'v2.1.0' })
  }, file)
  expect(asked).toEqual([`${homepage.replace('github.com', 'api.github.com/repos')}/releases/latest`])
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ askedAt: 0, toldAt: 0, latest: '2.1.0' })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  chmodSync(file, 0o644)
  await findUpdate(async () => Response.json({ tag_name: 'v2.2.0' }), file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(dirname(file))).toEqual(['update-check.json'])
})

test.each([
  ['a refusal', async () => new Response('', { status: 404 })],
  ['no network', () => Promise.reject(new Error('offline'))],
  ['no version', async () => Response.json({ tag_name: 'nightly' })],
])('%s changes nothing', async (_, ask) => {
  const file = join(emptyHome(), 'update-check.json')
  const before = JSON.stringify({ askedAt: now, toldAt: 0 })
  writeFileSync(file, before)
  await findUpdate(ask, file)
  expect(readFileSync(file, 'utf8')).toBe(before)
})
