import { badRequest } from '../../../http/errors.ts'
import { type Units, updates } from '../../unit.ts'
import { type ChatSettings, changeableSettings, invalidValue } from './schema.ts'
import { settingsUnits, updateChatSettings } from './store.ts'

/** The units of chat settings. */
export const units: Units = {
  chat_settings: {
    description: 'The modes of the chats of all channels. The ID of a row is broadcaster_id.',
    rows: () => settingsUnits,
    id: 'broadcaster_id',
    update: updates(
      'Change modes of a chat, as the broadcaster does',
      changeableSettings,
      (store, broadcaster_id, wanted) => {
        updateChatSettings(store, { broadcaster_id, moderator_id: broadcaster_id }, changesOf(wanted))
      },
    ),
  },
}

/** The modes with a value, each with its default. */
const valuedModes = [
  { mode: 'follower_mode', value: 'follower_mode_duration', standard: 0 },
  { mode: 'slow_mode', value: 'slow_mode_wait_time', standard: 30 },
  { mode: 'non_moderator_chat_delay', value: 'non_moderator_chat_delay_duration', standard: undefined },
] as const

/**
 * The changes that follow from the given fields: the value of a mode is set and removed together with the mode.
 *
 * @throws HelixError 400 for a value without its mode, or a mode without a value that it needs
 */
export function changesOf(wanted: Partial<ChatSettings>): Partial<ChatSettings> {
  const changes = { ...wanted }
  for (const { mode, value, standard } of valuedModes) {
    if (wanted[mode]) {
      changes[value] = wanted[value] ?? standard
      if (changes[value] === undefined) throw badRequest(invalidValue(mode, value))
    } else if (wanted[value] !== undefined) {
      throw badRequest(`To set the ${value} field, the ${mode} field must be true.`)
    } else if (wanted[mode] === false) {
      changes[value] = null
    }
  }
  return changes
}
