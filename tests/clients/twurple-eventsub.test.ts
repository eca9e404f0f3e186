import { afterEach, expect, setDefaultTimeout, test } from 'bun:test'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { ApiClient } from '@twurple/api'
import { AppTokenAuthProvider, StaticAuthProvider } from '@twurple/auth'
import { EventSubMiddleware } from '@twurple/eventsub-http'
import { EventSubWsListener } from '@twurple/eventsub-ws'
import { emptyHome, startMock } from '../support/binary.ts'
import { certificate } from '../support/certificate.ts'
import { Remote, until } from '../support/units.ts'

/**
 * The EventSub listeners of a real client library against the compiled server, in the mode that they have for mocks.
 */

setDefaultTimeout(30_000)

const scopes = [
  'channel:manage:polls',
  'channel:moderate',
  'channel:manage:redemptions',
  'moderator:read:followers',
  'moderator:manage:banned_users',
  'channel:manage:broadcast',
]

const closing: (() => unknown)[] = []

afterEach(async () => {
  delete process.env.TWURPLE_MOCK_API_PORT
  for (const close of closing.splice(0)) await close()
})

async function world() {
  const mock = await startMock(emptyHome(), '--db', ':memory:')
  const remote = await Remote.of(mock)
  process.env.TWURPLE_MOCK_API_PORT = remote.port
  const broadcaster = remote.users[0]!
  const token = await remote.userToken(broadcaster.id, scopes)
  const userClient = new ApiClient({ authProvider: new StaticAuthProvider(remote.clientId, token, scopes) })
  return { remote, broadcaster, token, userClient }
}

type World = Awaited<ReturnType<typeof world>>

/** What both listeners can tell: polls, bans, redemptions, follows. Each event is written down in a few words. */
function listenTo(listener: EventSubWsListener | EventSubMiddleware, { broadcaster: { id } }: World) {
  const heard: string[] = []
  listener.onChannelPollBegin(id, ({ title }) => heard.push(`poll begins: ${title}`))
  listener.onChannelPollEnd(id, ({ status }) => heard.push(`poll ends: ${status}`))
  listener.onChannelBan(id, ({ userId, isPermanent }) => heard.push(`ban: ${userId} ${isPermanent}`))
  listener.onChannelRedemptionAdd(id, ({ userId, rewardTitle }) =>
    heard.push(`redemption: ${userId} ${rewardTitle}`),
  )
  listener.onChannelFollow(id, id, ({ userId }) => heard.push(`follow: ${userId}`))
  return heard
}

/** Lets each of them happen; returns what is to be heard. */
async function act({ remote, broadcaster: { id }, token, userClient }: World): Promise<string[]> {
  const heads = { title: 'Heads?', choices: ['Yes', 'No'], duration: 60 }
  const running = await userClient.polls.createPoll(id, heads)
  await userClient.polls.endPoll(id, running.id, false)
  const { data: follows } = await remote.helix(token, 'GET', `/channels/followers?broadcaster_id=${id}`)
  const followers = new Set(follows.map(({ user_id }: { user_id: string }) => user_id))
  const fan = remote.users.find((user) => user.id !== id && !followers.has(user.id))
  const [viewer, troll] = [remote.users[1]!, remote.users[2]!]
  const user_id = fan?.id ?? viewer.id
  if (!fan) await fetch(`${remote.url}/units/follows/${id}:${user_id}`, { method: 'DELETE' })
  await remote.unit('follows', { broadcaster_id: id, user_id })
  const reward = await userClient.channelPoints.createCustomReward(id, {
    title: 'Say hello to my parrot',
    cost: 1,
  })
  await remote.unit('redemptions', { broadcaster_id: id, user_id: viewer.id, reward_id: reward.id })
  await userClient.asUser(id, async ({ moderation }) => {
    await moderation.unbanUser(id, troll.id).catch(() => {})
    await moderation.banUser(id, { user: troll.id, reason: 'spoilers' })
  })
  return [
    'poll begins: Heads?',
    'poll ends: archived',
    `follow: ${user_id}`,
    `redemption: ${viewer.id} Say hello to my parrot`,
    `ban: ${troll.id} true`,
  ]
}

