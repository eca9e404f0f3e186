import { describe, expect, test } from 'bun:test'
import { parseArgs } from 'citty'
import { CliError } from '../../src/cli/errors.ts'
import { canonicalFlags } from '../../src/cli/flags.ts'
import { explained } from '../../src/cli/token/failures.ts'
import { tokenFlags } from '../../src/cli/token/flags.ts'
import { tokenRequest } from '../../src/cli/token/request.ts'
import { RedirectTimeout } from '../../src/oauth/errors.ts'

const canonical = (...words: string[]) => canonicalFlags(words, tokenFlags, 'twitch token')

/** What a command line means. */
function requested(words: string[], env: Record<string, string> = {}) {
  return tokenRequest(parseArgs<typeof tokenFlags>(canonical(...words), tokenFlags), {
    HOME: '/nowhere',
    ...env,
  })
}

const defaults = {
  action: { kind: 'app' },
  scopes: [],
  forceVerify: false,
  ip: undefined,
  port: 3000,
  redirectHost: 'localhost',
  clientId: undefined,
  clientSecret: undefined,
  file: '/nowhere/.config/twitch-cli/.twitch-cli.env',
  environment: {},
  authUrl: 'https://id.twitch.tv/oauth2',
  mock: undefined,
  user: undefined,
  browser: true,
  json: false,
} as const

test('the documented defaults', () => {
  expect(requested([])).toEqual(defaults as never)
})

describe('every documented flag, long and short', () => {
  test.each<[string[], object]>([
    [['-u'], { action: { kind: 'user' } }],
    [['--user-token'], { action: { kind: 'user' } }],
    [['--user-token=false'], {}],
    [['-u', '--dcf'], { action: { kind: 'device' } }],
    [['-u', '--forceverify'], { action: { kind: 'user' }, forceVerify: true }],
    [
      ['-us', 'user:read:email user_read'],
      { action: { kind: 'user' }, scopes: ['user:read:email', 'user_read'] },
    ],
    [['-u', '--scopes= a:b  c:d a:b'], { action: { kind: 'user' }, scopes: ['a:b', 'c:d'] }],
    [['-r', 'abc'], { action: { kind: 'revoke', token: 'abc' } }],
    [['--revoke=abc'], { action: { kind: 'revoke', token: 'abc' } }],
    [['-v', 'abc'], { action: { kind: 'validate', token: 'abc' } }],
    [['--validate', 'abc'], { action: { kind: 'validate', token: 'abc' } }],
    [['-Rabc'], { action: { kind: 'refresh', token: 'abc' } }],
    [['--refresh', 'abc'], { action: { kind: 'refresh', token: 'abc' } }],
    [['-u', '--ip', '127.0.0.1'], { action: { kind: 'user' }, ip: '127.0.0.1' }],
    [['-u', '-p', '3030'], { action: { kind: 'user' }, port: 3030 }],
    [['-u', '--port=3030'], { action: { kind: 'user' }, port: 3030 }],
    [['--client-id', 'me', '--secret', 'hush'], { clientId: 'me', clientSecret: 'hush' }],
    [['-u', '--redirect-host', 'contoso.com'], { action: { kind: 'user' }, redirectHost: 'contoso.com' }],
    [['--json'], { json: true }],
    [['-u', '--no-browser'], { action: { kind: 'user' }, browser: false }],
    [['--auth-url', 'http://localhost:1/oauth2/'], { authUrl: 'http://localhost:1/oauth2' }],
    [['--mock'], { mock: 'http://localhost:8080', authUrl: 'http://localhost:8080/oauth2' }],
    [
      ['-u', '--mock=http://127.0.0.1:9090/', '--user', '7'],
      {
        action: { kind: 'user' },
        mock: 'http://127.0.0.1:9090',
        authUrl: 'http://127.0.0.1:9090/oauth2',
        user: '7',
      },
    ],
  ])('%j', (words, expected) => {
    expect(requested(words)).toEqual({ ...defaults, ...expected } as never)
  })
})

