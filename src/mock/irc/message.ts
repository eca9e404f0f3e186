/**
 * One line of IRC with IRCv3 tags. Source: https://dev.twitch.tv/docs/chat/irc/ and
 * https://ircv3.net/specs/extensions/message-tags
 */
export interface IrcMessage {
  /** Values are unescaped; a tag without a value is empty. */
  tags: Readonly<Record<string, string>>
  /** The sender, as `nick!user@host` or a server's name. */
  prefix?: string
  /** In upper case. */
  command: string
  params: readonly string[]
}

/** Tags before formatting: undefined is left out, true is 1, null is empty. */
export type Tags = Readonly<Record<string, string | number | boolean | null | undefined>>

/** Parses a line, without its line break; undefined if it is not a message. */
export function parseMessage(line: string): IrcMessage | undefined {
  const [, tags = '', prefix, command, rest = ''] =
    /^(?:@([^ ]+) +)?(?::([^ ]+) +)?([a-zA-Z]+|\d{3})( .*)?$/s.exec(line) ?? []
  if (!command) return undefined
  return {
    tags: parseTags(tags),
    ...(prefix && { prefix }),
    command: command.toUpperCase(),
    params: parseParams(rest),
  }
}

/** Formats a line, without its line break; the text comes last and may contain spaces. */
export function formatMessage(
  command: string,
  params: readonly string[],
  text?: string,
  prefix?: string,
): string {
  return [
    ...(prefix ? [`:${prefix}`] : []),
    command,
    ...params,
    ...(text === undefined ? [] : [`:${text}`]),
  ].join(' ')
}

/** Formats the tags as a prefix of a line, with @ and a trailing space; empty if there are none. */
export function formatTags(tags: Tags): string {
  const written: string[] = []
  for (const [name, value] of Object.entries(tags)) {
    if (value !== undefined) written.push(`${name}=${escaped(value)}`)
  }
  return written.length > 0 ? `@${written.join(';')} ` : ''
}

const escapes: Readonly<Record<string, string>> = {
  ';': '\\:',
  ' ': '\\s',
  '\\': '\\\\',
  '\r': '\\r',
  '\n': '\\n',
}
const unescapes: Readonly<Record<string, string>> = { ':': ';', s: ' ', r: '\r', n: '\n' }

function escaped(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? '1' : '0'
  return String(value).replace(/[; \\\r\n]/g, (character) => escapes[character]!)
}

function parseTags(text: string): Record<string, string> {
  const tags: Record<string, string> = {}
  for (const part of text.split(';')) {
    const [, name, value = ''] = /^([^=]+)(?:=(.*))?$/s.exec(part) ?? []
    if (name) tags[name] = value.replace(/\\(.?)/gs, (_, code: string) => unescapes[code] ?? code)
  }
  return tags
}

function parseParams(text: string): string[] {
  const at = text.search(/ :/)
  const middle = (at < 0 ? text : text.slice(0, at)).split(' ').filter((param) => param !== '')
  return at < 0 ? middle : [...middle, text.slice(at + 2)]
}
