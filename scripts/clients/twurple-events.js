import assert from 'node:assert/strict'
import { broadcaster, check, other, remote, url, viewer } from './check.js'
import { until } from './support/units.js'

/** What both of twurple's listeners are asked: polls, follows, redemptions, bans, and the end of a subscription. */

export const scopes = [
  'channel:manage:polls',
  'channel:moderate',
  'channel:manage:redemptions',
  'moderator:read:followers',
  'moderator:manage:banned_users',
]
export const token = await remote.userToken(broadcaster.id, scopes)
const { id } = broadcaster

export async function checkEvents(listener, ready) {
  const heard = []
  const failures = []
  const subscriptions = []
  const listened = () => [
    listener.onChannelPollBegin(id, ({ title }) => heard.push(`poll begins: ${title}`)),
    listener.onChannelPollEnd(id, ({ status }) => heard.push(`poll ends: ${status}`)),
    listener.onChannelBan(id, ({ userId }) => heard.push(`ban: ${userId}`)),
    listener.onChannelRedemptionAdd(id, ({ userId }) => heard.push(`redemption: ${userId}`)),
    listener.onChannelFollow(id, id, ({ userId }) => heard.push(`follow: ${userId}`)),
  ]
  listener.onSubscriptionCreateFailure((_, error) => failures.push(error.message))
  const revoked = []
  listener.onRevoke((_, status) => revoked.push(status))

  await check('subscriptions are made', async () => {
    subscriptions.push(...listened())
    await until(() => ready() + failures.length === subscriptions.length, 'the subscriptions')
    assert.deepEqual(failures, [])
  })
  await check('a poll', async () => {
    const { data } = await remote.helix(token, 'GET', `/polls?broadcaster_id=${id}`)
    for (const poll of data.filter(({ status }) => status === 'ACTIVE'))
      await remote.helix(token, 'PATCH', '/polls', { broadcaster_id: id, id: poll.id, status: 'TERMINATED' })
    heard.length = 0
    const choices = [{ title: 'Yes' }, { title: 'No' }]
    const body = { broadcaster_id: id, title: 'Heads?', choices, duration: 60 }
    const [poll] = (await remote.helix(token, 'POST', '/polls', body)).data
    await remote.helix(token, 'PATCH', '/polls', { broadcaster_id: id, id: poll.id, status: 'TERMINATED' })
    await until(
      () => heard.includes('poll ends: terminated') && heard.includes('poll begins: Heads?'),
      'the poll',
    )
  })
  await check('a follow', async () => {
    const fan = await remote.unit('users', { login: 'a_fan' })
    await remote.unit('follows', { broadcaster_id: id, user_id: fan.id })
    await until(() => heard.includes(`follow: ${fan.id}`), 'the follow')
  })
  await check('a redemption', async () => {
    const [reward] = (
      await remote.helix(token, 'POST', `/channel_points/custom_rewards?broadcaster_id=${id}`, {
        title: 'A parrot',
        cost: 1,
      })
    ).data
    await remote.unit('redemptions', { broadcaster_id: id, user_id: viewer.id, reward_id: reward.id })
    await until(() => heard.includes(`redemption: ${viewer.id}`), 'the redemption')
  })
  await check('a ban', async () => {
    const by = `broadcaster_id=${id}&moderator_id=${id}`
    await remote.helix(token, 'DELETE', `/moderation/bans?${by}&user_id=${other.id}`).catch(() => {})
    await remote.helix(token, 'POST', `/moderation/bans?${by}`, { data: { user_id: other.id } })
    await until(() => heard.includes(`ban: ${other.id}`), 'the ban')
  })
  return { heard, revoked, url }
}
