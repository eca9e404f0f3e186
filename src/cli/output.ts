/*
 * Every command loads this file, so it loads nothing itself. console.log writes natively; the mere mention of
 * process.stdout costs 8 ms, since it loads Node's streams.
 */

/** Results: on stdout, one line. */
export function print(line: string): void {
  // biome-ignore lint/suspicious/noConsole: the one place that prints results
  console.log(line)
}

/** The result for a script: one JSON object on stdout. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, process.stdout.isTTY ? 2 : undefined))
}

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
  if (!waiting) setImmediate(writeWaiting)
  waiting += `${line}\n`
}

const stderr = Bun.stderr.writer()
let waiting = ''

function writeWaiting(): void {
  stderr.write(waiting)
  waiting = ''
  stderr.flush()
}
