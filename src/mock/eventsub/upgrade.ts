import { type AnyElysia, Elysia } from 'elysia'

/** The paths of the WebSocket; twurple and the official CLI use the first. */
export const webSocketPaths: readonly string[] = ['/ws', '/eventsub/ws']

/** Answers plain HTTP requests to the paths of the WebSocket. */
export function upgradeApp(): AnyElysia {
  const app = new Elysia()
  for (const path of webSocketPaths) {
    app.get(path, () =>
      Response.json(
        { error: 'Upgrade Required', status: 426, message: 'This is a WebSocket: connect to it by ws://.' },
        { status: 426, headers: { Connection: 'Upgrade', Upgrade: 'websocket' } },
      ),
    )
  }
  return app.all('/*', ({ path }) =>
    Response.json({ error: 'Not Found', status: 404, message: `No such endpoint: ${path}` }, { status: 404 }),
  )
}
