import { useWindowVirtualizer } from '@tanstack/react-virtual'
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

/** A column of a table. */
export interface Column<Row> {
  key: string
  title: string
  render(row: Row): ComponentChildren
  /** In characters; what is left over goes to the columns without one. */
  width?: number
  align?: 'end'
}

const ROW_HEIGHT = 41
const BEFORE_END = 20

/**
 * A table of however many rows, of which those in sight are in the document.
 *
 * @param onEnd called when the last rows come into sight, so that more can be asked for
 */
export function Table<Row>(props: {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** How many there are, if not all of them are here. */
  total?: number
  selected?: string
  onEnd?: () => void
}) {
  const { label, columns, rows, keyOf, total = rows.length, selected, onEnd } = props
  const region = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    setTop((region.current?.getBoundingClientRect().top ?? 0) + scrollY)
  }, [rows.length === 0])
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: top,
    getItemKey: (index) => keyOf(rows[index]!),
  })
  const items = virtualizer.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length < total && last >= rows.length - BEFORE_END) onEnd?.()
  }, [last, rows.length, total])
  const before = (items[0]?.start ?? top) - top
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? top) - top)
  const narrowest = columns.reduce((sum, { width = 16 }) => sum + width, 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section class="table-region" ref={region} aria-label={label} tabIndex={0}>
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
          {before > 0 && <Space height={before} />}
          {items.map(({ index }) => {
            const row = rows[index]!
            const key = keyOf(row)
            return (
              <tr key={key} aria-rowindex={index + 2} class={key === selected ? 'selected' : ''}>
                {columns.map(({ key, render, align }) => (
                  <td key={key} class={align}>
                    {render(row)}
                  </td>
                ))}
              </tr>
            )
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