test("twurple's WebSocket listener hears a poll, a follow, a redemption and a ban", async () => {
  const its = await world()
  // The published listeners are a version behind the API client.
  const listener = new EventSubWsListener({ apiClient: its.userClient as never })
  closing.push(() => listener.stop())
  const failures: string[] = []
  let ready = 0
  listener.onSubscriptionCreateSuccess(() => ready++)
  listener.onSubscriptionCreateFailure((_, error) => failures.push(error.message))
  const heard = listenTo(listener, its)
  listener.start()
  await until(() => ready + failures.length === 5, 'the subscriptions')
  expect(failures).toEqual([])
  const expected = await act(its)
  await until(() => heard.length >= expected.length, 'what is to be heard')
  expect(heard).toEqual(expected)
})

/** The middleware, in TLS of its own making. */
async function listeningMiddleware(its: World) {
  const handlers: Record<
    string,
    (
      request: IncomingMessage & { params: object },
      response: ServerResponse,
      next: (error: unknown) => void,
    ) => void
  > = {}
  const server = createServer(certificate, (request, response) => {
    const [, id] = /^\/hooks\/event\/([^/]+)$/.exec(request.url ?? '') ?? []
    const handle = handlers['/hooks/event/:id']
    if (id && handle)
      handle(Object.assign(request, { params: { id } }), response, (error) => failures.push(String(error)))
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const { port } = server.address() as AddressInfo
  const failures: string[] = []
  const appClient = new ApiClient({
    authProvider: new AppTokenAuthProvider(its.remote.clientId, its.remote.clientSecret),
  })
  const middleware = new EventSubMiddleware({
    apiClient: appClient as never,
    hostName: `localhost:${port}`,
    pathPrefix: 'hooks',
    secret: 'a secret of the middleware',
  })
  // The two words of Express that it speaks.
  middleware.apply({
    post: (path: string, handler: never) => {
      handlers[path] = handler
    },
    get() {},
  } as never)
  let verified = 0
  middleware.onVerify((success) => success && verified++)
  middleware.onSubscriptionCreateFailure((_, error) => failures.push(error.message))
  await middleware.markAsReady()
  return { middleware, failures, verified: () => verified }
}

test("twurple's webhook middleware hears them, too, in TLS of its own making", async () => {
  const its = await world()
  const { middleware, failures, verified } = await listeningMiddleware(its)
  const heard = listenTo(middleware, its)
  await until(() => verified() + failures.length === 5, 'the verifications')
  expect(failures).toEqual([])
  const expected = await act(its)
  await until(() => heard.length >= expected.length, 'what is to be heard')
  expect(heard.sort()).toEqual(expected.sort())
})

/** A listener of one type, once it is subscribed: what it hears, and how often it has subscribed. */
async function listening(its: World) {
  const listener = new EventSubWsListener({ apiClient: its.userClient as never })
  closing.push(() => listener.stop())
  const heard: string[] = []
  let subscribed = 0
  listener.onSubscriptionCreateSuccess(() => subscribed++)
  listener.onChannelUpdate(its.broadcaster.id, ({ streamTitle }) => heard.push(streamTitle))
  listener.start()
  await until(() => subscribed === 1, 'the subscription')
  return { heard, subscribed: () => subscribed }
}

const rename = ({ userClient, broadcaster: { id } }: World, title: string) =>
  userClient.channels.updateChannelInfo(id, { title })

test("twurple's WebSocket listener loses and doubles nothing when it is asked to reconnect", async () => {
  const its = await world()
  const { heard, subscribed } = await listening(its)
  await its.remote.unit('faults', {
    times: 3,
    match: { type: 'channel.update' },
    effect: { name: 'session_reconnect' },
  })
  const titles = ['One', 'Two', 'Three', 'Four', 'Five']
  for (const title of titles) {
    await rename(its, title)
    await until(() => heard.at(-1) === title, title)
  }
  expect([heard, subscribed()]).toEqual([titles, 1])
})

test("twurple's WebSocket listener comes back when the server falls silent", async () => {
  const its = await world()
  const { heard, subscribed } = await listening(its)
  await rename(its, 'One')
  await its.remote.unit('faults', { effect: { name: 'no_keepalive' } })
  await until(() => subscribed() === 2, 'the second subscription', 20_000)
  await rename(its, 'Two')
  await until(() => heard.length === 2, 'the second event')
  expect(heard).toEqual(['One', 'Two'])
})

test("twurple's webhook middleware refuses a wrong signature, and hears each event once", async () => {
  const its = await world()
  const { middleware, failures, verified } = await listeningMiddleware(its)
  const heard: string[] = []
  middleware.onChannelUpdate(its.broadcaster.id, ({ streamTitle }) => heard.push(streamTitle))
  await until(() => verified() + failures.length === 1, 'the verification')
  await its.remote.unit('faults', {
    times: 1,
    match: { transport: 'webhook' },
    effect: { name: 'wrong_signature' },
  })
  await its.remote.unit('faults', {
    times: 1,
    match: { transport: 'webhook' },
    effect: { name: 'duplicate' },
  })
  await rename(its, 'Forged')
  await until(() => heard.length === 1, 'the second attempt')
  await rename(its, 'Twice')
  await until(() => heard.length === 2, 'the first of two')
  const delivered = (): Promise<Told[]> =>
    its.remote.list('deliveries?message_type=notification&status=delivered')
  await until(async () => (await delivered()).length === 2, 'both answers')
  const data = await delivered()
  expect(heard).toEqual(['Forged', 'Twice'])
  expect(data.map(({ fault, attempts }) => [fault, attempts.map(({ status }) => status)])).toEqual([
    ['1', [410, 202]],
    ['2', [202]],
  ])
})

test("twurple's webhook middleware refuses what is older than ten minutes", async () => {
  const its = await world()
  const { middleware, failures, verified } = await listeningMiddleware(its)
  const heard: string[] = []
  middleware.onChannelUpdate(its.broadcaster.id, ({ streamTitle }) => heard.push(streamTitle))
  await until(() => verified() + failures.length === 1, 'the verification')
  await its.remote.unit('faults', { times: 1, effect: { name: 'old_timestamp' } })
  await rename(its, 'Old')
  await rename(its, 'New')
  await until(() => heard.length === 1, 'the second event')
  const answered = { message_type: 'notification', status: 'delivered' }
  await its.remote.unit('deliveries/wait', { match: answered, count: 2 })
  expect(heard).toEqual(['New'])
})

test('a poll of 15 seconds is completed, and heard to be, within a second', async () => {
  const its = await world()
  const { broadcaster, userClient, remote } = its
  const listener = new EventSubWsListener({ apiClient: userClient as never })
  closing.push(() => listener.stop())
  const heard: string[] = []
  let isSubscribed = false
  listener.onSubscriptionCreateSuccess(() => {
    isSubscribed = true
  })
  listener.onChannelPollEnd(broadcaster.id, ({ status }) => heard.push(status))
  listener.start()
  await until(() => isSubscribed, 'the subscription')
  const began = performance.now()
  const wanted = { title: 'Heads?', choices: ['Yes', 'No'], duration: 15 }
  const { id } = await userClient.polls.createPoll(broadcaster.id, wanted)
  await remote.unit('clock', { advance: '15s', settle: true })
  await until(() => heard.length === 1, 'the end of the poll')
  const poll = await userClient.polls.getPollById(broadcaster.id, id)
  const duration = performance.now() - began
  expect([heard, poll?.status]).toEqual([['completed'], 'COMPLETED'])
  expect(duration).toBeLessThan(1000)
})

interface Told {
  fault: string
  attempts: { status: number }[]
}

test('twurple asks again after a 429', async () => {
  const its = await world()
  await its.remote.unit('faults', {
    times: 1,
    match: { operation: 'Get Users' },
    effect: { status: 429, retry_after: 1 },
  })
  const user = await its.userClient.users.getUserById(its.broadcaster.id)
  const data: { status: number }[] = await its.remote.list('requests?operation=Get%20Users')
  expect(user?.id).toBe(its.broadcaster.id)
  expect(data.map(({ status }) => status)).toEqual([429, 200])
})
