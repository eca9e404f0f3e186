import { operations } from '../api/operations.ts'
import type { Candidate } from './candidates.ts'
import type { Line } from './line.ts'

/** The endpoints of Helix that a method has, as they are typed: with a slash before them or without. */
export async function endpoints(method: string, { current }: Line): Promise<Candidate[]> {
  const start = current.startsWith('/') ? 0 : 1
  return (await operations())
    .filter((operation) => operation.method === method)
    .map(({ path, summary }) => ({ value: path.slice(start), description: summary }))
}

/** The parameters of the endpoint that the line names, or the values of the one that is typed. */
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
