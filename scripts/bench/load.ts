/** A load of one kind of request over several kept-alive connections, each waiting for its answer before the next. */
export interface Load {
  port: number
  /** The nth request, after the answer to the connection's last one: method and path, and a body for writes. */
  request: (n: number, answer: string) => { method?: string; path: string; body?: object }
  headers: Record<string, string>
  /** Milliseconds. */
  duration: number
  connections?: number
}

export interface Measured {
  perSecond: number
  /** Milliseconds that 99 of 100 requests took at the most. */
  p99: number
  failures: number
}

/** Plain sockets, since an HTTP client would cost more than the servers that are measured. */
export async function measure({
  port,
  request,
  headers,
  duration,
  connections = 16,
}: Load): Promise<Measured> {
  const times: number[] = []
  let failures = 0
  let sent = 0
  const common = Object.entries({ Host: `127.0.0.1:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  const next = (answer: string) => {
    const { method = 'GET', path, body } = request(sent++, answer)
    const text = body ? JSON.stringify(body) : ''
    const length = body ? `Content-Length: ${Buffer.byteLength(text)}\r\n` : ''
    return `${method} ${path} HTTP/1.1\r\n${common.join('')}${length}\r\n${text}`
  }
  const end = performance.now() + duration
  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, () => connection()))
  const seconds = (performance.now() - began) / 1000
  times.sort((a, b) => a - b)
  return {
    perSecond: times.length / seconds,
    p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
    failures,
  }

  function connection(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    let received = ''
    let asked = 0
    const ask = (socket: { write(text: string): number; end(): void }, answer: string) => {
      asked = performance.now()
      if (asked >= end) return socket.end()
      socket.write(next(answer))
    }
    Bun.connect({
      hostname: '127.0.0.1',
      port,
      socket: {
        open: (socket) => ask(socket, ''),
        close: () => resolve(),
        error: (_, error) => reject(error),
        data(socket, bytes) {
          received += bytes.toString('latin1')
          const size = answerSize(received)
          if (size === undefined || received.length < size) return
          times.push(performance.now() - asked)
          if (!/^HTTP\/1\.1 2/.test(received)) failures++
          const answer = received.slice(received.indexOf('\r\n\r\n') + 4)
          received = ''
          ask(socket, answer)
        },
      },
    }).catch(reject)
    return promise
  }
}

function answerSize(text: string): number | undefined {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return undefined
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head))
  return head + 4 + Number(length?.[1] ?? 0)
}
