import { describe, expect, test } from 'bun:test'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { homepage } from '../package.json'
import { formula } from '../scripts/homebrew.ts'
import { type Entry, tarGz, zip } from '../scripts/release/archive.ts'
import { archiveName, type Target, targets } from '../scripts/release/targets.ts'
import { manifest } from '../scripts/scoop.ts'
import { emptyHome } from './support/binary.ts'

const entriesWith = (program: string): Entry[] => [
  { name: 'twitch', data: Buffer.from(program), mode: 0o755 },
  { name: 'LICENSE', data: Buffer.from('x'.repeat(1000)), mode: 0o644 },
]
const program = '#!/bin/sh\necho twitch-cli/9.9.9\n'
const entries = entriesWith(program)
const time = new Date('2026-01-31T12:00:00Z')
const names = (Object.keys(targets) as Target[]).map((target) => archiveName('9.9.9', target))
const checksums = Object.fromEntries(names.map((name, index) => [name, String(index).repeat(64)]))

describe('archives', () => {
  test.each([
    ['tar.gz', tarGz, ['tar', '-tvzf']],
    ['zip', zip, ['unzip', '-Z']],
  ] as const)(
    '%s can be read by the usual tool, and has the same bytes each time',
    async (ending, make, tool) => {
      const file = join(emptyHome(), `archive.${ending}`)
      await Bun.write(file, make(entries, time))
      expect(make(entries, time)).toEqual(make(structuredClone(entries), new Date(time)))
      if (!Bun.which(tool[0])) return
      const listed = Bun.spawnSync([...tool, file]).stdout.toString()
      expect(listed).toMatch(/-rwxr-xr-x.* twitch\n.*-rw-r--r--.* LICENSE\n/)
    },
  )
})

describe('the package managers', () => {
  test('have an archive with its checksum for each of their systems', () => {
    const text = formula('9.9.9', checksums)
    for (const name of names.filter((name) => /(Darwin|Linux)_(x86_64|arm64)\.tar\.gz$/.test(name)))
      expect(text).toContain(
        `${homepage}/releases/download/v9.9.9/${name}"\n      sha256 "${checksums[name]}"`,
      )
    const { architecture } = JSON.parse(manifest('9.9.9', checksums))
    expect(architecture['64bit'].hash).toBe(checksums[archiveName('9.9.9', 'Windows_x86_64')])
    expect(architecture.arm64.hash).toBe(checksums[archiveName('9.9.9', 'Windows_arm64')])
  })

  test.skipIf(!Bun.which('ruby'))('the formula is Ruby', () => {
    const ruby = Bun.spawnSync(['ruby', '-c', '-'], { stdin: Buffer.from(formula('9.9.9', checksums)) })
    expect(ruby.stdout.toString()).toBe('Syntax OK\n')
  })
})

describe.skipIf(process.platform === 'win32' || !Bun.which('curl'))('install.sh', () => {
  const digest = (bytes: Uint8Array) => new Bun.CryptoHasher('sha256').update(bytes).digest('hex')

  async function install({ entries = entriesWith(program), sum = digest, home = emptyHome() }) {
    const archive = tarGz(entries, time)
    const checksums = names.map((name) => `${sum(archive)}  ${name}\n`).join('')
    await using server = Bun.serve({
      port: 0,
      fetch(request) {
        const name = new URL(request.url).pathname.replace('/download/v9.9.9/', '')
        return new Response(name === 'checksums.txt' ? checksums : (archive as Uint8Array<ArrayBuffer>))
      },
    })
    const env = {
      HOME: home,
      PATH: process.env.PATH,
      VERSION: '9.9.9',
      INSTALL_DIR: join(home, 'bin'),
      RELEASES_URL: String(server.url).replace(/\/$/, ''),
    }
    const script = Bun.spawn(['sh', 'install.sh'], { env, stdout: 'pipe', stderr: 'pipe' })
    const [stdout, stderr] = [await script.stdout.text(), await script.stderr.text()]
    return { code: await script.exited, stdout, stderr, home }
  }

  test('installs the archive of this machine', async () => {
    const { code, stdout, home } = await install({})
    expect(stdout).toBe(`installed twitch-cli/9.9.9 as ${home}/bin/twitch\nadd ${home}/bin to your PATH\n`)
    expect(code).toBe(0)
    expect(readdirSync(join(home, 'bin'))).toEqual(['twitch'])
  })

  test('installs nothing that is not what the checksums say', async () => {
    const { code, stdout, stderr, home } = await install({ sum: () => '0'.repeat(64) })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^install\.sh: \S+ is not what checksums\.txt says: nothing was installed\n$/)
    expect(readdirSync(home)).toEqual([])
  })

  test.each([
    ['ends at once', '#!/bin/sh\nexit 1\n'],
    ['is of another machine', '\x7fELF of another machine'],
  ])('keeps what was there when the new executable %s', async (_, broken) => {
    const { home } = await install({})
    const { code, stdout, stderr } = await install({ entries: entriesWith(broken), home })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(
      /install\.sh: the \w+ executable does not run on this machine: nothing was installed\n$/,
    )
    expect(readdirSync(join(home, 'bin'))).toEqual(['twitch'])
    expect(readFileSync(join(home, 'bin/twitch'), 'utf8')).toBe(program)
  })

  test('does not move the executable into a folder of its name', async () => {
    const home = emptyHome()
    mkdirSync(join(home, 'bin/twitch'), { recursive: true })
    const { code, stdout, stderr } = await install({ home })
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `install.sh: ${home}/bin/twitch is a folder: move it, or set INSTALL_DIR to another directory\n`,
    })
    expect(readdirSync(join(home, 'bin'))).toEqual(['twitch'])
    expect(readdirSync(join(home, 'bin/twitch'))).toEqual([])
  })
})

test('everything that names the repository names the one of package.json', () => {
  const path = homepage.replace('https://github.com/', '')
  for (const file of ['install.sh', 'README.md', 'docs/ci.md', 'docs/testing.md', 'clients/go/go.mod']) {
    const text = readFileSync(join(import.meta.dir, '..', file), 'utf8')
    const named = text.match(/(?<=(?:github|githubusercontent)\.com\/|ghcr\.io\/)[\w.-]+\/[\w-]+/g) ?? []
    const own = named.filter((name) => !/^(twitchdev|oven-sh)\//.test(name))
    expect(own.length).toBeGreaterThan(0)
    expect(new Set(own)).toEqual(new Set([path]))
  }
})
