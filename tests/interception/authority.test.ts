import { expect, test } from 'bun:test'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { authorityIn, leafOf, publicKeyHash } from '../../src/interception/authority.ts'
import { makeLeaf } from '../../src/interception/certificate.ts'
import { twitchHosts } from '../../src/twitch/hosts.ts'
import { emptyHome, twitch } from '../support/binary.ts'

const DAY_MS = 86_400_000
const openssl = test.skipIf(!Bun.which('openssl'))

function folder() {
  const path = mkdtempSync(join(tmpdir(), 'twitch-ca-'))
  return {
    path,
    file: join(path, 'mock-certificate-authority.pem'),
    [Symbol.dispose]: () => rmSync(path, { recursive: true }),
  }
}

test('an authority is made once, for its owner only, and kept', async () => {
  using here = folder()
  const made = await authorityIn(here.path)
  expect(statSync(here.file).mode & 0o777).toBe(0o600)
  expect(readFileSync(here.file, 'utf8')).toBe(made.key + made.certificate)
  expect(await authorityIn(here.path)).toEqual(made)
  expect(readdirSync(here.path)).toEqual(['mock-certificate-authority.pem'])
})

test('those who make one at the same time get the same', async () => {
  using here = folder()
  const made = await Promise.all([1, 2, 3].map(() => authorityIn(here.path)))
  expect(new Set(made.map(({ certificate }) => certificate)).size).toBe(1)
})

test('one that is about to end is made anew', async () => {
  using here = folder()
  // A certificate knows no parts of a second.
  const now = Math.floor(Date.now() / 1000) * 1000
  const early = await authorityIn(here.path, new Date(now))
  const due = now + 5 * 365 * DAY_MS - 30 * DAY_MS
  expect(await authorityIn(here.path, new Date(due - 1000))).toEqual(early)
  expect(await authorityIn(here.path, new Date(due))).not.toEqual(early)
})

test('a file that holds none is refused, and left as it is', async () => {
  using here = folder()
  writeFileSync(here.file, 'nonsense')
  await expect(authorityIn(here.path)).rejects.toThrow(`${here.file} has no key and certificate`)
  expect(readFileSync(here.file, 'utf8')).toBe('nonsense')
})

test('a leaf is for the hosts that the mock stands for, and lives for a day', async () => {
  using here = folder()
  const authority = await authorityIn(here.path)
  const { certificate } = await leafOf(authority)
  const leaf = new X509Certificate(certificate)
  expect(leaf.subjectAltName).toBe(
    Object.keys(twitchHosts)
      .map((name) => `DNS:${name}`)
      .join(', '),
  )
  expect(leaf.validToDate.getTime() - leaf.validFromDate.getTime()).toBe(DAY_MS)
  expect(leaf.ca).toBe(false)
  expect(leaf.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true)
})

openssl('an authority vouches for names of Twitch alone', async () => {
  using here = folder()
  const authority = await authorityIn(here.path)
  const period = { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + DAY_MS) }
  const ca = join(here.path, 'ca.pem')
  writeFileSync(ca, authority.certificate)
  const verified = (name: string) => {
    const file = join(here.path, 'leaf.pem')
    writeFileSync(file, makeLeaf(authority, [name], period).certificate)
    const said = Bun.spawnSync([
      'openssl',
      'verify',
      '-x509_strict',
      '-purpose',
      'sslserver',
      '-CAfile',
      ca,
      file,
    ])
    return said.stdout.toString() + said.stderr.toString()
  }
  expect(verified('api.twitch.tv')).toContain('leaf.pem: OK')
  for (const name of ['example.com', 'twitch.tv.example.com', 'nottwitch.tv', 'localhost'])
    expect(verified(name)).toContain('permitted subtree violation')
})

test('the command prints the certificate, and for browsers the hash of its key', async () => {
  const home = emptyHome()
  const { exitCode, stdout: certificate, stderr } = await twitch(home, 'mock-api', 'ca')
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(new X509Certificate(certificate).ca).toBe(true)
  const { stdout } = await twitch(home, 'mock-api', 'ca', '--json')
  expect(JSON.parse(stdout)).toEqual({ certificate, spki_sha256: publicKeyHash({ key: '', certificate }) })
  expect(stdout + certificate).not.toContain('PRIVATE')
})
