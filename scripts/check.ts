import { $ } from 'bun'
import { findChromium } from '../tests/support/chromium.ts'

/** Everything that must hold before a change lands. The last line tells how many tests passed and failed. */
const steps: [string, () => Promise<boolean>][] = [
  ['format and lint', () => run('bunx', 'biome', 'ci', '--error-on-warnings', '.')],
  ['types', () => run('bunx', 'tsc', '--project', '.')],
  ['types of the inspector', () => run('bunx', 'tsc', '--project', 'src/inspector')],
  ['build', () => run('bun', 'scripts/build.ts')],
  ['coverage of the documentation', () => run('bun', 'scripts/coverage.ts', '--missing')],
  ['browser', provideChromium],
]

/** No test says how fast something is; a slow machine must not fail one. */
const TEST_LIMIT_MS = 60_000

let failed = false
for (const [name, step] of steps) {
  console.log(`\n--- ${name}`)
  if (!(await step())) failed = true
}
console.log('\n--- tests')
// The tests in a browser wait more than they work, and listen at ports of their own.
const reports = await Promise.all([test('--path-ignore-patterns=**/browser/**'), test('tests/browser')])
const sum = (count: 'passed' | 'failed') => reports.reduce((all, report) => all + report[count], 0)
if (failed || sum('failed') > 0) process.exitCode = 1
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)

async function run(...command: string[]): Promise<boolean> {
  return (await Bun.spawn(command, { stdout: 'inherit', stderr: 'inherit' }).exited) === 0
}

async function test(which: string): Promise<{ passed: number; failed: number }> {
  const child = Bun.spawn(['bun', 'test', '--only-failures', `--timeout=${TEST_LIMIT_MS}`, which], {
    stdout: 'inherit',
    stderr: 'pipe',
  })
  const output = await new Response(child.stderr).text()
  process.stderr.write(output)
  const counted = (word: string) => Number(new RegExp(`^ *(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0)
  const errors = (await child.exited) === 0 ? 0 : 1
  return { passed: counted('pass'), failed: Math.max(counted('fail'), errors) }
}

/** Installs Chromium where that is possible without asking; else the browser tests say that they are skipped. */
async function provideChromium(): Promise<boolean> {
  if (!findChromium() && process.getuid?.() === 0 && Bun.which('apt-get')) {
    await $`apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium`
      .quiet()
      .nothrow()
  }
  console.log(
    findChromium() ?? 'no Chromium found: the browser tests are skipped (install chromium, or set CHROMIUM)',
  )
  return true
}