test('the environment chooses the identity provider, a flag chooses before it', () => {
  const env = { TWITCH_AUTH_URL: 'http://localhost:1/oauth2/', TWITCH_CLIENTID: 'me' }
  expect(requested([], env)).toMatchObject({
    authUrl: 'http://localhost:1/oauth2',
    environment: { CLIENTID: 'me' },
  })
  expect(requested(['--auth-url', 'http://localhost:2'], env).authUrl).toBe('http://localhost:2')
})

test('a wait in vain is explained by what has to be registered', () => {
  const { sentence } = explained(
    new RedirectTimeout(5, 'http://localhost:3030'),
    requested(['-u', '-p', '3030']),
  )
  expect(sentence).toBe(
    'could not get a User Access Token: the browser was not redirected back within 5 minutes: the first ' +
      'OAuth Redirect URL of the application must be http://localhost:3030, without a / at the end',
  )
})

describe('what the official CLI leaves aside is told in one line', () => {
  test.each<[string[], object, string]>([
    [['-s', 'a:b'], { kind: 'app' }, 'ignored without --user-token: --scopes'],
    [['--dcf', '--forceverify'], { kind: 'app' }, 'ignored without --user-token: --dcf, --forceverify'],
    [['-u', '-v', 'T'], { kind: 'validate', token: 'T' }, 'ignored with --validate: --user-token'],
    [['-R', 'R', '-v', 'T'], { kind: 'validate', token: 'T' }, 'ignored with --validate: --refresh'],
    [
      ['-u', '-s', 'a', '-R', 'T'],
      { kind: 'refresh', token: 'T' },
      'ignored with --refresh: --user-token, --scopes',
    ],
    [['-u', '-r', 'T'], { kind: 'revoke', token: 'T' }, 'ignored with --revoke: --user-token'],
    [
      ['-u', '--dcf', '-p', '3030', '--forceverify'],
      { kind: 'device' },
      'ignored with --dcf: --forceverify, --port',
    ],
    [['-u', '--mock', '--forceverify'], { kind: 'user' }, 'ignored with --mock: --forceverify'],
  ])('%j', (words, action, warning) => {
    expect(requested(words)).toMatchObject({ action, warning })
  })
})

describe('what cannot go together or cannot be right is named', () => {
  test.each([
    [['-r', 'a', '-v', 'b'], '--revoke and --validate cannot go together: leave one of them out'],
    [['-r', 'a', '-R', 'b'], '--revoke and --refresh cannot go together: leave one of them out'],
    [['--user', '1'], '--user can only be used with --user-token: add --user-token, or leave it out'],
    [['-u', '--user', '1'], '--user can only be used with --mock: add --mock, or leave it out'],
    [['-u', '--dcf', '--mock', '--user', '1'], '--dcf and --user cannot go together: leave one of them out'],
    [
      ['--mock', '--auth-url', 'http://localhost'],
      '--mock and --auth-url cannot go together: leave one of them out',
    ],
    [['-r', ''], 'the value of --revoke is not a token: give it as it was printed, without blanks'],
    [['-u', '-p', '99999'], 'invalid value "99999" for --port: give a whole number from 0 to 65535'],
    [
      ['-u', '--redirect-host', 'http://a.b'],
      'invalid value "http://a.b" for --redirect-host: give a host alone, without http:// and port',
    ],
    [['--auth-url', 'here'], 'invalid value "here" for --auth-url: give a URL such as http://localhost:8080'],
    [['--mock='], 'invalid value "" for --mock: give a URL such as http://localhost:8080'],
    [
      ['--mock', 'http://localhost:9090'],
      '--mock takes its value with =: write --mock=http://localhost:9090',
    ],
  ])('%j', (words, sentence) => {
    let refusal: unknown
    try {
      requested(words)
    } catch (error) {
      refusal = error
    }
    expect(refusal).toBeInstanceOf(CliError)
    expect((refusal as CliError).sentence).toBe(sentence)
  })

  test('a provider of the environment that is no URL', () => {
    expect(() => requested([], { TWITCH_AUTH_URL: 'here' })).toThrow(
      'invalid value "here" for TWITCH_AUTH_URL',
    )
  })
})
