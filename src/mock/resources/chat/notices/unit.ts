import type { Store } from '../../../engine/store.ts'
import { t } from '../../../http/schema.ts'
import type { Resource } from '../../resource.ts'
import { both, creates, requireUsers, type Units } from '../../unit.ts'
import { findUser } from '../../users/store.ts'
import { noticeCauses } from './sources.ts'
import { createNotice, keepNotice, type NoticeKind, noticeUnits, tables } from './store.ts'

interface Causable {
  sentence: string
  details: Readonly<Record<string, unknown>>
}

/** The notices that no operation of Helix causes, with their default details. */
const causable = {
  watch_streak: {
    sentence: 'watched 5 consecutive streams and sparked a watch streak!',
    details: { streak_count: 5, channel_points_awarded: 450 },
  },
  modiversary: { sentence: 'has been a moderator for 12 months!', details: { months: 12 } },
  bits_badge_tier: { sentence: 'just earned a new 1K Bits badge!', details: { tier: 1000 } },
  gift_paid_upgrade: {
    sentence: 'is continuing the Gift Sub they got!',
    details: {
      gifter_is_anonymous: true,
      gifter_user_id: null,
      gifter_user_login: null,
      gifter_user_name: null,
    },
  },
  prime_paid_upgrade: {
    sentence: 'converted from a Prime sub to a Tier 1 sub!',
    details: { sub_tier: '1000' },
  },
  pay_it_forward: {
    sentence: 'is paying forward the Gift they got!',
    details: {
      gifter_is_anonymous: true,
      gifter_user_id: null,
      gifter_user_login: null,
      gifter_user_name: null,
      recipient_user_id: null,
      recipient_user_login: null,
      recipient_user_name: null,
    },
  },
  unknown: { sentence: 'did something new.', details: {} },
} satisfies { [kind in NoticeKind]?: Causable }

const kinds = Object.keys(causable) as (keyof typeof causable)[]

/** The units of chat notices. */
const units: Units = {
  chat_notices: {
    description:
      'Notices in chats: subscriptions, gifts, raids, donations, and what no operation causes, such as watch streaks.',
    rows: () => noticeUnits,
    create: creates(
      'Say a notice in a chat: channel.chat.notification, and USERNOTICE',
      {
        ...both,
        notice_type: t.Enum(kinds),
        details: t.Optional(
          t.Record(t.String(), t.Unknown(), {
            description: "Members of the notice's block that are to be as given",
          }),
        ),
        system_message: t.Optional(t.String()),
        text: t.Optional(t.String({ maxLength: 500, description: 'What the user says with it' })),
      },
      (store, { broadcaster_id, user_id, notice_type: kind, details, text, ...said }) => {
        requireUsers(store, broadcaster_id, user_id)
        const { sentence, details: usual } = causable[kind]
        const system_message = said.system_message ?? `${findUser(store, user_id)?.display_name} ${sentence}`
        return createNotice(store, {
          broadcaster_id,
          user_id,
          kind,
          details: { ...usual, ...details },
          system_message,
          ...(text && { text }),
        })
      },
    ),
  },
}

/** Stores notices as they are emitted, except announcements, which are chat messages, and notices stored already. */
function timers(store: Store): void {
  for (const { name, noticesOf } of noticeCauses) {
    if (name === 'chat.message' || name === 'chat.notice') continue
    store.beforeCommit(name, (payload, at) => {
      for (const notice of noticesOf(store, payload, at)) keepNotice(store, notice, at)
    })
  }
}

/** The resource of chat notices, which has no operations in Helix. */
export const chatNotices: Resource = { tables, units, timers }
