import { afterAll, beforeEach, describe, expect, test } from 'bun:test'
import { createHmac } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { shortEventNames } from '../../src/twitch/event-names.ts'
import { eventSubTypes } from '../../src/twitch/eventsub.ts'
import { emptyHome, twitch } from '../support/binary.ts'

interface Received {
  headers: Headers
  body: string
}

const SECRET = '0123456789'
const received: Received[] = []
let answer: (body: string) => Response = () => new Response('thanks')
const receiver = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  async fetch(request) {
    const body = await request.text()
    received.push({ headers: request.headers, body })
    return answer(body)
  },
})
afterAll(() => receiver.stop(true))
const url = `http://127.0.0.1:${receiver.port}/hook?a=b`

beforeEach(() => {
  received.length = 0
  answer = () => new Response('thanks')
})

const event = (...args: string[]) => twitch(emptyHome(), 'event', ...args)
const forwarded = () => JSON.parse(received[0]!.body)

describe('twitch event trigger -F', () => {
  test('sends one signed webhook, and prints it and the answer', async () => {
    const args = ['subscribe', '-F', url, '-s', SECRET, '-t', '44635596', '-f', '1234', '--tier', '3000']
    const { exitCode, stdout, stderr } = await event('trigger', ...args, '--from-user-name', 'Somebody')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const { headers, body } = received[0]!
    expect(stdout).toBe(`✔ Request Sent. Received Status Code: 200\n✔ Server Said: thanks\n${body}\n`)
    const id = headers.get('twitch-eventsub-message-id')!
    const timestamp = headers.get('twitch-eventsub-message-timestamp')!
    const signature = createHmac('sha256', SECRET)
      .update(id + timestamp + body)
      .digest('hex')
    expect(headers.get('twitch-eventsub-message-signature')).toBe(`sha256=${signature}`)
    expect(headers.get('twitch-eventsub-message-type')).toBe('notification')
    expect(headers.get('twitch-eventsub-subscription-type')).toBe('channel.subscribe')
    expect(forwarded()).toEqual({
      subscription: {
        id: expect.any(String),
        status: 'enabled',
        type: 'channel.subscribe',
        version: '1',
        condition: { broadcaster_user_id: '44635596' },
        transport: { method: 'webhook', callback: url },
        created_at: expect.any(String),
        cost: 0,
      },
      event: {
        broadcaster_user_id: '44635596',
        broadcaster_user_login: 'testbroadcaster',
        broadcaster_user_name: 'testbroadcaster',
        user_id: '1234',
        user_login: 'somebody',
        user_name: 'Somebody',
        tier: '3000',
        is_gift: false,
      },
    })
  })

  test.each<[string[], object]>([
    [['cheer', '-C', '1000000000'], { bits: 1_000_000_000 }],
    [['cheer', '-C', '250', '-a'], { bits: 250, is_anonymous: true, user_id: null }],
    [['add-redemption', '-i', 'a', '-n', 'b', '-C', '3', '-S', 'fulfilled'], { status: 'fulfilled' }],
    [['add-redemption', '-i', 'a', '-n', 'b', '-C', '3'], { reward: { id: 'a', title: 'b', cost: 3 } }],
    [
      ['stream-change', '-d', 'Title', '-G', '7', '-n', 'Game'],
      { title: 'Title', category_id: '7', category_name: 'Game' },
    ],
    [['gift', '-f', '5'], { user_id: '5', is_gift: true }],
    [['subscribe', '-g', '5'], { user_id: '5', is_gift: true }],
    [['channel-gift', '-C', '3'], { total: 3 }],
    [['ban', '--ban-start', '2017-04-13T14:34:23'], { banned_at: '2017-04-13T14:34:23.000000000Z' }],
    [['raid', '-f', '5', '-t', '6'], { from_broadcaster_user_id: '5', to_broadcaster_user_id: '6' }],
    [['revoke', '--client-id', 'abc', '-f', '5'], { client_id: 'abc', user_id: '5' }],
    [['user-update', '-f', '5', '-d', 'me'], { user_id: '5', description: 'me' }],
    [['ban'], { is_permanent: true, ends_at: null }],
    [
      ['ban', '--timestamp', '2026-01-31T12:00:00Z', '--ban-end', '1d1h1m1s'],
      {
        banned_at: '2026-01-31T12:00:00.000000000Z',
        ends_at: '2026-02-01T13:01:01.000000000Z',
        is_permanent: false,
      },
    ],
    [
      ['charity-progress', '--charity-current-value', '5'],
      { current_amount: { value: 5, decimal_places: 2, currency: 'USD' } },
    ],
  ])('%j says so in the event', async (args, expected) => {
    expect((await event('trigger', ...args, '-F', url)).exitCode).toBe(0)
    expect(forwarded().event).toMatchObject(expected)
    expect(received[0]!.headers.has('twitch-eventsub-message-signature')).toBe(false)
  })

  test('takes the IDs, the status and the count that are given', async () => {
    const args = ['-u', 'sub', '-I', 'msg', '-r', 'user_removed', '-c', '2']
    expect((await event('fire', 'follow', ...args, '-F', url)).exitCode).toBe(0)
    expect(received.length).toBe(2)
    const { headers } = received[0]!
    expect(headers.get('twitch-eventsub-message-id')).toBe('msg')
    expect(headers.get('twitch-eventsub-message-type')).toBe('revocation')
    expect(forwarded()).toEqual({
      subscription: expect.objectContaining({ id: 'sub', status: 'user_removed' }),
    })
  })

  test('a user may do it to themselves, under one name', async () => {
    const args = ['follow', '-t', '5', '-f', '5', '--to-user-name', 'Somebody', '-F', url]
    expect((await event('trigger', ...args)).exitCode).toBe(0)
    expect(forwarded().event).toMatchObject({
      broadcaster_user_id: '5',
      broadcaster_user_name: 'Somebody',
      user_id: '5',
      user_name: 'Somebody',
    })
  })

  const TWO_NAMES = 'one user cannot have two names, nor two users one\n'
  test.each([
    [['-v', '9'], 'channel.follow has no version 9: it has 2\n'],
    [['-t', '5', '--to-user-name', 'One', '-f', '5', '--from-user-name', 'Other'], TWO_NAMES],
    [['-t', '5', '--to-user-name', 'One', '-f', '6', '--from-user-name', 'One'], TWO_NAMES],
  ])('refuses %j in one line', async (args, stderr) => {
    expect(await event('trigger', 'follow', '-F', url, ...args)).toEqual({ exitCode: 1, stdout: '', stderr })
    expect(received).toEqual([])
  })

  test('an answer that is no success is told, and an error if it has to be one', async () => {
    answer = () => new Response('no', { status: 403 })
    const said = '✗ Invalid response. Received Status Code: 403\n✗ Server Said: no\n'
    const told = await event('emit', 'follow', '-F', url)
    expect(told).toEqual({ exitCode: 0, stdout: `${said}${received[0]!.body}\n`, stderr: '' })
    expect(await event('emit', 'follow', '-F', url, '--fail', '--json')).toEqual({
      exitCode: 1,
      stdout: `${received[1]!.body}\n`,
      stderr: `${said}the receiver answered 403\n`,
    })
  })

  test('an answer that leads elsewhere is no success', async () => {
    answer = () => new Response('there', { status: 300 })
    const { exitCode, stderr } = await event('emit', 'follow', '-F', url, '--fail')
    expect([exitCode, stderr]).toEqual([1, 'the receiver answered 300\n'])
  })

  test('every type and every short name can be sent', async () => {
    const { writeMessage } = await import('../../src/mock/server/single-message.ts')
    for (const { type, version } of eventSubTypes) {
      const { message } = writeMessage({
        kind: 'notification',
        type,
        version,
        callback: url,
        broadcaster: {},
        viewer: {},
      })
      expect(JSON.parse(message.payload).subscription).toMatchObject({ type, version })
    }
    const known = eventSubTypes.map(({ type }) => type)
    expect(known).toEqual(expect.arrayContaining(Object.values(shortEventNames)))
  })
})

