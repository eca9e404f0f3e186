import { requireUser } from '../../access/requirements.ts'
import type { Store } from '../../engine/store.ts'
import { Milliseconds } from '../../engine/time.ts'
import { badRequest, forbidden, notFound, tooManyRequests, unauthorized } from '../../http/errors.ts'
import { numericId } from '../../http/ids.ts'
import { t } from '../../http/schema.ts'
import { body, query } from '../../http/validation.ts'
import { findFollow } from '../channels/follows/store.ts'
import type { Resource } from '../resource.ts'
import { isBlocked } from '../users/blocks/store.ts'
import { seedWhispers } from './seed.ts'
import {
  countOtherReceivers,
  countWhispers,
  findWhisperSettings,
  hasWhispered,
  sendWhisper,
  tables,
  type Whisper,
  type WhisperSettings,
} from './store.ts'

type Pair = Pick<Whisper, 'from_user_id' | 'to_user_id'>

const MAXIMUM_RECEIVERS_A_DAY = 40
const MAXIMUM_A_SECOND = 3
const MAXIMUM_A_MINUTE = 100

/** The most characters of a whisper: to a stranger, and to a user who has whispered to the sender. The rest is cut. */
const LENGTH = { first: 500, answer: 10_000 }

/** https://dev.twitch.tv/docs/api/reference/#send-whisper */
export const whispers: Resource = {
  tables,
  seed: { relations: seedWhispers },
  routes: (store, helix) =>
    helix('Whispers').post(
      '/whispers',
      ({ query: pair, body: { message } }) => {
        const sender = findWhisperSettings(store, pair.from_user_id)
        if (!sender.has_verified_phone) {
          throw unauthorized(
            'The user in the from_user_id query parameter must have a verified phone number.',
          )
        }
        requireReceiver(store, pair)
        requireSender(sender)
        if (helix.enforcesLimits) requireFrequency(store, pair)
        const length = hasWhispered(store, pair.to_user_id, pair.from_user_id) ? LENGTH.answer : LENGTH.first
        sendWhisper(store, { ...pair, text: [...message].slice(0, length).join('') })
      },
      {
        auth: { token: 'user', scopes: ['user:manage:whispers'], userParam: 'from_user_id' },
        query: query({
          from_user_id: t.String(),
          to_user_id: numericId('The ID in the to_user_id query parameter is not valid.'),
        }),
        body: body({
          message: t.String({
            description:
              'What is longer than 500 characters is cut; than 10,000 if the receiver has whispered to ' +
              'the sender before.',
          }),
        }),
        detail: { summary: 'Send Whisper' },
      },
    ),
}

function requireReceiver(store: Store, { from_user_id, to_user_id }: Pair): void {
  if (from_user_id === to_user_id) {
    throw badRequest('The ID in the from_user_id and to_user_id query parameters must be different.')
  }
  requireUser(store, to_user_id, () => notFound('The ID in to_user_id was not found.'))
  const { is_suspended, blocks_strangers } = findWhisperSettings(store, to_user_id)
  if (is_suspended) throw badRequest('Whisper messages may not be sent to suspended users.')
  const isStranger =
    !findFollow(store, from_user_id, to_user_id) && !hasWhispered(store, to_user_id, from_user_id)
  if (isBlocked(store, to_user_id, from_user_id) || (blocks_strangers && isStranger)) {
    throw badRequest(
      "The user that you're sending the whisper to doesn't allow whisper messages (see the Block " +
        'Whispers from Strangers setting in your Security and Privacy settings).',
    )
  }
}

function requireSender({ is_suspended, allows_sending }: WhisperSettings): void {
  if (is_suspended) throw forbidden('Suspended users may not send whisper messages.')
  if (!allows_sending)
    throw forbidden("The account that's sending the message doesn't allow sending whispers.")
}

function requireFrequency(store: Store, pair: Pair): void {
  const { from_user_id } = pair
  const exceeded =
    countWhispers(store, from_user_id, Milliseconds.second) >= MAXIMUM_A_SECOND ||
    countWhispers(store, from_user_id, Milliseconds.minute) >= MAXIMUM_A_MINUTE ||
    countOtherReceivers(store, pair, Milliseconds.day) >= MAXIMUM_RECEIVERS_A_DAY
  if (!exceeded) return
  throw tooManyRequests(
    'The sending user exceeded the number of whisper requests that they may make. See Rate Limits for ' +
      'this endpoint above.',
  )
}
