import { Milliseconds, shifted } from '../../engine/time.ts'
import { exampleMessage } from './chat.ts'
import type { ExampleContext } from './core/events.ts'
import { exampleBan, exampleRequest } from './moderation.ts'
import {
  type Action,
  appointing,
  banning,
  deleting,
  listing,
  raiding,
  resolving,
  unbanning,
  unraiding,
  warned,
} from './moderator-action-sources.ts'
import { exampleRaid } from './raids.ts'

type ExampleAction = (context: ExampleContext) => Action

/** An action of every kind. */
export const exampleActions: Readonly<Record<string, ExampleAction>> = {
  ban: (context) => banning(context.store, { ...exampleBan(context), expires_at: '' }),
  timeout: (context) => banning(context.store, { ...exampleBan(context), expires_at: inTenMinutes(context) }),
  unban: (context) => unbanning(context.store, { ...exampleBan(context), expires_at: '' }),
  untimeout: (context) =>
    unbanning(context.store, { ...exampleBan(context), expires_at: inTenMinutes(context) }),
  clear: plain('clear'),
  emoteonly: plain('emoteonly'),
  emoteonlyoff: plain('emoteonlyoff'),
  followers: plain('followers', { followers: { follow_duration_minutes: 10 } }),
  followersoff: plain('followersoff'),
  slow: plain('slow', { slow: { wait_time_seconds: 30 } }),
  slowoff: plain('slowoff'),
  subscribers: plain('subscribers'),
  subscribersoff: plain('subscribersoff'),
  uniquechat: plain('uniquechat'),
  uniquechatoff: plain('uniquechatoff'),
  raid: (context) => raiding(context.store, exampleRaid(context)),
  unraid: (context) => unraiding(context.store, exampleRaid(context)),
  delete: (context) => deleting(context.store, exampleMessage(context), context.moderator_id),
  mod: appointment('mod'),
  unmod: appointment('unmod'),
  vip: appointment('vip'),
  unvip: appointment('unvip'),
  add_blocked_term: terms('add_blocked'),
  add_permitted_term: terms('add_permitted'),
  remove_blocked_term: terms('remove_blocked'),
  remove_permitted_term: terms('remove_permitted'),
  approve_unban_request: resolution('approved'),
  deny_unban_request: resolution('denied'),
  warn: (context) => warned(context.store, { ...context, reason: 'Please stay on topic.' }),
}

function plain(action: string, about?: Action['about']): ExampleAction {
  return ({ broadcaster_id, moderator_id }) => ({
    broadcaster_id,
    moderator_id,
    action,
    ...(about && { about }),
  })
}

function appointment(action: Parameters<typeof appointing>[1]): ExampleAction {
  return (context) => appointing(context.store, action, context)
}

function resolution(status: 'approved' | 'denied'): ExampleAction {
  return (context) => {
    const { moderator_id } = context
    return resolving(context.store, { ...exampleRequest(context), moderator_id, status })
  }
}

function terms(action: Parameters<typeof listing>[0]['action']): ExampleAction {
  return ({ broadcaster_id, moderator_id }) =>
    listing({ broadcaster_id, moderator_id, action, terms: ['spoiler'], from_automod: false })
}

const inTenMinutes = ({ at }: ExampleContext) => shifted(at, 10 * Milliseconds.minute).toISOString()
