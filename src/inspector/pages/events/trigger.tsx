import { useState } from 'preact/hooks'
import { eventSubTypeNames, eventSubTypes } from '../../../twitch/eventsub.ts'
import { Card, Loading, Problem } from '../../components/basics.tsx'
import type { Fields } from '../../components/field.tsx'
import { useFetched } from '../../fetched.ts'
import { TypeForm, type TypeSchemas } from './type-form.tsx'

/** The form that triggers an event of any type. */
export function Trigger() {
  const [type, setType] = useState('channel.follow')
  const [chosen, setChosen] = useState<string>()
  const [kept, setKept] = useState<Fields>({})
  const versions = eventSubTypes.filter((known) => known.type === type).map(({ version }) => version)
  const newest = versions.toSorted().at(-1)
  const version = chosen !== undefined && versions.includes(chosen) ? chosen : newest
  const path = version && `/units/events/${type}?version=${version}`
  const { data: described, problem } = useFetched<TypeSchemas>(path)
  return (
    <Card title="Trigger an event" lead="Whoever has subscribed gets it; what is left out is chosen.">
      <div class="form">
        <div class="form-grid">
          <div class="field">
            <label for="trigger-type">Type</label>
            <input
              id="trigger-type"
              list="trigger-types"
              value={type}
              required
              spellcheck={false}
              onInput={({ currentTarget }) => setType(currentTarget.value)}
            />
            <datalist id="trigger-types">
              {eventSubTypeNames.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </div>
          <div class="field">
            <label for="trigger-version">Version</label>
            <select
              id="trigger-version"
              value={version ?? ''}
              disabled={versions.length < 2}
              onChange={({ currentTarget }) => setChosen(currentTarget.value)}
            >
              {versions.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </div>
        </div>
        {problem && <Problem>{problem}</Problem>}
        {version === undefined && <Problem>There is no such type.</Problem>}
        <div class="type-form">
          {version !== undefined && !described && !problem && <Loading lines={6} />}
          {described && (
            <TypeForm
              key={path}
              type={type}
              version={version === newest ? undefined : version}
              schemas={described}
              initial={kept}
              onChange={setKept}
            />
          )}
        </div>
      </div>
    </Card>
  )
}
