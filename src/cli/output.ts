import { fstatSync, writeSync } from 'node:fs'
import { CliError } from './errors.ts'

/*
 * Every command loads this file, so it loads next to nothing itself. The writers of the runtime are native; the mere
 * mention of process.stdout costs 8 ms, since it loads Node's streams.
 */

const stdout = Bun.stdout.writer()
let writing: number | Promise<number> = 0

/**
 * Results: on stdout, one line.
 *
 * @throws CliError when it cannot be written, as on a full disk: a script must not take nothing for a result
 */
export function print(line: string): void {
  try {
    stdout.write(`${line}\n`)
    writing = stdout.flush()
  } catch (error) {
    throw unwritten(error)
  }
}

/**
 * Waits until all results have been taken; a pipe may be slow.
 *
 * @throws CliError when they cannot be written
 */
export async function printed(): Promise<void> {
  try {
    await writing
  } catch (error) {
    throw unwritten(error)
  }
}

const unwritten = (error: unknown) =>
  new CliError(`cannot write to standard output (${(error as NodeJS.ErrnoException).code ?? error})`)

/** What JSON leaves as it is and a terminal would obey. */
const OBEYED = /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** The result for a script: one JSON object on stdout. */
export function printJson(value: unknown): void {
  print(safeJson(JSON.stringify(value, null, process.stdout.isTTY ? 2 : undefined)))
}

/** JSON without what a terminal would obey. */
export const safeJson = (json: string) =>
  json.replace(OBEYED, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A line on stderr without the time: errors, prompts, instructions to a person. */
export function notice(line: string): void {
  // Not console.error, which paints everything red on a terminal.
  waiting += `${line}\n`
  writeWaiting()
}

/**
 * A line on stderr for the log of a server: those of one turn of the event loop go out in one write, since a write to a
 * pipe costs as much as an answer.
 */
export function noticeSoon(line: string): void {
  // Who looks into a file after an answer finds its line there.
  const isDirect = isFile()
  if (!isDirect && !waiting) setImmediate(writeWaiting)
  waiting += `${line}\n`
  if (isDirect) writeWaiting()
}

const stderr = Bun.stderr.writer()
let waiting = ''

function writeWaiting(): void {
  const text = waiting
  waiting = ''
  try {
    if (isFile()) writeSync(2, text)
    else {
      stderr.write(text)
      void Promise.resolve(stderr.flush()).catch(ignored)
    }
  } catch {
    // Nobody is left to be told, and the work itself may well succeed.
  }
}

/** Whether stderr is a file, which never makes its writer wait. */
function isFile(): boolean {
  toFile ??= fstatSync(2).isFile()
  return toFile
}
let toFile: boolean | undefined

const ignored = () => undefined
