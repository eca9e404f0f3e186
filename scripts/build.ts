import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { $, type BunPlugin } from 'bun'
import { version } from '../package.json'
import { assets } from '../src/mock/inspector/assets.ts'

/**
 * Compiles the executable.
 *
 *   bun scripts/build.ts [--target bun-linux-x64] [--outfile dist/twitch]
 */
if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      target: { type: 'string' },
      outfile: { type: 'string', default: 'dist/twitch' },
    },
  })
  console.log(`built ${await build(values.outfile, values.target)}`)
}

/**
 * Compiles for a target (`bun-darwin-arm64` and the like), by default for this machine, and returns the file's path.
 * The same commit gives the same bytes, in whichever directory, as long as the file's name is the same.
 */
export async function build(outfile: string, target?: string): Promise<string> {
  const built = await Bun.build({
    entrypoints: ['src/main.ts'],
    compile: {
      outfile,
      ...(target && { target: target as 'bun-linux-x64' }),
      // The directory in which a user stands has no say: neither settings from its .env nor code from its bunfig.toml.
      autoloadDotenv: false,
      autoloadBunfig: false,
    },
    // A chunk for each lazy import: `twitch version` reads what it needs instead of everything (6 ms, not 15).
    splitting: true,
    bytecode: true,
    // The bytecode needs ESM, since a dependency uses import.meta.
    format: 'esm',
    // Only the syntax: Elysia reads the source of its handlers to learn what they use and whether to wait for them.
    minify: { syntax: true },
    define: { TWITCH_CLI_VERSION: JSON.stringify(await stampedVersion()) },
    plugins: [await embeddedInspector()],
  })
  const [executable] = built.outputs
  if (!built.success || !executable) throw new AggregateError(built.logs, 'the build failed')
  chmodSync(executable.path, 0o755)
  return executable.path
}

/** Puts the built files of the inspector into the executable, in the place of what builds them. */
async function embeddedInspector(): Promise<BunPlugin> {
  const folder = join(import.meta.dir, '../dist/inspector')
  const files = Object.entries(await assets())
  for (const [name, file] of files) await Bun.write(join(folder, name), file)
  const imports = files.map(
    ([name], index) => `import file${index} from ${JSON.stringify(join(folder, name))} with { type: 'file' }`,
  )
  const members = files.map(([name], index) => `${JSON.stringify(name)}: Bun.file(file${index})`)
  return {
    name: 'embedded inspector',
    setup(build) {
      build.onLoad({ filter: /[\\/]mock[\\/]inspector[\\/]assets\.ts$/ }, () => ({
        contents: `${imports.join('\n')}\nexport const assets = async () => ({ ${members.join(', ')} })`,
        loader: 'ts',
      }))
    },
  }
}

/** package.json's version; between releases with the commit, as 2.0.0+1a2b3c4. */
export async function stampedVersion(): Promise<string> {
  const git = async (...args: string[]) => (await $`git ${args}`.quiet().nothrow()).stdout.toString().trim()
  const isRelease = (await git('tag', '--points-at', 'HEAD')).split('\n').includes(`v${version}`)
  const commit = await git('rev-parse', '--short', 'HEAD')
  return isRelease || !commit ? version : `${version}+${commit}`
}
