import { printable } from '../../../lib/printable.ts'
import type { TableReport } from '../../../mock/fixtures/official/report.ts'
import { print } from '../../output.ts'

/** Prints a line for each table, and one for each difference from the file. */
export function printTables(tables: readonly TableReport[]): void {
  const width = Math.max(0, ...tables.map(({ table }) => table.length))
  for (const { table, rows, imported, notes } of tables) {
    print(`${printable(table).padEnd(width)}  ${imported} of ${rows}`)
    for (const { reason, rows, left, example } of notes)
      print(`  ${rows} ${left ? 'left out' : 'changed'}: ${printable(reason)} (${printable(example)})`)
  }
}
