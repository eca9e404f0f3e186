import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Result {
  code: number
  stdout: string
  stderr: string
}

/** The command line of the program, in a home of its own. */
export class Home implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'twitch-home-'))
  readonly file = join(this.path, '.config/twitch-cli/.twitch-cli.env')

  constructor(settings?: string) {
    if (settings === undefined) return
    this.file = join(this.path, 'settings.env')
    writeFileSync(this.file, settings)
  }

  /** What the settings file holds. */
  get settings(): string | undefined {
    return existsSync(this.file) ? readFileSync(this.file, 'utf8') : undefined
  }

  /** Starts `twitch …`; a settings file that was given is named by --config. */
  start(args: readonly string[], env: Record<string, string> = {}, stdin: Blob | 'ignore' = 'ignore') {
    const config = existsSync(join(this.path, 'settings.env')) ? ['--config', this.file] : []
    return Bun.spawn([process.execPath, 'src/main.ts', ...args, ...config], {
      // Without a home the runtime would keep what it has compiled in the working directory.
      env: { PATH: process.env.PATH, HOME: this.path, BUN_RUNTIME_TRANSPILER_CACHE_PATH: '0', ...env },
      stdin,
      stdout: 'pipe',
      stderr: 'pipe',
    })
  }

  /** Runs `twitch …` to its end. */
  async run(
    args: readonly string[],
    env: Record<string, string> = {},
    stdin: Blob | 'ignore' = 'ignore',
  ): Promise<Result> {
    const program = this.start(args, env, stdin)
    const [stdout, stderr, code] = await Promise.all([
      program.stdout.text(),
      program.stderr.text(),
      program.exited,
    ])
    return { code, stdout, stderr }
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}

/** Replaces what depends on the moment of the run: local times, moments of expiry. */
export function timeless(text: string): string {
  return text
    .replace(/\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d/g, '<time>')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,9})? \+0000 UTC/g, '<moment>')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<moment>')
    .replace(/\((Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d UTC\)/g, '(<moment>)')
}
