import { isLoopback } from '../../lib/loopback.ts'
import { listen } from './listen.ts'
import { createMock, type MockOptions } from './server.ts'
import { startTimerLoop } from './timer-loop.ts'

export { PortInUse } from './listen.ts'

export interface ServerOptions extends Omit<MockOptions, 'isLocal' | 'onWrite'> {
  /** 0 for a free one. */
  port: number
  /** One address; both loopback addresses by default. On those, only requests for this machine by name are answered. */
  host?: string
}

export interface RunningServer {
  /** Such as http://localhost:8080. */
  url: string
  port: number
  /** Lets the requests in flight finish, and ends the connections and what is planned. */
  stop(): Promise<void>
}

/**
 * Serves the simulated Twitch of a store, and lets happen what becomes due.
 *
 * @throws PortInUse
 */
export function startServer({ port, host, ...options }: ServerOptions): RunningServer {
  const { store, onFault = () => {} } = options
  const loop = startTimerLoop(store, onFault)
  const isLocal = host === undefined || isLoopback(host)
  // Only a write may set a timer.
  const mock = createMock({ ...options, onFault, isLocal, onWrite: loop.reset })
  const end = () => {
    loop.stop()
    mock.eventSub.stop()
  }
  try {
    const listener = listen({ port, host, fetch: mock.fetch })
    const name = !host || host === '0.0.0.0' || host === '::' ? 'localhost' : host
    return {
      url: `http://${name}:${listener.port}`,
      port: listener.port,
      stop() {
        end()
        return listener.stop()
      },
    }
  } catch (error) {
    end()
    throw error
  }
}
