import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** The selector of rows. aria-rowindex counts from the table's head. */
const ROW = 'tr[aria-rowindex]'
const HEADS = 2

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled)'

/** The rows by which each key moves; a page is one row less than the visible ones, for orientation. */
const steps: Readonly<Record<string, (page: number) => number>> = {
  ArrowDown: () => 1,
  ArrowUp: () => -1,
  PageDown: (page) => page,
  PageUp: (page) => -page,
  Home: () => -Infinity,
  End: () => Infinity,
}

/** The event handlers of a table. */
export interface RowFocus {
  onKeyDown: (event: KeyboardEvent) => void
  onFocusIn: (event: FocusEvent) => void
  onFocusOut: (event: FocusEvent) => void
}

/**
 * Keyboard navigation between the rows of a table, within a column. Only the `active` row is in the tab order. When the
 * focused row is removed, the focus stays in the table.
 *
 * @param table the table, which always renders the active row
 * @param activate makes another row the active one
 */
export function useRowFocus(
  table: RefObject<HTMLElement | null>,
  { active, count, rowHeight, activate }: RowFocusOptions,
): RowFocus {
  /** The part of the active row to focus after rendering: the column, and the element in its cell. */
  const part = useRef<Part | undefined>(undefined)
  const isWithin = useRef(false)
  useLayoutEffect(() => {
    for (const row of table.current?.querySelectorAll<HTMLElement>(ROW) ?? [])
      for (const each of row.querySelectorAll<HTMLElement>(FOCUSABLE))
        each.tabIndex = placeOf(row) === active ? 0 : -1
    const isLost = isWithin.current && document.activeElement === document.body
    if (!part.current && !isLost) return
    const row = table.current?.querySelector<HTMLTableRowElement>(`tr[aria-rowindex="${active + HEADS}"]`)
    const { column, at } = part.current ?? { column: 0, at: 0 }
    part.current = undefined
    const inCell = row?.cells[column]?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? []
    const next = inCell[at] ?? inCell[0] ?? row?.querySelector<HTMLElement>(FOCUSABLE)
    next?.focus()
  })
  return {
    onKeyDown(event) {
      const step = steps[event.key]
      const target = event.target as HTMLElement
      const isPlain = !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
      if (!step || !isPlain || target.matches('input, select, textarea')) return
      event.preventDefault()
      const row = target.closest<HTMLElement>(ROW)
      const page = Math.max(1, Math.floor(innerHeight / rowHeight) - 1)
      const next = row ? placeOf(row) + step(page) : active
      const cell = target.closest('td')
      const others = [...(cell?.querySelectorAll(FOCUSABLE) ?? [])]
      part.current = { column: cell?.cellIndex ?? 0, at: Math.max(0, others.indexOf(target)) }
      activate(Math.max(0, Math.min(count - 1, next)))
    },
    onFocusIn({ target }) {
      isWithin.current = true
      const row = (target as HTMLElement).closest<HTMLElement>(ROW)
      if (row && placeOf(row) !== active) activate(placeOf(row))
    },
    onFocusOut({ target }) {
      // Removing the focused row moves the focus to the body, which is known only afterwards.
      queueMicrotask(() => {
        const isGone = !(target as Node).isConnected
        isWithin.current = isGone || table.current?.contains(document.activeElement) === true
      })
    },
  }
}

interface Part {
  column: number
  at: number
}

interface RowFocusOptions {
  active: number
  count: number
  rowHeight: number
  activate: (index: number) => void
}

const placeOf = (row: Element) => Number(row.getAttribute('aria-rowindex')) - HEADS
