import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { $ } from 'bun'
import type { Mutant } from './mutators.ts'

const root = join(import.meta.dir, '../..')

/** A change may make a loop endless. */
const PATIENCE_MS = 400_000

/** A copy of the project, to be changed without anybody noticing. */
export class Tree {
  readonly path = mkdtempSync(join(tmpdir(), 'mutants-'))

  static async copy(): Promise<Tree> {
    const tree = new Tree()
    const files = await $`git ls-files --cached --others --exclude-standard`.cwd(root).text()
    for (const file of files.split('\n').filter(Boolean)) {
      if (await Bun.file(join(root, file)).exists()) cpSync(join(root, file), join(tree.path, file))
    }
    symlinkSync(join(root, 'node_modules'), join(tree.path, 'node_modules'))
    return tree
  }

  /** Such as `tests/mock/irc/rooms.test.ts`. */
  tests(): string[] {
    return [...new Bun.Glob('tests/**/*.test.ts').scanSync(this.path)].sort()
  }

  /** The name of the first test that fails with a change in place, in stages; undefined if all pass. */
  async firstToNotice(
    { file, at, before, after }: Mutant,
    stages: readonly (readonly string[])[],
  ): Promise<string | undefined> {
    const path = join(this.path, file)
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.slice(0, at) + after + text.slice(at + before.length))
    try {
      for (const tests of stages) {
        const failed = await this.firstToFail(tests)
        // A test that a busy machine has failed passes the second time.
        if (failed && failed === (await this.firstToFail(tests))) return failed
      }
      return undefined
    } finally {
      writeFileSync(path, text)
    }
  }

  /** The name of the first test that fails as things are. */
  async firstToFail(tests: readonly string[]): Promise<string | undefined> {
    const paths = tests.map((test) => `./${test}`)
    const command = ['bun', 'test', '--only-failures', '--bail', '--timeout=20000', ...paths]
    const child = Bun.spawn(command, { cwd: this.path, stdout: 'ignore', stderr: 'pipe' })
    const patience = setTimeout(() => child.kill(9), PATIENCE_MS)
    const [log, code] = await Promise.all([child.stderr.text(), child.exited])
    clearTimeout(patience)
    if (code === 0) return undefined
    const [, name] = /^\(fail\) (.*?)( \[[\d.]+m?s\])?$/m.exec(log) ?? /^(error: .*)/m.exec(log) ?? []
    return name ?? `exit code ${code}`
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}
