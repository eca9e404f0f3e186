import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyHome, executable } from './binary.ts'

/** A command of a page, and what the page says that it prints. */
export interface Example {
  command: string
  expected: string
}

/** The examples of a page: in blocks marked `console`, commands after `$ `, their further lines after `> `. */
export function examplesOf(markdown: string): Example[] {
  const blocks = [...markdown.matchAll(/^```console\n([\s\S]*?)^```/gm)].map(([, block = '']) => block)
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((text) => {
        const lines = text.trimEnd().split('\n')
        const end = lines.findIndex((line, index) => index > 0 && !line.startsWith('> '))
        const command = lines.slice(0, end < 0 ? undefined : end)
        return {
          command: command.map((line) => line.replace(/^> /, '')).join('\n'),
          expected: end < 0 ? '' : lines.slice(end).join('\n'),
        }
      }),
  )
}

/** The files of a page: blocks whose first line is a comment with the name of the file, such as `// bot.mjs`. */
export function programsOf(markdown: string): Map<string, string> {
  const blocks = [
    ...markdown.matchAll(/^```(?:(?:js|go)\n\/\/|(?:yaml|python|sh)\n#) (\S+\.\w+)\n([\s\S]*?)^```/gm),
  ]
  return new Map(blocks.map(([, name = '', text = '']) => [name, text]))
}

const MARK = '@@@'

/**
 * Runs commands one after the other in one shell, in an empty home with nothing but the executable and the programs of
 * the page, and returns what each printed on both streams. What a command left in the background prints to nobody, and
 * is ended.
 */
export async function runSession(
  commands: readonly string[],
  programs: ReadonlyMap<string, string> = new Map(),
): Promise<string[]> {
  const home = emptyHome()
  for (const [name, text] of programs) writeFileSync(join(home, name), text)
  // What a page has installed by npm.
  if (programs.size > 0) symlinkSync(join(import.meta.dir, '../../node_modules'), join(home, 'node_modules'))
  const script = commands
    .map((command) => {
      const run = /&$/.test(command)
        ? `${command.replace(/&$/, '')} >background.log 2>&1 &\nstarted="$started $!"`
        : command
      return `{\n${run}\n} 2>&1\nprintf '\\n${MARK}'`
    })
    .join('\n')
  const file = join(home, '.session')
  writeFileSync(file, `started=\n${script}\nkill $started\nwait\n`)
  const shell = Bun.spawn(['sh', file], {
    cwd: home,
    env: { HOME: home, PATH: `${await folderOnPath()}:${process.env.PATH}`, TZ: 'UTC', CI: 'true' },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const output = await shell.stdout.text()
  return output
    .split(MARK)
    .slice(0, commands.length)
    .map((text) => text.trim())
}

/** A folder with `twitch`, and with `jq` and `node` where the machine has none. */
async function folderOnPath(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'twitch-path-'))
  symlinkSync(await executable(), join(folder, 'twitch'))
  if (!Bun.which('jq')) {
    const script = `#!/bin/sh\nexec '${process.execPath}' '${join(import.meta.dir, 'jq.ts')}' "$@"\n`
    writeFileSync(join(folder, 'jq'), script, { mode: 0o755 })
  }
  if (!Bun.which('node')) symlinkSync(process.execPath, join(folder, 'node'))
  return folder
}

/** A pattern of an expected text: … stands for anything; times, ids and tokens for any such. */
export function patternOf(expected: string): RegExp {
  const general = expected
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d/g, '\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d')
    .replace(
      /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\\\.\d+)?Z/g,
      '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z',
    )
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\\\.\d+)? \\\+0000 UTC/g, '[\\d-]+ [\\d:.]+ \\+0000 UTC')
    .replace(/\b(?=[a-z]*\d)[a-z0-9]{30}\b/g, '[a-z0-9]{30}')
    .replace(/\b\d{6,12}\b/g, '\\d{4,12}')
    .replace(/\s*…\s*/g, '[\\s\\S]*')
  return new RegExp(`^${general}$`)
}
