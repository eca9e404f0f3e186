import { useState } from 'preact/hooks'
import { Empty, Loading, Page, Problem } from '../components/basics.tsx'
import { useUnits } from '../openapi.ts'
import { link } from '../route.ts'
import { useTotals } from '../totals.ts'
import { UnitPage } from './data/unit.tsx'

/** The list of units, or the rows of one unit, or one row. */
export function Data({ rest: [name, id] }: { rest: readonly string[] }) {
  const units = useUnits()
  const unit = name === undefined ? undefined : units?.get(name)
  if (!units) return <Page title="Data" children={<Loading />} />
  if (unit) return <UnitPage key={unit.name} unit={unit} id={id} />
  return (
    <Page
      title="Data"
      lead={
        'Every kind of row that this Twitch consists of. Rows can be looked at, and made, changed and removed ' +
        'where a test may do so.'
      }
    >
      {name !== undefined && <Problem>There is no unit "{name}".</Problem>}
      <Units names={[...units.values()]} />
    </Page>
  )
}

function Units({ names }: { names: readonly { name: string; description: string }[] }) {
  const [text, setText] = useState('')
  const totals = useTotals(names.map(({ name }) => name))
  const found = names.filter(({ name, description }) =>
    `${name} ${description}`.toLowerCase().includes(text.toLowerCase().trim()),
  )
  return (
    <>
      <div class="toolbar">
        <input
          type="search"
          aria-label="Find units"
          placeholder="Find a unit"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </div>
      {found.length === 0 && <Empty>No unit is called so.</Empty>}
      <ul class="units">
        {found.map(({ name, description }) => (
          <li key={name}>
            <a class="tile" href={link('data', name)}>
              <span class="unit-name">
                {name.replaceAll('_', ' ')}{' '}
                <span class="count">{totals.get(name)?.toLocaleString('en') ?? '…'}</span>
              </span>
              <span class="faint small">{description}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
