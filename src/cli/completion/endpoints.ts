import { operations } from '../api/operations.ts'
import type { Candidate } from './candidates.ts'
import type { Line } from './line.ts'

/** The endpoints of Helix for a method, with a leading slash if the user typed one. */
export async function endpoints(method: string, { current }: Line): Promise<Candidate[]> {
  const start = current.startsWith('/') ? 0 : 1
  return (await operations())
    .filter((operation) => operation.method === method)
    .map(({ path, summary }) => ({ value: path.slice(start), description: summary }))
}

/** The parameters of the line's endpoint, or the values of the parameter at the cursor. */
export async function parameters({ words, current }: Line): Promise<Candidate[]> {
  const [, method = '', ...rest] = words.slice(words.indexOf('api'))
  const end = rest.findIndex((word) => word.startsWith('-'))
  const path = `/${rest.slice(0, end).join('/')}`.replace(/^\/+/, '/')
  const operation = (await operations()).find(
    (operation) => operation.method === method.toUpperCase() && operation.path === path,
  )
  return (operation?.parameters ?? []).flatMap(({ name, description, schema }) => {
    const values = current.startsWith(`${name}=`) ? (schema?.enum ?? []) : undefined
    return values?.map((value) => ({ value: `${name}=${value}` })) ?? [{ value: `${name}=`, description }]
  })
}
