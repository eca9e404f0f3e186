import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import type { GuestStarSettings } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    'guest_star_settings.update': Omit<GuestStarSettings, 'browser_source_token'> & { broadcaster_id: string }
  }
}

/** The tables of Guest Star settings. */
export const tables = `
  CREATE TABLE IF NOT EXISTS guest_star_settings (
    broadcaster_id TEXT PRIMARY KEY REFERENCES users, is_moderator_send_live_enabled INTEGER NOT NULL,
    slot_count INTEGER NOT NULL, is_browser_source_audio_enabled INTEGER NOT NULL, group_layout TEXT NOT NULL,
    browser_source_token TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;`

const TOKEN_LENGTH = 22

const readSettings = rowReader<GuestStarSettings>({
  booleans: ['is_moderator_send_live_enabled', 'is_browser_source_audio_enabled'],
})

/** A channel's settings, which are created at the first access. */
export function getSettings(store: Store, broadcaster_id: string): GuestStarSettings {
  const row = store.get(
    `SELECT is_moderator_send_live_enabled, slot_count, is_browser_source_audio_enabled, group_layout,
       browser_source_token
     FROM guest_star_settings WHERE broadcaster_id = $broadcaster_id`,
    { broadcaster_id },
  )
  if (row) return readSettings(row)
  const settings: GuestStarSettings = {
    is_moderator_send_live_enabled: true,
    slot_count: 4,
    is_browser_source_audio_enabled: true,
    group_layout: 'TILED_LAYOUT',
    browser_source_token: store.random.token(TOKEN_LENGTH),
  }
  store.insert('guest_star_settings', { broadcaster_id, ...settings })
  return settings
}

/** The settings that change. */
export type SettingsChanges = Partial<Omit<GuestStarSettings, 'browser_source_token'>>

/** Changes the settings and emits an event; regenerating the browser sources voids the earlier ones. */
export function updateSettings(
  store: Store,
  broadcaster_id: string,
  changes: SettingsChanges,
  regenerateBrowserSources: boolean,
): void {
  store.transaction(() => {
    getSettings(store, broadcaster_id)
    const browser_source_token = regenerateBrowserSources ? store.random.token(TOKEN_LENGTH) : undefined
    store.update('guest_star_settings', { ...changes, browser_source_token }, { broadcaster_id })
    const { browser_source_token: _, ...settings } = getSettings(store, broadcaster_id)
    store.emit('guest_star_settings.update', { broadcaster_id, ...settings })
  })
}
