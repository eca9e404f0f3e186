import { requirePartnerOrAffiliate } from '../../access/requirements.ts'
import { badRequest, tooManyRequests } from '../../http/errors.ts'
import { dataOf } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { body, query } from '../../http/validation.ts'
import type { Resource } from '../resource.ts'
import { findLiveStream } from '../streams/store.ts'
import { AdSchedule, Commercial, SnoozedAd } from './schema.ts'
import { seedAds } from './seed.ts'
import {
  beginAdBreak,
  COOLDOWN_SECONDS,
  cooldownOf,
  findAdSchedule,
  snoozeNextAd,
  tables,
  timers,
} from './store.ts'

const MAXIMUM_LENGTH = 180

const ofBroadcaster = { token: 'user', appGrant: 'user', userParam: 'broadcaster_id' } as const

/** https://dev.twitch.tv/docs/api/reference/#start-commercial */
export const ads: Resource = {
  tables,
  timers,
  // Seeded after the streams, since only live channels have ads.
  seed: { streams: seedAds },
  routes: (store, helix) =>
    helix('Ads')
      .post(
        '/channels/commercial',
        ({ body: { broadcaster_id, length: wanted }, caller: { actor_id: requester_id } }) => {
          requirePartnerOrAffiliate(store, broadcaster_id)
          if (!findLiveStream(store, broadcaster_id)) {
            throw badRequest('To start a commercial, the broadcaster must be streaming live.')
          }
          if (cooldownOf(store, broadcaster_id) > 0) {
            throw tooManyRequests(
              'The broadcaster may not run another commercial until the cooldown period expires. The ' +
                'retry_after field in the previous start commercial response specifies the amount of time ' +
                'the broadcaster must wait between running commercials.',
            )
          }
          const length = Math.min(wanted, MAXIMUM_LENGTH)
          const commercial = { requester_id, duration_seconds: length, is_automatic: false }
          beginAdBreak(store, { broadcaster_id, ...commercial })
          return { data: [{ length, message: '', retry_after: COOLDOWN_SECONDS }] }
        },
        {
          auth: { ...ofBroadcaster, scopes: ['channel:edit:commercial'] },
          body: body({
            broadcaster_id: t.String(),
            length: t.Integer({ minimum: 1, description: 'Seconds; more than 180 count as 180' }),
          }),
          response: dataOf(Commercial),
          detail: { summary: 'Start Commercial' },
        },
      )
      .get(
        '/channels/ads',
        ({ query: { broadcaster_id } }) => ({ data: [findAdSchedule(store, broadcaster_id)] }),
        {
          auth: { ...ofBroadcaster, scopes: ['channel:read:ads'] },
          query: query({ broadcaster_id: t.String() }),
          response: dataOf(AdSchedule),
          detail: { summary: 'Get Ad Schedule' },
        },
      )
      .post(
        '/channels/ads/schedule/snooze',
        ({ query: { broadcaster_id } }) => {
          if (!findLiveStream(store, broadcaster_id)) throw badRequest('The channel is not currently live.')
          const planned = findAdSchedule(store, broadcaster_id)
          if (planned.next_ad_at === 0) {
            throw badRequest('Channel does not have an upcoming scheduled ad break.')
          }
          if (planned.snooze_count === 0) throw tooManyRequests('Channel has no snoozes left.')
          const { snooze_count, snooze_refresh_at, next_ad_at } = snoozeNextAd(store, broadcaster_id)
          return { data: [{ snooze_count, snooze_refresh_at, next_ad_at }] }
        },
        {
          auth: { ...ofBroadcaster, scopes: ['channel:manage:ads'] },
          query: query({ broadcaster_id: t.String() }),
          response: dataOf(SnoozedAd),
          detail: { summary: 'Snooze Next Ad' },
        },
      ),
}
