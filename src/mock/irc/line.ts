import { type Capability, needsCommands } from './capabilities.ts'
import { formatMessage, formatTags, type Tags } from './message.ts'

/** The server's name in the prefix of its lines. */
export const SERVER = 'tmi.twitch.tv'

/** A message to clients. It is formatted at most once with tags and once without, for all recipients. */
export class Line {
  readonly #tags: Tags
  readonly #content: string
  readonly #needsCommands: boolean
  #tagged: string | undefined

  constructor(
    command: string,
    params: readonly string[],
    { text, tags = {}, prefix = SERVER }: LineOptions = {},
  ) {
    this.#tags = tags
    this.#content = `${formatMessage(command, params, text, prefix)}\r\n`
    this.#needsCommands = needsCommands(command)
  }

  /** The line for a client with these capabilities; undefined if they do not entitle it to the line. */
  for(capabilities: ReadonlySet<Capability>): string | undefined {
    if (this.#needsCommands && !capabilities.has('twitch.tv/commands')) return undefined
    if (!capabilities.has('twitch.tv/tags')) return this.#content
    this.#tagged ??= formatTags(this.#tags) + this.#content
    return this.#tagged
  }
}

interface LineOptions {
  /** The last parameter, which may hold blanks. */
  text?: string
  tags?: Tags
  /** The sender; the server by default. */
  prefix?: string
}

/** A user as the sender of a line: `login!login@login.tmi.twitch.tv`. */
export const prefixOf = (login: string): string => `${login}!${login}@${login}.${SERVER}`

/** A NOTICE to a client, with the `msg-id` by which client libraries recognize it. */
export const notice = (target: string, code: string | undefined, text: string): Line =>
  new Line('NOTICE', [target], { text, tags: { 'msg-id': code } })
