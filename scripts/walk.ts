import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, normalize } from 'node:path'

/**
 * Prints the files of which something runs between the request for a poll and the event that it causes, as the coverage
 * of a run with the request and of one without it tells. Those that lead on to another are the walk; the others answer
 * by themselves.
 *
 *   bun scripts/walk.ts
 */
const root = join(import.meta.dir, '..')
const before = await coverage('')
const after = await coverage('1')
const ran = [...after].filter(([file, lines]) => lines !== before.get(file)).map(([file]) => file)
const transpiler = new Bun.Transpiler({ loader: 'ts' })
const leadsOn = (file: string) =>
  transpiler
    .scanImports(readFileSync(join(root, file), 'utf8'))
    .some(({ path }) => ran.includes(normalize(join(dirname(file), path))))
const walk = ran.filter(leadsOn)
const leaves = ran.filter((file) => !leadsOn(file))
console.log(`${walk.length} files lead on:\n  ${walk.join('\n  ')}`)
console.log(`${leaves.length} answer by themselves:\n  ${leaves.join('\n  ')}`)

/** The lines of each source file with how often they ran. */
async function coverage(POLL: string): Promise<Map<string, string>> {
  const directory = mkdtempSync(join(tmpdir(), 'twitch-walk-'))
  try {
    const options = ['--coverage', '--coverage-reporter=lcov', `--coverage-dir=${directory}`]
    const child = Bun.spawn([process.execPath, 'test', './scripts/walk/poll.ts', ...options], {
      cwd: root,
      env: { ...process.env, POLL },
      stdout: 'ignore',
      stderr: 'ignore',
    })
    if ((await child.exited) !== 0) throw new Error('the poll failed')
    const records = readFileSync(join(directory, 'lcov.info'), 'utf8').split('end_of_record')
    return new Map(
      records.flatMap((record) => {
        const file = /^SF:(src\/.+)$/m.exec(record)?.[1]
        return file ? [[file, [...record.matchAll(/^DA:.*$/gm)].join('\n')] as const] : []
      }),
    )
  } finally {
    rmSync(directory, { recursive: true })
  }
}
