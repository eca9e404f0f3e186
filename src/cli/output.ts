import { fstatSync, writeSync } from 'node:fs'
import { CliError } from './errors.ts'

/*
 * Every command loads this file, so it imports almost nothing. It uses Bun's native writers, since the first access to
 * process.stdout loads Node's streams, which takes 8 ms.
 */

const stdout = Bun.stdout.writer()
let writing: number | Promise<number> = 0

/**
 * Prints a line of results on stdout.
 *
 * @throws CliError if it cannot be written, as on a full disk: a script must not mistake an empty output for a result
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
 * Waits until all results are written, since a pipe may be slow.
 *
 * @throws CliError if they cannot be written
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

/** The control characters of terminals that JSON does not escape. */
const OBEYED = /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** Prints a result for scripts: one JSON object on stdout. */
export function printJson(value: unknown): void {
  print(safeJson(JSON.stringify(value, null, process.stdout.isTTY ? 2 : undefined)))
}

/** JSON with the control characters of terminals escaped. */
export const safeJson = (json: string) =>
  json.replace(OBEYED, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Prints a line on stderr without the time: an error, a prompt, an instruction. */
export function notice(line: string): void {
  // console.error is not used, since it prints in red on a terminal.
  waiting += `${line}\n`
  writeWaiting()
}

/**
 * Prints a line on stderr for a server's log. The lines of one turn of the event loop are written at once, since a
 * write to a pipe takes as long as an answer.
 */
export function noticeSoon(line: string): void {
  // A line is in a log file before the answer is sent, so that tests can read it there.
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
    // Stderr is closed, so the error cannot be reported, but the command may still succeed.
  }
}

/** Whether stderr is a file, to which writes never block. */
function isFile(): boolean {
  toFile ??= fstatSync(2).isFile()
  return toFile
}
let toFile: boolean | undefined

const ignored = () => undefined
