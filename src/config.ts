import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { posix, win32 } from 'node:path'

/**
 * Reads and writes settings in the directory, the dotenv file and the names of the official Twitch CLI, so that both
 * programs share one set of credentials. Reading creates nothing.
 */

/** The environment of a process; pass process.env. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Settings by their upper-case key: CLIENTID, CLIENTSECRET, ACCESSTOKEN, DB_FILENAME and any other stored key. */
export type Settings = Readonly<Record<string, string>>

const FILE_NAME = '.twitch-cli.env'
const DATABASE_NAME = 'eventCache.db'

/** The error for a setting that the user has to correct; the message says where, the hint what to do. */
export class ConfigError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'ConfigError'
  }
}

/**
 * The directory of settings and database: `$HOME/.twitch-cli` where it exists (older installations), else
 * `twitch-cli` below the configuration directory of the operating system.
 *
 * @throws ConfigError when the environment names no home
 */
export function directory(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string | undefined = platform === 'win32' ? env.USERPROFILE : env.HOME,
): string {
  const { join } = pathsOf(platform)
  const legacy = home ? join(home, '.twitch-cli') : undefined
  return legacy && existsSync(legacy) ? legacy : join(systemDirectory(env, platform, home), 'twitch-cli')
}

/** The path of the settings file: that of --config, else `.twitch-cli.env` in the directory. */
export function configFile(flag: string | undefined, env: Environment = process.env): string {
  return flag || pathsOf(process.platform).join(directory(env), FILE_NAME)
}

/** Like configFile(), but undefined if the environment names no home, for commands that work without settings. */
export function findConfigFile(flag: string | undefined, env?: Environment): string | undefined {
  try {
    return configFile(flag, env)
  } catch (error) {
    if (error instanceof ConfigError) return undefined
    throw error
  }
}

/**
 * The path of the database: `--db` over TWITCH_DB_FILENAME over the setting DB_FILENAME over `eventCache.db`.
 * A bare name is relative to the directory; a path with a separator, and `:memory:`, are used unchanged.
 */
export function databasePath(sources: { flag?: string; env?: Environment; config?: Settings } = {}): string {
  const { flag, env = process.env, config = {} } = sources
  const name = flag || env.TWITCH_DB_FILENAME || config.DB_FILENAME || DATABASE_NAME
  const separator = process.platform === 'win32' ? /[\\/]/ : /\//
  if (name === ':memory:' || separator.test(name)) return name
  return pathsOf(process.platform).join(directory(env), name)
}

/**
 * Creates a directory, readable by its owner only, and its parents. Call it before writing a file.
 *
 * @throws ConfigError, naming the directory, if it cannot be created
 */
export function ensureDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new ConfigError(`cannot create the folder ${path}: ${reason(error)}`, undefined, { cause: error })
  }
}

/**
 * The settings of the file, without the environment; empty if there is no file.
 *
 * @throws ConfigError, naming the file, when it cannot be read or understood
 */
export function readStored(file: string): Settings {
  return Object.fromEntries(linesOf(file).flatMap(({ key, value }) => (key ? [[key, value]] : [])))
}

/** The effective settings: those of the file, overridden by all non-empty variables TWITCH_* (TWITCH_CLIENTID, …). */
export function readConfig(file: string | undefined, env: Environment = process.env): Settings {
  return { ...(file && readStored(file)), ...readEnvironment(env) }
}

/** The settings of all non-empty variables TWITCH_*. */
export function readEnvironment(env: Environment = process.env): Settings {
  const prefix = 'TWITCH_'
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      name.startsWith(prefix) && value ? [[name.slice(prefix.length), value]] : [],
    ),
  )
}

/**
 * Changes keys of the file and leaves every other line as it is; undefined removes a key. The file is replaced
 * as a whole or not at all, and only its owner may read it.
 *
 * @throws ConfigError, naming the file, when the present one cannot be understood or the new one not be written
 */
