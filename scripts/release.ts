import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { $ } from 'bun'
import { version } from '../package.json'
import { build } from './build.ts'
import { formula } from './homebrew.ts'
import { type Entry, tarGz, zip } from './release/archive.ts'
import { thirdPartyLicenses } from './release/licenses.ts'
import { archiveName, type Target, targets } from './release/targets.ts'
import { manifest } from './scoop.ts'

/**
 * Builds the archives of a release, their checksums, the Homebrew formula and the Scoop manifest, all on this machine.
 * The same commit gives the same bytes: the archives bear the commit's time.
 *
 *   bun scripts/release.ts [--only Linux_x86_64]… [--out dist/release]
 */
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    out: { type: 'string', default: 'dist/release' },
  },
})
const wanted = (Object.keys(targets) as Target[]).filter((target) => options.only?.includes(target) ?? true)
const time = new Date(Number(await $`git log -1 --format=%ct`.text()) * 1000)

rmSync(options.out, { recursive: true, force: true })
mkdirSync(options.out, { recursive: true })
const checksums: Record<string, string> = {}
for (const target of wanted) {
  const name = archiveName(version, target)
  const bytes = await archive(target)
  checksums[name] = new Bun.CryptoHasher('sha256').update(bytes).digest('hex')
  write(name, bytes)
}
write(
  'checksums.txt',
  Object.entries(checksums)
    .map(([name, sum]) => `${sum}  ${name}\n`)
    .join(''),
)
if (wanted.length === Object.keys(targets).length) {
  write('twitch.rb', formula(version, checksums))
  write('twitch.json', manifest(version, checksums))
}

async function archive(target: Target): Promise<Uint8Array> {
  const executable = await build(join(options.out, target, 'twitch'), targets[target])
  const entries: Entry[] = [
    { name: basename(executable), data: readFileSync(executable), mode: 0o755 },
    ...['LICENSE', 'README.md'].map((name) => ({ name, data: readFileSync(name), mode: 0o644 as const })),
    { name: 'THIRD-PARTY-LICENSES.txt', data: Buffer.from(thirdPartyLicenses()), mode: 0o644 },
  ]
  rmSync(join(options.out, target), { recursive: true })
  return target.startsWith('Windows') ? zip(entries, time) : tarGz(entries, time)
}

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(options.out, name), content)
  console.log(`${name}  ${(content.length / 1e6).toFixed(content.length < 1e6 ? 4 : 1)} MB`)
}
