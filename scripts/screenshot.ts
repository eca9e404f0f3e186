import { mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { $ } from 'bun'

/**
 * Draws docs/screenshot.svg: what the real program prints on a terminal, the server on one and its user on another.
 *
 *   bun scripts/build.ts && bun scripts/screenshot.ts
 */
const COLUMNS = 124
/** The codes that the program uses, in the colours of the picture. */
const styles: Record<string, string> = {
  '2': 'fill="#8f8f9a"',
  '31': 'fill="#ff6b6b"',
  '32': 'fill="#5fd787"',
  '93': 'fill="#ffd866"',
}

const home = mkdtempSync(join(tmpdir(), 'twitch-screenshot-'))
symlinkSync(resolve('dist/twitch'), join(home, 'twitch'))
const env = { HOME: home, PATH: `${home}:${process.env.PATH}`, TERM: 'xterm-256color', CI: 'true' }

const generated = await $`twitch mock-api generate --seed 1 --json`.env(env).quiet().json()
const server = onTerminal('exec twitch mock-api start')
await $`twitch mock-api wait`.env(env)
const scopes = 'channel:read:polls channel:manage:polls'
const { access_token } = await $`twitch token --mock -u -s ${scopes} --json`.env(env).quiet().json()
const shell = { ...env, CLIENT: generated.client_id, USER: generated.user_id, TOKEN: access_token }
const headers = '-H "Client-Id: $CLIENT" -H "Authorization: Bearer $TOKEN"'
const user = await typed([
  `twitch token --mock -u -s "${scopes}"`,
  `curl -s "localhost:8080/mock/polls?broadcaster_id=$USER&first=1" ${headers} | jq -c ".data[0] | {title, status}"`,
  `curl -s "localhost:8080/mock/predictions?broadcaster_id=$USER" ${headers}`,
  'twitch event trigger channel.follow',
])
server.child.kill('SIGINT')
await server.child.exited
await Bun.write('docs/screenshot.svg', svg(['$ twitch mock-api start', ...server.lines(), '', ...user]))

/** Runs a command on a terminal of its own. */
function onTerminal(command: string, environment: Record<string, string> = env) {
  let output = ''
  const decoder = new TextDecoder()
  const child = Bun.spawn(['sh', '-c', command], {
    cwd: home,
    env: environment,
    terminal: {
      cols: COLUMNS,
      rows: 50,
      data(_, data) {
        output += decoder.decode(data)
      },
    },
  })
  return { child, lines: () => output.replaceAll('^C', '').trimEnd().split(/\r?\n/) }
}

async function typed(commands: string[]): Promise<string[]> {
  const lines: string[] = []
  for (const command of commands) {
    const terminal = onTerminal(command, shell)
    await terminal.child.exited
    lines.push(`$ ${command}`, ...terminal.lines().filter(Boolean))
  }
  return lines
}

/** Lines with colours, wrapped as a terminal wraps them. */
function svg(lines: readonly string[]): string {
  const rows = lines.flatMap(wrapped)
  const [letter, height, padding, bar] = [8.4, 19, 16, 32]
  const width = COLUMNS * letter + 2 * padding
  const text = rows.map((row, index) => {
    const y = bar + padding + (index + 0.75) * height
    return `<text x="${padding}" y="${y}" xml:space="preserve">${row.map(span).join('')}</text>`
  })
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (fill, index) => `<circle cx="${20 + index * 20}" cy="16" r="6" fill="${fill}"/>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${bar + 2 * padding + rows.length * height}"
  font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="14" fill="#e6e6ef">
<rect width="100%" height="100%" rx="10" fill="#18181b"/>
${dots.join('')}
${text.join('\n')}
</svg>
`
}

interface Span {
  text: string
  style: string
}

function wrapped(line: string): Span[][] {
  const rows: Span[][] = [[]]
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of colours begin with one
  const parts = line.split(/\x1b\[([\d;]*)m/)
  let style = line.startsWith('$ ') ? 'fill="#bf94ff"' : ''
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) style = styles[part] ?? ''
    else
      for (const letter of part) {
        if (rows.at(-1)!.length === COLUMNS) rows.push([])
        rows.at(-1)!.push({ text: letter, style })
      }
  }
  return rows.map(merged)
}

function merged(letters: Span[]): Span[] {
  const spans: Span[] = []
  for (const { text, style } of letters) {
    const last = spans.at(-1)
    if (last?.style === style) last.text += text
    else spans.push({ text, style })
  }
  return spans
}

function span({ text, style }: Span): string {
  return `<tspan ${style}>${Bun.escapeHTML(text)}</tspan>`
}
