import { serverName, version } from '../../version.ts'
import { pathAndQueryOf } from './request-path.ts'

/** What a probe is told. The name tells this server from another one at the same port. */
const health = { status: 'ok', name: serverName, version }

/**
 * The answer to a probe, `GET /health`: the server listens, and its world is there. Undefined for any other request.
 */
export function healthAnswer({ method, url }: Request): Response | undefined {
  if (!PROBE.test(pathAndQueryOf(url)) || (method !== 'GET' && method !== 'HEAD')) return undefined
  // Whoever looks wants to know of now.
  return Response.json(health, { headers: { 'Cache-Control': 'no-store' } })
}

const PROBE = /^\/health(?:\?|$)/

/** The description of it. */
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
                  Object.entries(health).map(([name, example]) => [name, { type: 'string', example }]),
                ),
              },
            },
          },
        },
      },
    },
  },
}
