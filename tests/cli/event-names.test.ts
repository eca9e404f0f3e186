import { expect, test } from 'bun:test'
import { typeOf } from '../../src/cli/event/type.ts'
import { shortEventNames } from '../../src/twitch/event-names.ts'
import { eventSubTypeNames } from '../../src/twitch/eventsub.ts'

test('every short name is the name of a subscription type', () => {
  expect(Object.values(shortEventNames).filter((type) => !eventSubTypeNames.includes(type as never))).toEqual(
    [],
  )
})

/** The aliases of the official docs/event.md, with its events. */
test.each([
  ['ban', 'channel.ban'],
  ['add-reward', 'channel.channel_points_custom_reward.add'],
  ['remove-reward', 'channel.channel_points_custom_reward.remove'],
  ['update-reward', 'channel.channel_points_custom_reward.update'],
  ['add-redemption', 'channel.channel_points_custom_reward_redemption.add'],
  ['add-update', 'channel.channel_points_custom_reward_redemption.update'],
  ['charity-donate', 'channel.charity_campaign.donate'],
  ['charity-progress', 'channel.charity_campaign.progress'],
  ['charity-start', 'channel.charity_campaign.start'],
  ['charity-stop', 'channel.charity_campaign.stop'],
  ['cheer', 'channel.cheer'],
  ['follow', 'channel.follow'],
  ['goal-begin', 'channel.goal.begin'],
  ['goal-end', 'channel.goal.end'],
  ['goal-progress', 'channel.goal.progress'],
  ['hype-train-begin', 'channel.hype_train.begin'],
  ['hype-train-end', 'channel.hype_train.end'],
  ['hype-train-progress', 'channel.hype_train.progress'],
  ['add-moderator', 'channel.moderator.add'],
  ['remove-moderator', 'channel.moderator.remove'],
  ['poll-begin', 'channel.poll.begin'],
  ['poll-end', 'channel.poll.end'],
  ['poll-progress', 'channel.poll.progress'],
  ['prediction-begin', 'channel.prediction.begin'],
  ['prediction-end', 'channel.prediction.end'],
  ['prediction-lock', 'channel.prediction.lock'],
  ['prediction-progress', 'channel.prediction.progress'],
  ['raid', 'channel.raid'],
  ['shield-mode-begin', 'channel.shield_mode.begin'],
  ['shield-mode-end', 'channel.shield_mode.end'],
  ['shoutout-create', 'channel.shoutout.create'],
  ['shoutout-received', 'channel.shoutout.receive'],
  ['subscribe', 'channel.subscribe'],
  ['gift', 'channel.subscribe'],
  ['unsubscribe', 'channel.subscription.end'],
  ['channel-gift', 'channel.subscription.gift'],
  ['subscribe-message', 'channel.subscription.message'],
  ['unban', 'channel.unban'],
  ['stream-change', 'channel.update'],
  ['drop', 'drop.entitlement.grant'],
  ['transaction', 'extension.bits_transaction.create'],
  ['streamdown', 'stream.offline'],
  ['streamup', 'stream.online'],
  ['grant', 'user.authorization.grant'],
  ['revoke', 'user.authorization.revoke'],
])('%s is %s', (name, type) => {
  expect(typeOf(name)).toBe(type)
  expect(typeOf(type)).toBe(type)
})
