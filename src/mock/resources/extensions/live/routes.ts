import { notFound } from '../../../http/errors.ts'
import { pageQuery } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query, response } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { ExtensionLiveChannel } from './schema.ts'
import { isUsedLive, listLiveChannels } from './store.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-extension-live-channels */
export const extensionLiveChannels: Resource = {
  routes: (store, helix) =>
    helix('Extensions').get(
      '/extensions/live',
      ({ query: { extension_id, ...request } }) => {
        if (!isUsedLive(store, extension_id)) {
          throw notFound(
            "The extension specified in the extension_id query parameter was not found or it's not being " +
              'used in a live stream.',
          )
        }
        const { items, cursor = '' } = listLiveChannels(store, extension_id, request)
        return { data: items, pagination: cursor }
      },
      {
        auth: { token: 'any' },
        query: query({ extension_id: t.String(), ...pageQuery() }),
        // Only this list has the cursor itself as `pagination`.
        response: response(t.Object({ data: t.Array(ExtensionLiveChannel), pagination: t.String() })),
        detail: { summary: 'Get Extension Live Channels' },
      },
    ),
}
