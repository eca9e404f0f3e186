import { type Page, type PageRequest, page } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import type { ExtensionLiveChannel } from './schema.ts'

const select = `
  SELECT extension_installations.user_id AS broadcaster_id, display_name AS broadcaster_name,
    ifnull(categories.name, '') AS game_name, ifnull(channels.game_id, '') AS game_id, title
  FROM extension_installations JOIN streams ON streams.user_id = extension_installations.user_id
    JOIN users ON users.id = streams.user_id JOIN channels ON channels.broadcaster_id = streams.user_id
    LEFT JOIN categories ON categories.id = channels.game_id
  WHERE extension_id = $extension_id`

/** The channels that are live and have the extension installed. */
export function listLiveChannels(
  store: Store,
  extension_id: string,
  request: PageRequest,
): Page<ExtensionLiveChannel> {
  return page(store, { sql: select, params: { extension_id }, key: ['broadcaster_id'] }, request)
}

/** Whether a live channel has an extension active. */
export function isUsedLive(store: Store, extension_id: string): boolean {
  return store.get(`${select} LIMIT 1`, { extension_id }) !== undefined
}
