import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  configFile,
  databasePath,
  directory,
  endOfLinks,
  ensureDirectory,
  readConfig,
  readStored,
  writeConfig,
} from '../src/config.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'twitch-config-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

describe('directory()', () => {
  test.each([
    ['linux', { HOME: '/home/a' }, '/home/a/.config/twitch-cli'],
    ['linux', { HOME: '/home/a', XDG_CONFIG_HOME: '/x' }, '/x/twitch-cli'],
    [
      'darwin',
      { HOME: '/Users/a', XDG_CONFIG_HOME: '/x' },
      '/Users/a/Library/Application Support/twitch-cli',
    ],
    [
      'win32',
      { USERPROFILE: 'C:\\Users\\a', APPDATA: 'C:\\Users\\a\\Roaming' },
      'C:\\Users\\a\\Roaming\\twitch-cli',
    ],
  ] as const)('on %s with %p is %s', (platform, env, expected) => {
    expect(directory(env, platform)).toBe(expected)
  })

  test('is the older one where that exists, and reading creates nothing', () => {
    expect(directory({ HOME: home }, 'linux')).toBe(join(home, '.config/twitch-cli'))
    expect(readdirSync(home)).toEqual([])
    mkdirSync(join(home, '.twitch-cli'))
    expect(directory({ HOME: home, XDG_CONFIG_HOME: '/x' }, 'linux')).toBe(join(home, '.twitch-cli'))
  })

  test.each([
    ['linux', {}, '$HOME is not defined'],
    ['darwin', {}, '$HOME is not defined'],
    ['win32', {}, '%AppData% is not defined'],
    ['linux', { HOME: '/home/a', XDG_CONFIG_HOME: 'x' }, '$XDG_CONFIG_HOME is a relative path'],
  ] as const)('on %s with %p says: %s', (platform, env, message) => {
    expect(() => directory(env, platform)).toThrow(message)
  })
})

describe('databasePath()', () => {
  const env = { HOME: '/home/a' }
  test.each([
    [{}, '/home/a/.config/twitch-cli/eventCache.db'],
    [{ config: { DB_FILENAME: 'c.db' } }, '/home/a/.config/twitch-cli/c.db'],
    [
      { config: { DB_FILENAME: 'c.db' }, env: { ...env, TWITCH_DB_FILENAME: 'e.db' } },
      '/home/a/.config/twitch-cli/e.db',
    ],
    [{ flag: 'f.db', env: { ...env, TWITCH_DB_FILENAME: 'e.db' } }, '/home/a/.config/twitch-cli/f.db'],
    [{ flag: './f.db' }, './f.db'],
    [{ flag: '/srv/f.db', env: {} }, '/srv/f.db'],
    [{ flag: ':memory:', env: {} }, ':memory:'],
  ])('%p is %s', (sources, expected) => {
    expect(databasePath({ env, ...sources })).toBe(expected)
  })
})

