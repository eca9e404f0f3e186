import { chmodSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { $ } from 'bun'
import { version } from '../package.json'

/**
 * Compiles the executable.
 *
 *   bun scripts/build.ts [--target bun-linux-x64] [--outfile dist/twitch]
 */
const { values: options } = parseArgs({
  options: { target: { type: 'string' }, outfile: { type: 'string', default: 'dist/twitch' } },
})

const built = await Bun.build({
  entrypoints: ['src/main.ts'],
  compile: {
    outfile: options.outfile,
    ...(options.target && { target: options.target as 'bun-linux-x64' }),
    // The directory in which a user stands has no say: neither settings from its .env nor code from its bunfig.toml.
    autoloadDotenv: false,
    autoloadBunfig: false,
  },
  bytecode: true,
  // A chunk for each lazy import: `twitch version` reads what it needs instead of everything (6 ms, not 15).
  splitting: true,
  // The bytecode needs ESM, since a dependency uses import.meta.
  format: 'esm',
  // Never the identifiers: Elysia reads the source of its handlers to learn what they use.
  minify: { syntax: true, whitespace: true, identifiers: false },
  define: { TWITCH_CLI_VERSION: JSON.stringify(await stampedVersion()) },
})
if (!built.success) throw new AggregateError(built.logs, 'the build failed')
chmodSync(options.outfile, 0o755)
console.log(`built ${options.outfile}`)

/** package.json's version; between releases with the commit, as 2.0.0+1a2b3c4. */
async function stampedVersion(): Promise<string> {
  const git = async (...args: string[]) => (await $`git ${args}`.quiet().nothrow()).stdout.toString().trim()
  const isRelease = (await git('tag', '--points-at', 'HEAD')).split('\n').includes(`v${version}`)
  const commit = await git('rev-parse', '--short', 'HEAD')
  return isRelease || !commit ? version : `${version}+${commit}`
}
