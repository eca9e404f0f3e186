import { afterEach, expect, test } from 'bun:test'
import { ApiClient } from '@twurple/api'
import { AppTokenAuthProvider, StaticAuthProvider } from '@twurple/auth'
import { emptyHome, type RunningMock, startMock } from '../support/binary.ts'

/** A real client library against the compiled server, in the mode that it has for mock servers. */

afterEach(() => {
  delete process.env.TWURPLE_MOCK_API_PORT
})

async function json(mock: RunningMock, path: string, method = 'GET') {
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
  return (await fetch(mock.url + path, { method })).json() as Promise<any>
}

async function connect(mock: RunningMock, ...scopes: string[]) {
  process.env.TWURPLE_MOCK_API_PORT = new URL(mock.url).port
  const [{ ID, Secret }] = (await json(mock, '/units/clients')).data
  const users = (await json(mock, '/units/users')).data
  const credentials = `client_id=${ID}&client_secret=${Secret}`
  const grant = `grant_type=user_token&user_id=${users[0].id}&scope=${encodeURIComponent(scopes.join(' '))}`
  const { access_token } = await json(mock, `/auth/authorize?${credentials}&${grant}`, 'POST')
  const user = new ApiClient({ authProvider: new StaticAuthProvider(ID, access_token, scopes) })
  const app = new ApiClient({ authProvider: new AppTokenAuthProvider(ID, Secret) })
  return { user, app, users }
}

test('twurple lists users, runs a poll, and bans and unbans a user', async () => {
  const mock = await startMock(emptyHome(), '--db', ':memory:')
  const { user, app, users } = await connect(
    mock,
    'channel:manage:polls',
    'moderator:manage:banned_users',
    'moderation:read',
  )
  const [partner, , troll] = users

  const listed = await app.users.getUsersByIds(users.map(({ id }: { id: string }) => id))
  expect(listed.map(({ id, name }) => ({ id, name }))).toEqual(
    users.map(({ id, login }: { id: string; login: string }) => ({ id, name: login })),
  )

  const running = (await user.polls.getPolls(partner.id)).data.find(({ status }) => status === 'ACTIVE')
  if (running) await user.polls.endPoll(partner.id, running.id, false)
  const poll = await user.polls.createPoll(partner.id, {
    title: 'Heads?',
    choices: ['Yes', 'No'],
    duration: 60,
  })
  expect(poll).toMatchObject({ title: 'Heads?', status: 'ACTIVE', durationInSeconds: 60 })
  const ended = await user.polls.endPoll(partner.id, poll.id)
  expect(ended).toMatchObject({ id: poll.id, status: 'TERMINATED' })
  await expect(user.polls.endPoll(partner.id, poll.id)).rejects.toThrow('must be active')

  const bans = async () =>
    (await user.moderation.getBannedUsersPaginated(partner.id).getAll()).map(({ userId }) => userId)
  if ((await bans()).includes(troll.id)) {
    await user.asUser(partner.id, (as) => as.moderation.unbanUser(partner.id, troll.id))
  }
  const [ban] = await user.asUser(partner.id, (as) =>
    as.moderation.banUser(partner.id, { user: troll.id, reason: 'spoilers', duration: 600 }),
  )
  expect(ban).toMatchObject({ userId: troll.id, moderatorId: partner.id })
  expect(await bans()).toContain(troll.id)
  await user.asUser(partner.id, (as) => as.moderation.unbanUser(partner.id, troll.id))
  expect(await bans()).not.toContain(troll.id)

  expect((await mock.stop()).exitCode).toBe(0)
})

test('twurple walks through ten resources', async () => {
  const mock = await startMock(emptyHome(), '--db', ':memory:', '--seed', '1')
  const scopes = [
    'channel:manage:broadcast',
    'channel:manage:redemptions',
    'channel:manage:schedule',
    'channel:manage:vips',
    'channel:read:subscriptions',
    'clips:edit',
    'moderator:manage:chat_settings',
    'moderator:read:followers',
    'user:write:chat',
  ]
  const { user, app, users } = await connect(mock, ...scopes)
  const [{ id }] = users

  await user.channels.updateChannelInfo(id, { title: 'Ten resources', tags: ['Testing'] })
  expect(await app.channels.getChannelInfoById(id)).toMatchObject({
    title: 'Ten resources',
    tags: ['Testing'],
  })

  const followers = await user.channels.getChannelFollowers(id)
  expect(followers.total).toBe(followers.data.length)

  const vips = async () => (await user.channels.getVipsPaginated(id).getAll()).map((vip) => vip.id)
  for (const vip of await vips()) await user.channels.removeVip(id, vip)
  expect(await vips()).toEqual([])

  const reward = await user.channelPoints.createCustomReward(id, { title: 'Hydrate', cost: 100 })
  await user.channelPoints.updateCustomReward(id, reward.id, { isPaused: true })
  await user.channelPoints.updateCustomReward(id, reward.id, { isPaused: false })
  expect(await user.channelPoints.getCustomRewardById(id, reward.id)).toMatchObject({
    title: 'Hydrate',
    isPaused: false,
  })

  const stream = await app.streams.getStreamByUserId(id)
  expect(stream).toMatchObject({ userId: id, title: 'Ten resources', type: 'live' })

  const clip = await user.clips.createClip({ channel: id })
  expect(await app.clips.getClipById(clip)).toMatchObject({ id: clip, broadcasterId: id })

  const subscriptions = await user.subscriptions.getSubscriptions(id)
  expect(subscriptions.total).toBeGreaterThan(0)

  await user.asUser(id, (as) => as.chat.updateSettings(id, { slowModeEnabled: true, slowModeDelay: 30 }))
  expect(await app.chat.getSettings(id)).toMatchObject({ slowModeEnabled: true, slowModeDelay: 30 })

  const sent = await user.asUser(id, (as) => as.chat.sendChatMessage(id, 'Hello'))
  expect(sent).toMatchObject({ isSent: true })

  const segment = await user.schedule.createScheduleSegment(id, {
    startDate: new Date(Date.now() + 86_400_000).toISOString(),
    timezone: 'Europe/Berlin',
    duration: 60,
    isRecurring: false,
    title: 'Tomorrow',
  })
  const { data: schedule } = await app.schedule.getSchedule(id)
  expect(schedule.segments.map((planned) => planned.id)).toContain(segment.id)

  const games = await app.games.getTopGames()
  expect(games.data.length).toBeGreaterThan(0)
  expect((await mock.stop()).exitCode).toBe(0)
})
