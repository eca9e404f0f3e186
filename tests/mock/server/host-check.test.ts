import { expect, test } from 'bun:test'
import { hostOf, refusalOfHost } from '../../../src/mock/server/host-check.ts'

const asked = (host: string) => refusalOfHost(hostOf(new Request('http://localhost/', { headers: { host } })))

test.each(['localhost', 'localhost:8080', 'LOCALHOST', '127.0.0.1:1', '[::1]:8080'])(
  '%s is this machine',
  (host) => {
    expect(asked(host)).toBeUndefined()
  },
)

test('another name is refused, and named without its port', async () => {
  expect(await asked('Evil.example:8080')!.json()).toEqual({
    error: 'Forbidden',
    status: 403,
    message:
      'This server answers to localhost, not to "evil.example": start it with --host to serve other names.',
  })
})
