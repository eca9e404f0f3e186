import { description, homepage } from '../package.json'
import { archiveName, type Target } from './release/targets.ts'

/** The Scoop manifest of a release: `scoop install URL/twitch.json`. */
export function manifest(version: string, checksums: Readonly<Record<string, string>>): string {
  const download = `${homepage}/releases/download`
  const archive = (target: Target) => {
    const name = archiveName(version, target)
    return { url: `${download}/v${version}/${name}`, hash: checksums[name] }
  }
  const later = (target: Target) => ({ url: `${download}/v$version/${archiveName('$version', target)}` })
  const architectures = { '64bit': 'Windows_x86_64', arm64: 'Windows_arm64' } as const
  const each = <Value>(make: (target: Target) => Value) =>
    Object.fromEntries(Object.entries(architectures).map(([name, target]) => [name, make(target)]))
  const content = {
    version,
    description,
    homepage,
    license: 'MIT',
    architecture: each(archive),
    bin: 'twitch.exe',
    checkver: 'github',
    autoupdate: { architecture: each(later), hash: { url: '$baseurl/checksums.txt' } },
  }
  return `${JSON.stringify(content, null, 4)}\n`
}
