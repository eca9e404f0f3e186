import { afterEach, describe, expect, test } from 'bun:test'
import { existsSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { Home } from '../support/command.ts'

const ID = 'i'.repeat(30)
const SECRET = 's'.repeat(31)
const STORED = `# mine\nCLIENTID=old\nCLIENTSECRET=older\nOTHER="a b"\n`

let home: Home
afterEach(() => home[Symbol.dispose]())

describe('twitch configure', () => {
  test('stores what the flags give, and keeps the rest', async () => {
    home = new Home(STORED)
    expect(await home.run(['configure', '-i', ID, '--client-secret', SECRET])).toEqual({
      code: 0,
      stdout: 'Updated configuration.\n',
      stderr: '',
    })
    expect(home.settings).toBe(`# mine\nCLIENTID=${ID}\nCLIENTSECRET=${SECRET}\nOTHER="a b"\n`)
  })

  test('creates the file for its owner only, and writes nothing of the environment', async () => {
    home = new Home()
    const env = { TWITCH_CLIENTID: 'x'.repeat(30), TWITCH_ACCESSTOKEN: 'token' }
    expect((await home.run(['configure', '-i', ID, '-s', SECRET], env)).code).toBe(0)
    expect(home.settings).toBe(`CLIENTID=${ID}\nCLIENTSECRET=${SECRET}\n`)
    expect(statSync(home.file).mode & 0o777).toBe(0o600)
  })

  test('--config names the file; the usual one is not created', async () => {
    home = new Home('')
    await home.run(['configure', '-i', ID, '-s', SECRET])
    expect(home.settings).toBe(`CLIENTID=${ID}\nCLIENTSECRET=${SECRET}\n`)
    expect(existsSync(join(home.path, '.config'))).toBe(false)
  })

  test('--client-secret - reads standard input', async () => {
    home = new Home()
    const result = await home.run(['configure', '-i', ID, '-s', '-'], {}, new Blob([`${SECRET}\n`]))
    expect(result).toEqual({ code: 0, stdout: 'Updated configuration.\n', stderr: '' })
    expect(home.settings).toBe(`CLIENTID=${ID}\nCLIENTSECRET=${SECRET}\n`)
  })

  const noTerminal = 'was given and there is no terminal to ask on; nothing was changed'
  test.each([
    [[], `no Client ID and no Client Secret ${noTerminal}: give --client-id and --client-secret`],
    [['-s', SECRET], `no Client ID ${noTerminal}: give --client-id`],
    [['-i', '', '-s', SECRET], 'Invalid Client ID: it is empty'],
    [['-i', ID, '-s', ''], 'Invalid Client Secret: it is empty'],
    [['-i', `${ID} `, '-s', SECRET], 'Invalid Client ID: it has ASCII characters only, and no blanks'],
    [
      ['-i', ID, '-s', '-'],
      'standard input holds no Client Secret; nothing was changed: pipe it in, or give --client-secret',
    ],
  ])('%p is refused and changes nothing', async (flags, line) => {
    home = new Home(STORED)
    expect(await home.run(['configure', ...flags])).toEqual({ code: 1, stdout: '', stderr: `${line}\n` })
    expect(home.settings).toBe(STORED)
  })

  test('takes credentials of any length, with a word about it', async () => {
    home = new Home('')
    const secret = 's'.repeat(64)
    expect(await home.run(['configure', '-i', 'abc', '-s', secret])).toEqual({
      code: 0,
      stdout: 'Updated configuration.\n',
      stderr:
        'Client ID: it has 3 characters, those of Twitch have 30\nClient Secret: it has 64 characters, ' +
        'those of Twitch have 30\n',
    })
    expect(home.settings).toBe(`CLIENTID=abc\nCLIENTSECRET=${secret}\n`)
  })

  const nobody = 'no Client Secret was given and there is no terminal to ask on'
  test.each([
    ['nothing', '', `CLIENTID=${ID}\n`, nobody],
    ['its own secret', `CLIENTID=${ID}\nCLIENTSECRET=a\n`, `CLIENTID=${ID}\nCLIENTSECRET=a\n`, nobody],
    [
      'the secret of another',
      STORED,
      `# mine\nCLIENTID=${ID}\nOTHER="a b"\n`,
      `${nobody}; that of the Client ID before is removed`,
    ],
  ])('stores a Client ID alone without a terminal, beside %s', async (_, before, after, line) => {
    home = new Home(before)
    expect(await home.run(['configure', '-i', ID])).toEqual({
      code: 0,
      stdout: 'Updated configuration.\n',
      stderr: `${line}\n`,
    })
    expect(home.settings).toBe(after)
  })

  test('writes through a link to a file that is not there yet', async () => {
    home = new Home()
    const link = join(home.path, 'link.env')
    symlinkSync('dotfiles/twitch.env', link)
    expect((await home.run(['configure', '-i', ID, '-s', SECRET, '--config', link])).code).toBe(0)
    const target = join(home.path, 'dotfiles/twitch.env')
    expect(readFileSync(target, 'utf8')).toBe(`CLIENTID=${ID}\nCLIENTSECRET=${SECRET}\n`)
    expect(statSync(target).mode & 0o777).toBe(0o600)
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
  })

  test('needs a home, or --config', async () => {
    home = new Home()
    const refusal = await home.run(['configure', '-i', ID, '-s', SECRET], { HOME: '' })
    expect(refusal).toEqual({
      code: 1,
      stdout: '',
      stderr: '$HOME is not defined: set it, or name every file yourself (--config FILE, --db PATH)\n',
    })
    const file = join(home.path, 'named.env')
    const flags = ['configure', '-i', ID, '-s', SECRET, '--config', file]
    expect((await home.run(flags, { HOME: '' })).code).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe(`CLIENTID=${ID}\nCLIENTSECRET=${SECRET}\n`)
  })

  test('leaves a half-written file alone', async () => {
    home = new Home('CLIENTID=abc\nCLIENTSEC')
    expect(await home.run(['configure', '-i', ID, '-s', SECRET])).toEqual({
      code: 1,
      stdout: '',
      stderr: `${home.file}: line 2 is not KEY=value: mend or remove the file; it was left as it is\n`,
    })
    expect(home.settings).toBe('CLIENTID=abc\nCLIENTSEC')
  })
})

describe('twitch configure on a terminal', () => {
  test('asks for both, hides the secret, and asks again after a blank', async () => {
    home = new Home()
    const { code, screen } = await onTerminal(
      ['configure'],
      ['◆  Client ID', 'a c\r'],
      ['Invalid Client ID', `${'\b'.repeat(3)}${ID}\r`],
      ['◆  Client Secret', `${SECRET}\r`],
    )
    expect(code).toBe(0)
    expect(screen).toContain('Updated configuration.')
    expect(screen).not.toContain('ss')
    expect(home.settings).toBe(`CLIENTID=${ID}\nCLIENTSECRET=${SECRET}\n`)
  })

  test.each([
    ['Ctrl+C', '\x03', 130],
    ['Ctrl+D', '\x04', 1],
    ['Escape', '\x1b', 1],
  ])('%s at the secret changes nothing', async (_, key, status) => {
    home = new Home(STORED)
    const { code, screen } = await onTerminal(['configure', '-i', ID], ['◆  Client Secret', key])
    expect(code).toBe(status)
    expect(screen).toContain('no Client Secret was given; nothing was changed: give --client-secret')
    expect(home.settings).toBe(STORED)
  })

  test('a token without credentials asks for them first', async () => {
    home = new Home()
    const { code, screen } = await onTerminal(
      ['token', '--auth-url', 'http://127.0.0.1:9'],
      ['◆  Client ID', `${ID}\r`],
      ['◆  Client Secret', `${SECRET}\r`],
    )
    expect(code).toBe(1)
    expect(screen).toContain('No Client ID or Secret found in configuration. Triggering configuration now.')
    expect(screen).toContain('cannot reach 127.0.0.1:9: ECONNREFUSED')
    expect(home.settings).toBe(`CLIENTID=${ID}\nCLIENTSECRET=${SECRET}\n`)
  })

  test('a device flow asks for the Client ID alone', async () => {
    home = new Home()
    const flags = ['token', '-u', '--dcf', '--auth-url', 'http://127.0.0.1:9']
    expect((await onTerminal(flags, ['◆  Client ID', `${ID}\r`])).code).toBe(1)
    expect(home.settings).toBe(`CLIENTID=${ID}\n`)
  })
})

/** Runs `twitch …` on a terminal; types each text once the words before it have appeared. */
async function onTerminal(args: string[], ...dialogue: [shown: string, typed: string][]) {
  let screen = ''
  let seen = 0
  const config = home.settings === undefined ? [] : ['--config', home.file]
  const program = Bun.spawn([process.execPath, 'src/main.ts', ...args, ...config], {
    env: { PATH: process.env.PATH, HOME: home.path, TERM: 'xterm' },
    terminal: {
      cols: 120,
      rows: 40,
      data(terminal, data) {
        screen += Bun.stripANSI(new TextDecoder().decode(data))
        const next = dialogue[0]
        const at = next ? screen.indexOf(next[0], seen) : -1
        if (!next || at < 0) return
        seen = at + next[0].length
        dialogue.shift()
        terminal.write(next[1])
      },
    },
  })
  const code = await program.exited
  return { code, screen }
}
