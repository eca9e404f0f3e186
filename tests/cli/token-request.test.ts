import { expect, test } from 'bun:test'
import { canonicalFlags } from '../../src/cli/flags.ts'
import { tokenRequest } from '../../src/cli/token/request.ts'
import { tokenFlags } from '../../src/cli/token.ts'

test('--mock stands alone or takes a value, and never the next word', () => {
  const flags = (...words: string[]) => canonicalFlags(words, tokenFlags, 'twitch token')
  expect(flags('--mock', '-u')).toEqual(['--mock=http://localhost:8080', '--user-token=true'])
  expect(flags('-u', '--mock=http://localhost:9090')).toEqual([
    '--user-token=true',
    '--mock=http://localhost:9090',
  ])
  expect(() => flags('--mock', 'http://localhost:9090')).toThrow(
    'unexpected argument "http://localhost:9090"',
  )
})

test('the documented defaults', () => {
  const env = { HOME: '/nowhere' }
  const args = {
    port: tokenFlags.port.default,
    'redirect-host': tokenFlags['redirect-host'].default,
    browser: true,
  }
  expect(tokenRequest(args, new Set(), env)).toEqual({
    action: { kind: 'app' },
    scopes: [],
    forceVerify: false,
    ip: undefined,
    port: 3000,
    redirectHost: 'localhost',
    clientId: undefined,
    clientSecret: undefined,
    file: '/nowhere/.config/twitch-cli/.twitch-cli.env',
    stored: {},
    settings: {},
    authUrl: 'https://id.twitch.tv/oauth2',
    mock: undefined,
    user: undefined,
    browser: true,
    json: false,
  })
})
