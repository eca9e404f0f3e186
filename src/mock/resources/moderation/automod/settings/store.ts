import type { Store } from '../../../../engine/store.ts'
import type { AutoModSettings, Levels } from './schema.ts'

declare module '../../../../engine/events.ts' {
  interface Events {
    'automod.settings.update': AutoModSettings
  }
}

/** The tables of AutoMod settings. */
export const tables = `
  CREATE TABLE IF NOT EXISTS automod_settings (
    broadcaster_id TEXT PRIMARY KEY REFERENCES users, overall_level INTEGER, disability INTEGER NOT NULL,
    aggression INTEGER NOT NULL, sexuality_sex_or_gender INTEGER NOT NULL, misogyny INTEGER NOT NULL,
    bullying INTEGER NOT NULL, swearing INTEGER NOT NULL, race_ethnicity_or_religion INTEGER NOT NULL,
    sex_based_terms INTEGER NOT NULL
  ) STRICT;`

/** The row as it is stored; a channel that never changed its settings has none. */
export type AutoModSettingsRow = Omit<AutoModSettings, 'moderator_id'>

/** A channel, and the moderator in the request. */
export type Moderation = Pick<AutoModSettings, 'broadcaster_id' | 'moderator_id'>

const off: Levels = {
  disability: 0,
  aggression: 0,
  sexuality_sex_or_gender: 0,
  misogyny: 0,
  bullying: 0,
  swearing: 0,
  race_ethnicity_or_religion: 0,
  sex_based_terms: 0,
}

const discrimination = (level: number) => ({
  disability: level,
  sexuality_sex_or_gender: level,
  misogyny: level,
  race_ethnicity_or_religion: level,
})

/**
 * The single levels of each overall level. The third are the documentation's example, the second follow its description
 * ("some filtering on discrimination and sexual content, but more filtering on hostility"), the others are derived.
 */
const overallLevels: readonly Levels[] = [
  off,
  { ...off, ...discrimination(1), aggression: 1 },
  { ...discrimination(2), aggression: 3, bullying: 2, swearing: 0, sex_based_terms: 2 },
  { ...discrimination(3), aggression: 3, bullying: 2, swearing: 0, sex_based_terms: 3 },
  { ...discrimination(4), aggression: 4, bullying: 3, swearing: 2, sex_based_terms: 4 },
]

const columns = `overall_level, disability, aggression, sexuality_sex_or_gender, misogyny, bullying, swearing,
  race_ethnicity_or_religion, sex_based_terms`

/** The AutoMod settings of a channel. */
export function findAutoModSettings(store: Store, moderation: Moderation): AutoModSettings {
  const sql = `SELECT ${columns} FROM automod_settings WHERE broadcaster_id = $broadcaster_id`
  const { broadcaster_id, moderator_id } = moderation
  const settings = store.get<Omit<AutoModSettings, keyof Moderation>>(sql, { broadcaster_id })
  return { broadcaster_id, moderator_id, ...(settings ?? { overall_level: null, ...off }) }
}

/** Inserts the AutoMod settings of a channel without an event. */
export function insertAutoModSettings(store: Store, row: AutoModSettingsRow): void {
  store.insert('automod_settings', { ...row })
}

/** Replaces all settings, by an overall level or by single levels, of which missing ones become 0. */
export function updateAutoModSettings(
  store: Store,
  { broadcaster_id, moderator_id }: Moderation,
  wanted: number | Partial<Levels>,
): AutoModSettings {
  return store.transaction(() => {
    store.run('DELETE FROM automod_settings WHERE broadcaster_id = $broadcaster_id', { broadcaster_id })
    insertAutoModSettings(store, { broadcaster_id, ...settingsOf(wanted) })
    const settings = findAutoModSettings(store, { broadcaster_id, moderator_id })
    store.emit('automod.settings.update', settings)
    return settings
  })
}

/** The levels for a request, with the overall level that they equal, if any. */
export function settingsOf(wanted: number | Partial<Levels>): Levels & { overall_level: number | null } {
  if (typeof wanted === 'number') return { overall_level: wanted, ...overallLevels[wanted]! }
  const levels = { ...off, ...wanted }
  const overall_level = overallLevels.findIndex((preset) => isSame(preset, levels))
  return { overall_level: overall_level < 0 ? null : overall_level, ...levels }
}

const isSame = (one: Levels, other: Levels) =>
  Object.entries(one).every(([category, level]) => other[category as keyof Levels] === level)
