import type { ApiRequest } from './request.ts'

/** An operation of Helix in the mock's OpenAPI description. */
export interface Operation {
  method: string
  /** Such as /users. */
  path: string
  summary: string
  parameters: readonly {
    name: string
    description?: string
    schema?: { maximum?: number; enum?: string[] }
  }[]
}

/** Every operation of Helix, from the mock's routes, which take a moment to load. */
export async function operations(): Promise<Operation[]> {
  const [{ openMock }, { createMock }] = await Promise.all([
    import('../../mock/resources/open.ts'),
    import('../../mock/server/server.ts'),
  ])
  const store = openMock({ path: ':memory:' })
  try {
    const answer = await createMock({ store }).fetch(new Request('http://localhost/mock/openapi.json'))
    const { paths } = (await answer!.json()) as { paths: Record<string, Record<string, Operation>> }
    return Object.entries(paths).flatMap(([path, methods]) =>
      path.startsWith('/mock/')
        ? Object.entries(methods).map(([method, { summary, parameters = [] }]) => ({
            method: method.toUpperCase(),
            path: path.slice('/mock'.length),
            summary,
            parameters,
          }))
        : [],
    )
  } finally {
    store.close()
  }
}

/** The maximum of a listing's `first`; undefined if the listing has no `first`. */
export async function maximumFirst({ method, path }: ApiRequest): Promise<number | undefined> {
  const listing = (await operations()).find(
    (operation) => operation.method === method && operation.path === path,
  )
  return listing?.parameters.find(({ name }) => name === 'first')?.schema?.maximum
}
