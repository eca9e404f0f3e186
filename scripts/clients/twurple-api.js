import assert from 'node:assert/strict'
import { ApiClient } from '@twurple/api'
import { AppTokenAuthProvider, StaticAuthProvider } from '@twurple/auth'
import { broadcaster, check, end, other, remote } from './check.js'

const scopes = [
  'channel:manage:polls',
  'moderator:manage:banned_users',
  'moderation:read',
  'channel:manage:broadcast',
]
const token = await remote.userToken(broadcaster.id, scopes)
const user = new ApiClient({ authProvider: new StaticAuthProvider(remote.clientId, token, scopes) })
const app = new ApiClient({ authProvider: new AppTokenAuthProvider(remote.clientId, remote.clientSecret) })
const channel = broadcaster.id

await check('users by ID and by name', async () => {
  const ids = remote.users.map(({ id }) => id)
  assert.deepEqual(
    (await app.users.getUsersByIds(ids)).map(({ id }) => id),
    ids,
  )
  assert.equal((await app.users.getUserByName(broadcaster.login)).id, channel)
})
await check('a channel is changed', async () => {
  await user.channels.updateChannelInfo(channel, { title: 'Another title', tags: ['One', 'Two'] })
  const { title, tags } = await user.channels.getChannelInfoById(channel)
  assert.deepEqual({ title, tags }, { title: 'Another title', tags: ['One', 'Two'] })
})
await check('a poll is run', async () => {
  const { data } = await user.polls.getPolls(channel)
  for (const { id, status } of data) if (status === 'ACTIVE') await user.polls.endPoll(channel, id, false)
  const poll = await user.polls.createPoll(channel, { title: 'Heads?', choices: ['Yes', 'No'], duration: 60 })
  assert.equal((await user.polls.endPoll(channel, poll.id)).status, 'TERMINATED')
})
await check('a user is banned and unbanned', async () => {
  const banned = async () =>
    (await user.moderation.getBannedUsersPaginated(channel).getAll()).map(({ userId }) => userId)
  const before = await banned()
  await user.asUser(channel, async (as) => {
    if (before.includes(other.id)) await as.moderation.unbanUser(channel, other.id)
    await as.moderation.banUser(channel, { user: other.id, reason: 'spoilers' })
    assert((await banned()).includes(other.id))
    await as.moderation.unbanUser(channel, other.id)
    assert(!(await banned()).includes(other.id))
  })
})
await check('pages are walked', async () => {
  const streams = await app.streams.getStreamsPaginated().getAll()
  assert.equal(new Set(streams.map(({ id }) => id)).size, streams.length)
  assert(streams.length > 0)
})
await check('a refusal is told', async () => {
  await assert.rejects(app.polls.getPolls(other.id), /401|user access token|scope/i)
  assert.equal(await app.users.getUserById('0'), null)
})
end()
