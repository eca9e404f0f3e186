import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual'
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useRowFocus } from './row-focus.ts'

/** A column of a table. */
export interface Column<Row> {
  key: string
  title: string
  render(row: Row): ComponentChildren
  /** The width in characters; columns without one share the rest. */
  width?: number
  align?: 'end'
}

const ROW_HEIGHT = 41
const BEFORE_END = 20

/**
 * A virtual table, which renders only the visible rows and the active one of the keyboard. Keys move between rows:
 * arrows, Page Up and Down, Home and End.
 *
 * @param onEnd called when the last rows become visible, to load more
 */
export function Table<Row>(props: {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** The number of all rows, if only some are loaded. */
  total?: number
  selected?: string
  onEnd?: () => void
}) {
  const { label, columns, rows, keyOf, total = rows.length, selected, onEnd } = props
  const region = useRef<HTMLDivElement>(null)
  const hint = useId()
  const [top, setTop] = useState(0)
  const [active, setActive] = useState({ key: '', index: 0 })
  const place = placeOf(active, rows, keyOf)
  // Where it begins is known anew whenever what is above it may have grown.
  useLayoutEffect(() => {
    const measure = () => setTop((region.current?.getBoundingClientRect().top ?? 0) + scrollY)
    measure()
    const sizes = new ResizeObserver(measure)
    sizes.observe(document.body)
    return () => sizes.disconnect()
  }, [])
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: top,
    getItemKey: (index) => keyOf(rows[index]!),
    rangeExtractor: (range) => withPlace(range, place),
  })
  const items = virtualizer.getVirtualItems()
  const last = virtualizer.range?.endIndex ?? 0
  useEffect(() => {
    if (rows.length < total && last >= rows.length - BEFORE_END) onEnd?.()
  }, [last, rows.length, total])
  const keyboard = useRowFocus(region, {
    active: place,
    count: rows.length,
    rowHeight: ROW_HEIGHT,
    activate: (index) => setActive({ key: keyOf(rows[index]!), index }),
  })
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? top) - top)
  const narrowest = columns.reduce((sum, { width = 16 }) => sum + width, 0)
  return (
    <section
      class="table-region"
      ref={region}
      aria-label={label}
      aria-describedby={hint}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      {...keyboard}
    >
      <p class="hidden" id={hint}>
        Arrow keys, Page Up and Down, Home and End go from row to row.
      </p>
      <table class="table" aria-rowcount={total + 1} style={{ minWidth: `${narrowest}ch` }}>
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={width ? { width: `${width}ch` } : {}} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ key, title, align }) => (
              <th key={key} scope="col" class={align}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.flatMap(({ index, start }, at) => {
            const row = rows[index]!
            const key = keyOf(row)
            const before = start - (items[at - 1]?.end ?? top)
            return [
              before > 0 && <Space key={`before ${key}`} height={before} />,
              <tr key={key} aria-rowindex={index + 2} class={key === selected ? 'selected' : ''}>
                {columns.map(({ key, render, align }) => (
                  <td key={key} class={align}>
                    {render(row)}
                  </td>
                ))}
              </tr>,
            ]
          })}
          {after > 0 && <Space height={after} />}
        </tbody>
      </table>
    </section>
  )
}

const Space = ({ height }: { height: number }) => (
  <tr class="space">
    <td style={{ height }} />
  </tr>
)

/** The present index of the active row or, if it was removed, of the row in its place. */
function placeOf<Row>(
  { key, index }: { key: string; index: number },
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): number {
  if (key === '') return index
  const isThere = rows[index] !== undefined && keyOf(rows[index]) === key
  const found = isThere ? index : rows.findIndex((row) => keyOf(row) === key)
  return found >= 0 ? found : Math.max(0, Math.min(index, rows.length - 1))
}

/** The indexes of the rows to render: the visible ones, and the active one. */
const withPlace = (range: Range, place: number): number[] =>
  [...new Set([...defaultRangeExtractor(range), ...(place < range.count ? [place] : [])])].sort(
    (a, b) => a - b,
  )
