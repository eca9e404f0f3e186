import type { Caller } from '../../../access/auth.ts'
import { Milliseconds } from '../../../engine/time.ts'
import { conflict } from '../../../http/errors.ts'
import { numericId } from '../../../http/ids.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { findUser } from '../../users/store.ts'
import { appliedChanges, requireAllowed } from './changes.ts'
import { Channel, channelChanges } from './schema.ts'
import { seedChannels } from './seed.ts'
import { findChannel, listChannels, tables, updateChannel } from './store.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-channel-information */
export const channelInformation: Resource = {
  tables,
  seed: { users: seedChannels },
  routes: (store, helix) => {
    // The documentation does not name the limit of these changes.
    const brandings = helix.limit(10, Milliseconds.minute)
    return helix('Channels')
      .get(
        '/channels',
        ({ query: { broadcaster_id }, caller }) => ({
          data: listChannels(store, broadcaster_id).map((channel) => visibleTo(caller, channel)),
        }),
        {
          auth: { token: 'any' },
          query: query({
            broadcaster_id: t.Array(numericId('The broadcaster ID is not valid.'), { maxItems: 100 }),
          }),
          response: dataOf(Channel),
          detail: { summary: 'Get Channel Information' },
        },
      )
      .patch(
        '/channels',
        ({ query: { broadcaster_id }, body: wanted }) => {
          requireAllowed(findUser(store, broadcaster_id)!, wanted)
          if (wanted.is_branded_content !== undefined) {
            brandings.take(broadcaster_id, 'User set the Branded Content flag too frequently', {
              refusal: conflict,
            })
          }
          const channel = findChannel(store, broadcaster_id)!
          updateChannel(store, broadcaster_id, appliedChanges(store, channel, wanted))
        },
        {
          auth: { token: 'user', scopes: ['channel:manage:broadcast'], userParam: 'broadcaster_id' },
          query: query({ broadcaster_id: t.String() }),
          body: body(channelChanges),
          detail: { summary: 'Modify Channel Information' },
        },
      )
  },
}

/** The channel as a caller sees it: only the broadcaster sees the delay. */
const visibleTo = (caller: Caller, channel: Channel): Channel =>
  caller.user_id === channel.broadcaster_id ? channel : { ...channel, delay: 0 }
