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

test("twurple's webhook middleware hears them, too, in TLS of its own making", async () => {
  const its = await world()
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
  const heard = listenTo(middleware, its)
  await until(() => verified + failures.length === 5, 'the verifications')
  expect(failures).toEqual([])
  const expected = await act(its)
  await until(() => heard.length >= expected.length, 'what is to be heard')
  expect(heard.sort()).toEqual(expected.sort())
})