export function writeConfig(file: string, changes: Readonly<Record<string, string | undefined>>): void {
  const wanted = new Map(Object.entries(changes))
  const kept = linesOf(file).flatMap(({ text, key }) => {
    if (key === undefined || !Object.hasOwn(changes, key)) return [text]
    // The first line of a key gets the new value, repetitions are removed.
    const value = wanted.get(key)
    wanted.delete(key)
    return value === undefined ? [] : [`${key}=${quoted(value)}`]
  })
  const added = [...wanted].flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${quoted(value)}`],
  )
  const text = [...kept, ...added].map((line) => `${line}\n`).join('')
  try {
    replaceFile(file, text)
  } catch (error) {
    throw new ConfigError(`cannot write ${file}: ${reason(error)}`, undefined, { cause: error })
  }
}

// The dotenv dialect is that of the Go library behind the official CLI (subosito/gotenv): KEY=value or
// KEY: value, `export`, single and double quotes, # comments; keys in any case.

interface Line {
  text: string
  key?: string
  value: string
}

const LINE =
  /^\s*(?:export\s+)?([\w.]+)(?:\s*=\s*|:\s+)('[^']*'|"(?:\\.|[^"\\])*"|(?!['"])[^#\n]*)\s*(?:#.*)?$/

function linesOf(file: string): Line[] {
  const lines = read(file).split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines.map((text, index) => {
    if (/^\s*(#.*)?$/.test(text)) return { text, value: '' }
    const [, key, value] = LINE.exec(text) ?? []
    if (key !== undefined && value !== undefined)
      return { text, key: key.toUpperCase(), value: unquoted(value) }
    // The message does not quote the line, which may contain a part of a secret.
    throw new ConfigError(
      `${file}: line ${index + 1} is not KEY=value`,
      'mend or remove the file; it was left as it is',
    )
  })
}

function read(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw new ConfigError(`cannot read ${file}: ${reason(error)}`, undefined, { cause: error })
  }
}

function unquoted(value: string): string {
  if (value.startsWith("'")) return value.slice(1, -1)
  if (!value.startsWith('"')) return value.trim()
  return value.slice(1, -1).replace(/\\(.)/g, (_, letter: string) => ({ n: '\n', r: '\r' })[letter] ?? letter)
}

function quoted(value: string): string {
  if (/^[^\s'"#$\\`](?:[^'"#$\\`\r\n]*[^\s'"#$\\`])?$|^$/.test(value)) return value
  if (!/['\r\n]/.test(value)) return `'${value}'`
  const escapes: Record<string, string> = { '\n': '\\n', '\r': '\\r' }
  return `"${value.replace(/["\\$\r\n]/g, (letter) => escapes[letter] ?? `\\${letter}`)}"`
}

/** Writes a file as a whole or not at all, for its owner only; a symbolic link is followed and kept. */
export function replaceFile(file: string, text: string): void {
  const target = endOfLinks(file)
  const { dirname } = pathsOf(process.platform)
  ensureDirectory(dirname(target))
  const temporary = `${target}.${process.pid}.${crypto.randomUUID().slice(0, 8)}`
  try {
    const descriptor = openSync(temporary, 'wx', 0o600)
    try {
      writeFileSync(descriptor, text)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** The most symbolic links to follow, as in the Linux kernel. */
const MAXIMUM_LINKS = 40

/** The path at the end of symbolic links, whether it exists or not. @throws Error for a loop of links */
export function endOfLinks(file: string): string {
  const { dirname, resolve } = pathsOf(process.platform)
  let target = file
  for (let links = 0; isLink(target); links++) {
    if (links === MAXIMUM_LINKS) throw new Error('its links lead to each other')
    target = resolve(dirname(target), readlinkSync(target))
  }
  return target
}

const isLink = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false

function systemDirectory(env: Environment, platform: NodeJS.Platform, home: string | undefined): string {
  const { join, isAbsolute } = pathsOf(platform)
  if (platform === 'win32') return env.APPDATA || missing('%AppData%')
  if (platform === 'darwin') return join(home || missing('$HOME'), 'Library', 'Application Support')
  if (!env.XDG_CONFIG_HOME) return join(home || missing('$HOME'), '.config')
  if (isAbsolute(env.XDG_CONFIG_HOME)) return env.XDG_CONFIG_HOME
  throw new ConfigError('$XDG_CONFIG_HOME is a relative path', 'set it to an absolute one')
}

function missing(variable: string): never {
  throw new ConfigError(
    `${variable} is not defined`,
    'set it, or name every file yourself (--config FILE, --db PATH)',
  )
}

function pathsOf(platform: NodeJS.Platform): typeof posix {
  return platform === 'win32' ? win32 : posix
}

function reason(error: unknown): string {
  return error instanceof TypeError ? 'it is not text in UTF-8' : (error as Error).message
}