describe('the settings file', () => {
  test('is where --config says, else in the directory', () => {
    expect(configFile('mine.env')).toBe('mine.env')
    expect(configFile(undefined, { HOME: home })).toBe(join(home, '.config/twitch-cli/.twitch-cli.env'))
  })

  test('that the official CLI wrote is read', () => {
    const file = stored(
      [
        'ACCESSTOKEN=0123',
        'TOKENSCOPES=[moderator:manage:shield_mode chat:read]',
        'TOKENEXPIRATION=2023-08-23T22:06:47.036137Z',
        'CLIENTID=abc',
        'DISABLE_UPDATE_CHECKS=false',
      ].join('\n'),
    )
    expect(readStored(file)).toEqual({
      ACCESSTOKEN: '0123',
      TOKENSCOPES: '[moderator:manage:shield_mode chat:read]',
      TOKENEXPIRATION: '2023-08-23T22:06:47.036137Z',
      CLIENTID: 'abc',
      DISABLE_UPDATE_CHECKS: 'false',
    })
  })

  test.each([
    ['A=b', 'b'],
    ['A = b c  # comment', 'b c'],
    ['export A=b', 'b'],
    ['a=b', 'b'],
    ['A: b', 'b'],
    ['A=', ''],
    [`A='b # c'`, 'b # c'],
    ['A="b \\"c\\" \\$d\\n"  # comment', 'b "c" $d\n'],
    ['\uFEFFA=b\r\n# only a comment\r\n', 'b'],
    ['A=old\nA=b', 'b'],
  ])('%j reads as %j', (text, value) => {
    expect(readStored(stored(text))).toEqual({ A: value })
  })

  test.each([
    'plain',
    'two words',
    '[a b]',
    '',
    ' edge ',
    'a#b',
    'a$b',
    "it's",
    `"'`,
    'back\\slash',
    'two\nlines',
    '`x`',
  ])('%j is written so that it reads the same', (value) => {
    const file = join(home, 'x.env')
    writeConfig(file, { A: value, B: 'next' })
    expect(readStored(file)).toEqual({ A: value, B: 'next' })
  })

  test('keeps comments, unknown keys and their order, and deletes what is removed', () => {
    const file = stored('# mine\nexport CLIENTID=old # here\n\nOTHER="a b"\nCLIENTID=older\nACCESSTOKEN=x\n')
    writeConfig(file, { CLIENTID: 'new', ACCESSTOKEN: undefined, TOKENSCOPES: '[a b]' })
    expect(readFileSync(file, 'utf8')).toBe('# mine\nCLIENTID=new\n\nOTHER="a b"\nTOKENSCOPES=[a b]\n')
  })

  test('is created, with its directory, for its owner only; nothing else is left behind', () => {
    const file = join(home, 'deep/er/.twitch-cli.env')
    expect(readStored(file)).toEqual({})
    expect(existsSync(join(home, 'deep'))).toBe(false)
    writeConfig(file, { CLIENTID: 'a' })
    expect(statSync(join(home, 'deep/er')).mode & 0o777).toBe(0o700)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(home, 'deep/er'))).toEqual(['.twitch-cli.env'])
  })

  test('that others could read is theirs no longer after a change', () => {
    const file = stored('CLIENTID=a\n')
    chmodSync(file, 0o644)
    writeConfig(file, { CLIENTID: 'b' })
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('behind a link stays behind the link', () => {
    const file = stored('CLIENTID=a\n')
    const link = join(home, 'link.env')
    symlinkSync(file, link)
    writeConfig(link, { CLIENTID: 'b' })
    expect(readFileSync(file, 'utf8')).toBe('CLIENTID=b\n')
  })

  test('behind links that lead to nothing yet is made where they end', () => {
    symlinkSync(join(home, 'second.env'), join(home, 'first.env'))
    symlinkSync('there/third.env', join(home, 'second.env'))
    writeConfig(join(home, 'first.env'), { CLIENTID: 'b' })
    expect(readFileSync(join(home, 'there/third.env'), 'utf8')).toBe('CLIENTID=b\n')
    expect(readFileSync(join(home, 'first.env'), 'utf8')).toBe('CLIENTID=b\n')
  })

  test('behind links that lead to each other is refused', () => {
    symlinkSync(join(home, 'b.env'), join(home, 'a.env'))
    symlinkSync(join(home, 'a.env'), join(home, 'b.env'))
    expect(() => writeConfig(join(home, 'a.env'), { CLIENTID: 'b' })).toThrow('ELOOP')
  })

  test.each([
    ['half-written', 'CLIENTID=abc\nCLIENTSEC'],
    ['cut inside quotes', 'CLIENTID=abc\nCLIENTSECRET="def'],
  ])('%s is refused by name and line, and left as it is', (_, text) => {
    const file = stored(text)
    const message = `${file}: line 2 is not KEY=value`
    expect(() => readStored(file)).toThrow(message)
    expect(() => writeConfig(file, { CLIENTID: 'new' })).toThrow(message)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  test('may begin with the mark of UTF-8', () => {
    expect(readStored(stored('\uFEFFCLIENTID=file\n'))).toEqual({ CLIENTID: 'file' })
  })

  test('that is not text, or not a file, is refused by name', () => {
    const file = join(home, 'binary.env')
    writeFileSync(file, new Uint8Array([0xff, 0xfe, 0]))
    expect(() => readStored(file)).toThrow(`cannot read ${file}: it is not text in UTF-8`)
    expect(() => writeConfig(home, { A: 'b' })).toThrow(`cannot read ${home}: EISDIR`)
  })

  test('is overridden by the environment, which is never written', () => {
    const file = stored('CLIENTID=file\nCLIENTSECRET=kept\n')
    const env = { TWITCH_CLIENTID: 'environment', TWITCH_ACCESSTOKEN: 'token', TWITCH_CLIENTSECRET: '' }
    expect(readConfig(file, env)).toEqual({
      CLIENTID: 'environment',
      CLIENTSECRET: 'kept',
      ACCESSTOKEN: 'token',
    })
    writeConfig(file, { TOKENSCOPES: '[]' })
    expect(readFileSync(file, 'utf8')).toBe('CLIENTID=file\nCLIENTSECRET=kept\nTOKENSCOPES=[]\n')
  })
})

test('ensureDirectory() may be called again', () => {
  ensureDirectory(join(home, 'a/b'))
  ensureDirectory(join(home, 'a/b'))
  expect(statSync(join(home, 'a')).mode & 0o777).toBe(0o700)
})

test('forty links are followed, as by the kernel, and no more', () => {
  const link = (n: number) => join(home, `link${n}`)
  for (let n = 1; n <= 41; n++) symlinkSync(link(n - 1), link(n))
  expect(endOfLinks(link(40))).toBe(link(0))
  expect(() => endOfLinks(link(41))).toThrow('its links lead to each other')
})

function stored(text: string): string {
  const file = join(home, '.twitch-cli.env')
  writeFileSync(file, text)
  return file
}
