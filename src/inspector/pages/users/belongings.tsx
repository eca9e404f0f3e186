import { useState } from 'preact/hooks'
import { Button, Card, Loading, Problem } from '../../components/basics.tsx'
import { CreateDialog } from '../../components/writes.tsx'
import { useFetched } from '../../fetched.ts'
import { idOf, type UnitDescription } from '../../openapi.ts'
import { link } from '../../route.ts'
import type { Row } from '../../rows.ts'
import { OneRow } from './one-row.tsx'

const SHOWN = 6

/** Units whose rows can belong to several channels, with the member that lists the channels. */
const shared: Readonly<Record<string, string>> = { hype_trains: 'broadcaster_ids' }

/**
 * A channel's rows of a unit: the latest ones, their number, and a button to create one.
 *
 * @param within units whose rows are parts of this unit's rows, such as votes
 */
export function Belongings(props: { unit: UnitDescription; id: string; within: readonly UnitDescription[] }) {
  const { unit, id, within } = props
  const member = `${shared[unit.name] ?? 'broadcaster_id'}=${encodeURIComponent(id)}`
  const path = `/units/${unit.name}?${member}&last=${SHOWN}`
  const { data, problem } = useFetched<{ total: number; data: Row[] }>(path, unit.name)
  const [making, setMaking] = useState<UnitDescription>()
  const title = unit.name.replaceAll('_', ' ')
  return (
    <Card
      title={title[0]!.toUpperCase() + title.slice(1)}
      count={data?.total}
      actions={[unit, ...within].map((one) => (
        <Button
          key={one.name}
          kind="quiet"
          icon={one === unit ? 'plus' : 'check'}
          label={one.create?.summary}
          onClick={() => setMaking(one)}
        />
      ))}
    >
      {problem && <Problem>{problem}</Problem>}
      {!data && !problem && <Loading lines={1} />}
      <ul class="rows">
        {data?.data.toReversed().map((row) => (
          <OneRow key={idOf(unit, row)} row={row} unit={unit} />
        ))}
      </ul>
      {data && data.total > SHOWN && <a href={`${link('data', unit.name)}?${member}`}>All {data.total}</a>}
      {making && (
        <CreateDialog unit={making} given={{ broadcaster_id: id }} onClose={() => setMaking(undefined)} />
      )}
    </Card>
  )
}
