import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { $ } from 'bun'
import type { Mutant } from './mutators.ts'

const root = join(import.meta.dir, '../..')

/** A change may make a loop endless. */
const PATIENCE_MS = 400_000

/** The first test to fail may do so by chance, and hide the one that notices. */
const TRIES = 3

/** A test that fails. */
export interface Failure {
  /** Such as `tests/mock/irc/rooms.test.ts`. */
  file: string
  name: string
}

/** A copy of the project, to be changed without anybody noticing. */
export class Tree {
  readonly path = mkdtempSync(join(tmpdir(), 'mutants-'))
  /** Files of tests that have passed without a change. */
  readonly #passing = new Set<string>()

  static async copy(): Promise<Tree> {
    const tree = new Tree()
    const files = await $`git ls-files --cached --others --exclude-standard`.cwd(root).text()
    for (const file of files.split('\n').filter(Boolean)) {
      if (await Bun.file(join(root, file)).exists()) cpSync(join(root, file), join(tree.path, file))
    }
    symlinkSync(join(root, 'node_modules'), join(tree.path, 'node_modules'))
    return tree
  }

  /** The paths of the tests. */
  tests(): string[] {
    return [...new Bun.Glob('tests/**/*.test.ts').scanSync(this.path)].sort()
  }

  /**
   * The first test that notices a change, in stages: it fails with the change, fails again, since a busy machine may
   * fail any, and passes without.
   */
  async firstToNotice(
    { file, at, before, after }: Mutant,
    stages: readonly (readonly string[])[],
  ): Promise<Failure | undefined> {
    const path = join(this.path, file)
    const text = readFileSync(path, 'utf8')
    const changed = text.slice(0, at) + after + text.slice(at + before.length)
    try {
      for (const tests of stages) {
        for (let again = 0; again < TRIES; again++) {
          writeFileSync(path, changed)
          const failure = await this.#firstToFail(tests)
          if (!failure) break
          if ((await this.#firstToFail([failure.file]))?.name !== failure.name) continue
          writeFileSync(path, text)
          if (await this.#passes(failure.file)) return failure
        }
      }
      return undefined
    } finally {
      writeFileSync(path, text)
    }
  }

  async #passes(test: string): Promise<boolean> {
    if (this.#passing.has(test)) return true
    const passes = !(await this.#firstToFail([test]))
    if (passes) this.#passing.add(test)
    return passes
  }

  /** The first test that fails as things are. */
  async #firstToFail(tests: readonly string[]): Promise<Failure | undefined> {
    const paths = tests.map((test) => `./${test}`)
    const command = ['bun', 'test', '--bail', '--timeout=20000', ...paths]
    const child = Bun.spawn(command, { cwd: this.path, stdout: 'ignore', stderr: 'pipe' })
    const patience = setTimeout(() => child.kill(9), PATIENCE_MS)
    const [log, code] = await Promise.all([child.stderr.text(), child.exited])
    clearTimeout(patience)
    if (code === 0) return undefined
    const files = [...log.matchAll(/^(tests\/\S+\.test\.ts):$/gm)]
    const [, name] = /^\(fail\) (.*?)( \[[\d.]+m?s\])?$/m.exec(log) ?? []
    return { file: files.at(-1)?.[1] ?? tests[0]!, name: name ?? `ends with ${code}` }
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}
