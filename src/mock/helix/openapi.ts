import { toOpenAPISchema } from '@elysiajs/openapi'
import type { AnyElysia } from 'elysia'
import { documentedUntil } from '../../twitch/documentation.ts'
import { version } from '../../version.ts'

const accessToken = (description: string) => ({ type: 'http', scheme: 'bearer', description }) as const

/** The description of every mounted operation, made from the routes' own declarations. */
export function openApiOf(app: AnyElysia, morePaths: Record<string, object> = {}) {
  const { paths, components } = toOpenAPISchema(app)
  describeBodies(app, paths as unknown as Paths)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Twitch API (mock)',
      version,
      description: `Helix as this server serves it: every request carries a Client-Id header beside its token.
Under /units, the data and what a test may change that no public API can, without a token.

Follows Twitch's documentation of ${documentedUntil}.`,
    },
    servers: [{ url: '/' }],
    paths: { ...paths, ...morePaths },
    components: {
      ...components,
      securitySchemes: {
        client_id: { type: 'apiKey', in: 'header', name: 'Client-Id', description: "The token's client" },
        app: accessToken('An app access token'),
        user: accessToken('A user access token with one of the scopes'),
        jwt: accessToken("A JWT that is signed with the extension's secret"),
      },
    },
  }
}

/** Declares bodies as JSON: the plugin cannot infer it, since the routes have a parser of their own. */
function describeBodies(app: AnyElysia, paths: Paths): void {
  for (const { method, path, hooks } of app.routes) {
    const operation = paths[path]?.[method.toLowerCase()]
    if (operation?.requestBody)
      operation.requestBody.content = { 'application/json': { schema: hooks.body.schema } }
  }
}

type Paths = Record<string, Record<string, { requestBody?: { content: object } }>>
