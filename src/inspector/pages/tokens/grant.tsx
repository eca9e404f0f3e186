import { useFetched } from '../../fetched.ts'

interface Client {
  ID: string
  Name: string
}

/** Returns a function for the name of a client; its ID if the name is unknown. */
export function useClientNames(): (id: string) => string {
  const { data } = useFetched<{ data: Client[] }>('/units/clients', 'clients')
  return (id) => data?.data.find(({ ID }) => ID === id)?.Name ?? id
}

/** The granted scopes. */
export function Scopes({ scopes }: { scopes: readonly string[] }) {
  if (scopes.length === 0) return <span class="faint">none</span>
  return <code title={scopes.join('\n')}>{scopes.join(' ')}</code>
}
