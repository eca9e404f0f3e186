import { serverName, version } from '../../version.ts'
import { pathAndQueryOf } from './request-path.ts'

/**
 * What a probe is told. The name tells this server from another one at the same port; `chat_port` is where chat is
 * served by TCP, null if it is not.
 */
const health = { status: 'ok', name: serverName, version, chat_port: 6667 as number | null }

/**
 * The answer to a probe, `GET /health`: the server listens, and its world is there. Undefined for any other request.
 */
export function healthAnswer(
  { method, url }: Request,
  chat_port: number | null = null,
): Response | undefined {
  if (!PROBE.test(pathAndQueryOf(url)) || (method !== 'GET' && method !== 'HEAD')) return undefined
  // Whoever looks wants to know of now.
  return Response.json({ ...health, chat_port }, { headers: { 'Cache-Control': 'no-store' } })
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
