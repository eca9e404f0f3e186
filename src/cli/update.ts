import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isatty } from 'node:tty'
import { configFile, directory, readConfig, replaceFile } from '../config.ts'
import { repository, version } from '../version.ts'
import { notice } from './output.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const TIMEOUT_MS = 10_000

/** The result of the last look for a release; times in milliseconds since 1970. */
interface Seen {
  latest?: string
  askedAt: number
  toldAt: number
}

/**
 * Prints a notice of a newer release on a terminal, at most once a day, from the result of an earlier run. Another
 * process looks for releases, so that no command waits for the network.
 */
export function tellOfUpdate(now = Date.now()): void {
  try {
    if (!isatty(2) || isSwitchedOff(readConfig(configFile(undefined)).DISABLE_UPDATE_CHECKS)) return
    const file = seenFile()
    const seen = readSeen(file)
    if (now - seen.askedAt >= DAY_MS) {
      writeSeen(file, { ...seen, askedAt: now })
      Bun.spawn([process.execPath, '__find-update'], {
        stdio: ['ignore', 'ignore', 'ignore'],
        detached: true,
      }).unref()
    }
    const sentence = updateSentence(seen, now)
    if (!sentence) return
    writeSeen(file, { ...readSeen(file), toldAt: now })
    notice(sentence)
  } catch {
    // Errors of the settings are ignored here, since the command itself reports them.
  }
}

/** The notice, if one is due. */
export function updateSentence({ latest, toldAt }: Seen, now: number, current = version): string | undefined {
  if (!latest || now - toldAt < DAY_MS || Bun.semver.order(latest, current) <= 0) return undefined
  return (
    `twitch-cli/${latest} is there, this is ${current}: ${repository}/releases/latest ` +
    '(TWITCH_DISABLE_UPDATE_CHECKS=1 ends this notice)'
  )
}

/**
 * Asks the repository for its latest release and stores the answer. Errors are ignored: it is tried again the next day.
 */
export async function findUpdate(
  ask: (url: string) => Promise<Response> = askWithin,
  file = seenFile(),
): Promise<void> {
  const answer = await ask(
    `${repository.replace('github.com', 'api.github.com/repos')}/releases/latest`,
  ).catch(() => undefined)
  if (!answer?.ok) return
  const { tag_name } = (await answer.json()) as { tag_name?: unknown }
  const [latest] = /\d+\.\d+\.\d+$/.exec(String(tag_name)) ?? []
  if (latest) writeSeen(file, { ...readSeen(file), latest })
}

const askWithin = (url: string) => fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })

const isSwitchedOff = (setting = '') => !/^(|0|false)$/i.test(setting)

const seenFile = () => join(directory(), 'update-check.json')

function readSeen(file: string): Seen {
  const nothing = { askedAt: 0, toldAt: 0 }
  return existsSync(file)
    ? { ...nothing, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<Seen>) }
    : nothing
}

function writeSeen(file: string, seen: Seen): void {
  replaceFile(file, JSON.stringify(seen))
}
