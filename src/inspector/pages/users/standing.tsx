import type { Row } from '../../rows.ts'

interface Choice {
  id: string
  title: string
  votes: number
}

/** The progress of a goal or a Hype Train, or the votes of a running poll. */
export function Standing({ row }: { row: Row }) {
  const { current_amount, target_amount, progress, goal } = row
  if (typeof progress === 'number' && typeof goal === 'number')
    return <Bar label="Progress to the next level" value={progress} most={goal} />
  const [reached, wanted] = [amountOf(current_amount), amountOf(target_amount)]
  if (reached !== undefined && wanted !== undefined)
    return <Bar label="Progress to the target" value={reached} most={wanted} />
  if (row.status === 'ACTIVE' && Array.isArray(row.choices)) return <Votes choices={row.choices} />
  return null
}

/** A number, or an amount of money. */
function amountOf(amount: unknown): number | undefined {
  if (typeof amount === 'number') return amount
  const { value, decimal_places } = (amount ?? {}) as { value?: number; decimal_places?: number }
  return value === undefined ? undefined : value / 10 ** (decimal_places ?? 0)
}

function Votes({ choices }: { choices: readonly Choice[] }) {
  const all = choices.reduce((sum, { votes }) => sum + votes, 0)
  return (
    <div class="votes small">
      {choices.map(({ id, title, votes }) => (
        <span key={id}>
          {title}{' '}
          <Bar label={`Votes for ${title}`} value={votes} most={Math.max(all, 1)} text={String(votes)} />
        </span>
      ))}
    </div>
  )
}

function Bar(props: { label: string; value: number; most: number; text?: string }) {
  const { label, value, most, text = `${value.toLocaleString('en')} of ${most.toLocaleString('en')}` } = props
  return (
    <span class="bar small">
      <progress aria-label={label} value={Math.min(value, most)} max={most} />
      <span class="faint">{text}</span>
    </span>
  )
}