test('the last two hundred events are kept to be sent again', async () => {
  const home = emptyHome()
  await twitch(home, 'event', 'trigger', 'subscribe', '-F', url)
  const [file = ''] = new Bun.Glob('**/triggered-events.json').scanSync({
    cwd: home,
    absolute: true,
    dot: true,
  })
  const [sent] = await Bun.file(file).json()
  await Bun.write(file, JSON.stringify(Array.from({ length: 200 }, (_, n) => ({ ...sent, id: String(n) }))))
  await twitch(home, 'event', 'trigger', 'subscribe', '-F', url)
  const kept = await Bun.file(file).json()
  expect([kept.length, kept[0].id]).toEqual([200, '1'])
})

test('the settings hold the address and the secret, and an event is sent again', async () => {
  const home = emptyHome()
  const configured = await twitch(home, 'event', 'configure', '-F', url, '-s', SECRET)
  expect(configured).toEqual({ exitCode: 0, stdout: 'Updated configuration.\n', stderr: '' })
  const { stdout } = await twitch(home, 'event', 'trigger', 'cheer', '--json')
  const { id } = JSON.parse(stdout).subscription
  const again = await twitch(home, 'event', 'retrigger', '-i', id, '--json')
  expect(again).toMatchObject({ exitCode: 0, stdout })
  const [first, second] = received
  expect(second!.body).toBe(first!.body)
  expect(second!.headers.get('twitch-eventsub-message-id')).toBe(
    first!.headers.get('twitch-eventsub-message-id'),
  )
  expect(second!.headers.get('twitch-eventsub-message-signature')).toStartWith('sha256=')
  expect(await twitch(home, 'event', 'retrigger', '-i', id, '-D')).toMatchObject({
    exitCode: 1,
    stderr: 'no address is given: give -F, or run "twitch event configure -F URL"\n',
  })
})

