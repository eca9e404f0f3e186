import type { ApiRequest } from './request.ts'

/** An operation of Helix as our own description has it. */
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

/** Every operation of Helix. It takes a moment: they are those that the mock server has. */
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

/** How many rows a page of a listing may have; undefined if the listing takes no `first`. */
export async function maximumFirst({ method, path }: ApiRequest): Promise<number | undefined> {
  const listing = (await operations()).find(
    (operation) => operation.method === method && operation.path === path,
  )
  return listing?.parameters.find(({ name }) => name === 'first')?.schema?.maximum
}
