import { useEffect, useState } from 'preact/hooks'
import { description } from '../openapi.ts'

/** The scopes of Twitch with their descriptions, from the OpenAPI description of the unit of tokens. */
export function useScopes(): readonly (readonly [scope: string, words: string])[] {
  const [scopes, setScopes] = useState<readonly (readonly [string, string])[]>([])
  useEffect(() => {
    description().then(
      ({ paths }) => {
        const body = paths['/units/tokens']?.post?.requestBody?.content['application/json']?.schema
        const { enum: names = [], 'x-enumDescriptions': words = {} } = body?.properties?.scopes?.items ?? {}
        setScopes(names.map((name) => [String(name), words[String(name)] ?? ''] as const))
      },
      () => {},
    )
  }, [])
  return scopes
}

/** A selection of scopes, with a search by name and description. */
export function ScopePicker(props: { chosen: readonly string[]; onChange: (chosen: string[]) => void }) {
  const { chosen, onChange } = props
  const scopes = useScopes()
  const [text, setText] = useState('')
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean)
  const isFound = ([scope, words]: readonly [string, string]) =>
    wanted.every((word) => `${scope} ${words}`.toLowerCase().includes(word))
  const isChosen = ([scope]: readonly [string, string]) => chosen.includes(scope)
  const shown = [...scopes.filter(isChosen), ...scopes.filter((one) => !isChosen(one) && isFound(one))]
  const toggle = (scope: string) =>
    onChange(chosen.includes(scope) ? chosen.filter((other) => other !== scope) : [...chosen, scope])
  return (
    <fieldset class="scopes">
      <legend>
        Scopes <span class="count">{chosen.length}</span>
      </legend>
      <input
        type="search"
        aria-label="Find scopes"
        placeholder="Find by name or by what it allows"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div class="scope-list">
        {shown.map(([scope, words]) => (
          <label key={scope} class="scope">
            <input type="checkbox" checked={chosen.includes(scope)} onChange={() => toggle(scope)} />
            <span>
              <code>{scope}</code>
              <span class="faint">{words}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
