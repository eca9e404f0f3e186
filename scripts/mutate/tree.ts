import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { $ } from 'bun'
import type { Mutant } from './mutators.ts'

const root = join(import.meta.dir, '../..')

/** Folders whose tests are not near to anything. */
const tooWide: ReadonlySet<string> = new Set(['tests', 'tests/mock', 'tests/mock/resources'])

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

  /** Whether tests fail with a change in place. */
  async catches(
    { file, at, before, after }: Mutant,
    stages: readonly (readonly string[])[],
  ): Promise<boolean> {
    const path = join(this.path, file)
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.slice(0, at) + after + text.slice(at + before.length))
    try {
      for (const tests of stages) if (!(await this.#passes(tests))) return true
      return false
    } finally {
      writeFileSync(path, text)
    }
  }

  /** Whether the tests pass as things are. */
  async #passes(tests: readonly string[]): Promise<boolean> {
    const command = ['bun', 'test', '--bail', '--timeout=20000', ...tests]
    const child = Bun.spawn(command, { cwd: this.path, stdout: 'ignore', stderr: 'ignore' })
    // A change may make a loop endless.
    const patience = setTimeout(() => child.kill(9), 180_000)
    const code = await child.exited
    clearTimeout(patience)
    return code === 0
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }

  /** The tests that lie where the file does: its own, or those of the nearest folder. */
  mirrorOf(file: string): string[] {
    let path = file.replace(/^src/, 'tests').replace(/\.ts$/, '')
    for (; !tooWide.has(path); path = dirname(path)) {
      const own = `${path}.test.ts`
      const found = [...new Bun.Glob(`${path}/**/*.test.ts`).scanSync(this.path)]
      if (existsSync(join(this.path, own))) found.push(own)
      if (found.length > 0) return found
    }
    return []
  }
}
