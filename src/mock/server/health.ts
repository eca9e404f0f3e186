import { serverName, version } from '../../version.ts'
import type { Exchange } from './exchange.ts'

/**
 * The body of the health check. `name` distinguishes this server from another one at the same port; `chat_port` is the
 * TCP port of chat, or null.
 */
const health = { status: 'ok', name: serverName, version, chat_port: 6667 as number | null }

/**
 * The answer to the health check `GET /health`: the server listens, and its data is loaded. Undefined for other
 * requests.
 */
export function healthAnswer(
  { request: { method }, target }: Exchange,
  chat_port: number | null = null,
): Response | undefined {
  if (target.path !== '/health' || (method !== 'GET' && method !== 'HEAD')) return undefined
  // Health checks must not be cached.
  return Response.json({ ...health, chat_port }, { headers: { 'Cache-Control': 'no-store' } })
}

/** The OpenAPI description of the health check. */
export const healthPaths = {
  '/health': {
    get: {
      tags: ['Health'],
      summary: 'Whether the server is ready',
      description: 'For probes: needs no token, and is neither in the log nor in the journal.',
      security: [],
      responses: {
        200: {
          description: 'It is',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: Object.keys(health),
                properties: Object.fromEntries(
                  Object.entries(health).map(([name, example]) => [name, typeOf(example)]),
                ),
              },
            },
          },
        },
      },
    },
  },
}

function typeOf(example: string | number | null) {
  return typeof example === 'string' ? { type: 'string', example } : { type: ['integer', 'null'], example }
}
