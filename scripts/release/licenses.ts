import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dependencies } from '../../package.json'

const modules = join(import.meta.dir, '../../node_modules')

interface Package {
  version: string
  license?: string
  dependencies?: Record<string, string>
}

/** The licenses of everything that is compiled into the executable. */
export function thirdPartyLicenses(): string {
  const found = new Map<string, string>()
  for (const name of Object.keys(dependencies)) collect(name, found)
  const bun =
    'bun\n\nThe executable contains the Bun runtime (MIT) with the libraries that it is linked with: see ' +
    'LICENSE.md at https://github.com/oven-sh/bun.'
  return [bun, ...[...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text)]
    .map((text) => `${text.trim()}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`)
}

function collect(name: string, found: Map<string, string>): void {
  const folder = join(modules, name)
  if (found.has(name)) return
  const {
    version,
    license,
    dependencies = {},
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package
  const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|third-party)/i.test(file))
  const words = texts.map((file) => readFileSync(join(folder, file), 'utf8').trim())
  found.set(name, [`${name} ${version}${license ? ` (${license})` : ''}`, ...words].join('\n\n'))
  for (const dependency of Object.keys(dependencies)) collect(dependency, found)
}
