import { createServer, type IncomingMessage, request as requestHttp, type ServerResponse } from 'node:http'
import { request as requestHttps } from 'node:https'
import { connect, type Socket } from 'node:net'
import { hostInUrl } from '../lib/loopback.ts'
import { isOfTwitch, twitchHost } from '../twitch/hosts.ts'
import {
  type Address,
  type Destinations,
  destinationOf,
  standInFor,
  Unreachable,
  unreachable,
} from './destinations.ts'
import { join, type Open, open } from './listening.ts'

/** The options of the proxy. */
export interface ProxyOptions {
  destinations: Destinations
  /** Whether to let connections to hosts other than Twitch's through. */
  passthrough?: boolean
  /** Called with the host of each refused connection, and the reason. */
  onRefused?: (host: string, reason: string) => void
}

/**
 * An HTTP proxy through which programs reach the mock under the names of Twitch's hosts, and other hosts only with
 * `passthrough`.
 * Source: RFC 9110, 9.3.6
 *
 * @throws the system's error if it cannot listen
 */
export function listenAsProxy(options: ProxyOptions, at: Address): Promise<Open> {
  const server = createServer((request, response) => forward(options, request, response))
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) =>
    tunnel(options, request, socket, head),
  )
  server.on('upgrade', (_: IncomingMessage, socket: Socket) => {
    socket.end('HTTP/1.1 501 Not Implemented\r\nConnection: close\r\n\r\nAsk for a WebSocket by CONNECT.\n')
  })
  return open(server, at)
}

/** Handles CONNECT: passes the bytes of a connection on, whatever its protocol. */
function tunnel(options: ProxyOptions, { url = '' }: IncomingMessage, client: Socket, head: Buffer): void {
  client.on('error', () => client.destroy())
  const asked = addressOf(url)
  try {
    const target = connect(destinationOf(options.destinations, asked) ?? allowed(options, asked))
    target.once('connect', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      target.write(head)
      join(client, target)
    })
    target.once('error', (error) =>
      refuseTunnel(client, 502, `${asked.host} does not answer: ${error.message}`),
    )
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error
    options.onRefused?.(asked.host, error.message)
    refuseTunnel(client, 403, error.message)
  }
}

function refuseTunnel(client: Socket, status: 403 | 502, message: string): void {
  if (client.destroyed || !client.writable) return
  const phrase = status === 403 ? 'Forbidden' : 'Bad Gateway'
  const body = `${message}\n`
  client.end(
    `HTTP/1.1 ${status} ${phrase}\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

/** Forwards a request in absolute form; some clients also send https:// in this form, and leave TLS to the proxy. */
function forward(options: ProxyOptions, request: IncomingMessage, response: ServerResponse): void {
  const url = URL.parse(request.url ?? '')
  if (!url || !/^https?:$/.test(url.protocol)) {
    refuse(response, 400, 'This is a proxy: ask it for a URL such as https://api.twitch.tv/helix/users.')
    return
  }
  try {
    const host = url.hostname
    const standIn = twitchHost(host) && standInFor(options.destinations, host)
    if (!standIn) allowed(options, { host, port: Number(url.port) })
    const { method, headers } = request
    const { 'proxy-connection': _, 'proxy-authorization': __, ...kept } = headers
    const onward = { method, headers: { ...kept, host: url.host } }
    const send = !standIn && url.protocol === 'https:' ? requestHttps : requestHttp
    const target = standIn
      ? new URL(`http://${hostInUrl(standIn.host)}:${standIn.port}${url.pathname}${url.search}`)
      : url
    const forwarded = send(target, onward, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    forwarded.on('error', (error) => refuse(response, 502, `${host} does not answer: ${error.message}`))
    request.pipe(forwarded)
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error
    options.onRefused?.(url.hostname, error.message)
    refuse(response, 403, error.message)
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) response.destroy()
  else response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${message}\n`)
}

/** The address of a host other than Twitch's, if `passthrough` allows it. */
function allowed({ passthrough }: ProxyOptions, address: Address): Address {
  const { host } = address
  if (isOfTwitch(host)) throw unreachable('twitch', host)
  if (!passthrough) throw unreachable('other', host)
  return address
}

/** Parses the authority of a CONNECT, such as `api.twitch.tv:443`. */
function addressOf(authority: string): Address {
  const [, host = '', port = ''] = /^\[?([^\]]*?)\]?:(\d+)$/.exec(authority) ?? []
  return { host, port: Number(port) }
}