test('an event is sent though nothing can be kept of it, and though what was kept is broken', async () => {
  const home = emptyHome()
  const kept = join(home, '.config/twitch-cli/triggered-events.json')
  mkdirSync(dirname(kept), { recursive: true })
  writeFileSync(kept, '{"broken')
  const trigger = () => twitch(home, 'event', 'trigger', 'cheer', '-F', url)
  expect(await trigger()).toMatchObject({ exitCode: 0, stderr: '' })
  rmSync(kept)
  mkdirSync(kept)
  expect(await trigger()).toMatchObject({
    exitCode: 0,
    stderr: `the event cannot be sent again: cannot write ${kept} (EISDIR)\n`,
  })
})

describe('twitch event verify-subscription', () => {
  const verify = () => event('verify', 'streamup', '-F', url, '-s', SECRET, '-b', '42')

  test('accepts the challenge as plain text', async () => {
    answer = (body) => new Response(JSON.parse(body).challenge)
    const { exitCode, stdout, stderr } = await verify()
    const { challenge, subscription } = forwarded()
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: `✔ Valid response. Received ${challenge} in body
✔ Valid content-type header. Received type text/plain;charset=utf-8
✔ Valid status code. Received status 200\n`,
      stderr: '',
    })
    expect(subscription).toMatchObject({
      type: 'stream.online',
      status: 'webhook_callback_verification_pending',
      condition: { broadcaster_user_id: '42' },
    })
    expect(received[0]!.headers.get('twitch-eventsub-message-type')).toBe('webhook_callback_verification')
  })

  test('tells of all that is wrong', async () => {
    answer = () => Response.json('no', { status: 500 })
    const { exitCode, stdout, stderr } = await verify()
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 1,
      stdout: `✗ Invalid response. Received "no" in body, expected ${forwarded().challenge}
✗ Invalid content-type header. Received type application/json;charset=utf-8, expected text/plain
✗ Invalid status code. Received status 500, expected a 2XX status\n`,
      stderr: 'the receiver would not be verified\n',
    })
  })

  test('shows no more than the beginning of a long answer', async () => {
    answer = () => new Response(`${'a'.repeat(200)}b`)
    const { stdout } = await verify()
    const [first] = stdout.split('\n')
    expect(first).toBe(
      `✗ Invalid response. Received ${'a'.repeat(200)} in body, expected ${forwarded().challenge}`,
    )
  })
})
