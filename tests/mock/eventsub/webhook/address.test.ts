import { describe, expect, test } from 'bun:test'
import { addressesOf, CallbackRefused } from '../../../../src/mock/eventsub/webhook/address.ts'

const allowed =
  (...hosts: string[]) =>
  (host: string) =>
    hosts.includes(host)
const leadingTo = (address: string) => async () => [address]

describe('addressesOf()', () => {
  test.each([
    ['http://localhost:3000', ['127.0.0.1', '::1']],
    ['http://app.localhost', ['127.0.0.1', '::1']],
    ['http://127.0.0.2', ['127.0.0.2']],
    ['http://[::1]', ['::1']],
  ])('%s is this machine, whatever the resolver says', async (url, addresses) => {
    expect(await addressesOf(new URL(url), allowed(), leadingTo('192.0.2.1'))).toEqual(addresses)
  })

  test('a host that is allowed leads to the public network', async () => {
    const found = await addressesOf(
      new URL('https://example.com'),
      allowed('example.com'),
      leadingTo('93.184.215.14'),
    )
    expect(found).toEqual(['93.184.215.14'])
  })

  test('a host that is not allowed is not even resolved', async () => {
    const resolve = () => Promise.reject(new Error('resolved'))
    await expect(addressesOf(new URL('https://example.com'), allowed(), resolve)).rejects.toThrow(
      CallbackRefused,
    )
  })

  test.each([
    '127.0.0.1',
    '10.0.0.1',
    '100.64.0.1',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.1.1',
    '0.0.0.0',
    '224.0.0.1',
    '::1',
    '::',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    'fd00::1',
    'fe80::1',
  ])('a host that is allowed must not lead to %s', async (address) => {
    const url = new URL('https://rebound.example')
    await expect(addressesOf(url, allowed('rebound.example'), leadingTo(address))).rejects.toThrow(
      CallbackRefused,
    )
    const both = allowed('rebound.example', address)
    expect(await addressesOf(url, both, leadingTo(address))).toEqual([address])
  })

  test.each(['bot:3000', 'bot'])(
    'a host that is allowed as %s may lead to a private address',
    async (host) => {
      const url = new URL('http://bot:3000')
      expect(await addressesOf(url, allowed(host), leadingTo('172.18.0.3'))).toEqual(['172.18.0.3'])
    },
  )
})
