import type { Store } from '../../../engine/store.ts'
import { badRequest, forbidden } from '../../../http/errors.ts'
import { labelIds } from '../../content-classification-labels/schema.ts'
import { findGame } from '../../games/store.ts'
import { failsAutoMod } from '../../moderation/automod/rule.ts'
import type { StoredUser } from '../../users/store.ts'
import { isRestricted } from './restriction.ts'
import type { Channel, ChannelChanges } from './schema.ts'

/** A valid tag: letters of any script, with combining marks, and digits. */
const TAG = /^[\p{L}\p{M}\p{N}]*$/u

/**
 * Refuses changes that a broadcaster may not make, with the documentation's messages.
 *
 * @throws HelixError 400, 403
 */
export function requireAllowed(broadcaster: StoredUser, wanted: ChannelChanges): void {
  if (Object.keys(wanted).length === 0) throw badRequest('The request must update at least one property.')
  if (wanted.title === '') throw badRequest('The title field may not contain an empty string.')
  if (wanted.tags) requireTags(wanted.tags)
  if (wanted.delay !== undefined && broadcaster.broadcaster_type !== 'partner') {
    throw badRequest('To update the delay field, the broadcaster must have partner status.')
  }
  if (Number(wanted.game_id) > 0 && isRestricted(broadcaster)) {
    throw badRequest("Game restricted for user's age and region")
  }
  requireLabels(broadcaster, addedLabels(wanted))
}

function requireTags(tags: readonly string[]): void {
  if (tags.includes('')) throw badRequest('A tag in the tags field is empty.')
  if (tags.some(failsAutoMod)) {
    throw badRequest('One or more tags in the tags field failed AutoMod review.')
  }
  if (!tags.every((tag) => TAG.test(tag))) {
    throw badRequest('A tag in the tags field contains special characters or spaces.')
  }
}

function requireLabels(broadcaster: StoredUser, added: readonly string[]): void {
  if (added.includes('MatureGame')) {
    throw forbidden('User requested gaming CCLs to be added to their channel')
  }
  if (added.length > 0 && isRestricted(broadcaster)) {
    throw forbidden('Unallowed CCLs declared for underaged authorized user in a restricted country')
  }
}

/** The changed columns of the channel; an unknown category is ignored. */
export function appliedChanges(store: Store, channel: Channel, wanted: ChannelChanges) {
  const { game_id, content_classification_labels, ...rest } = wanted
  return {
    ...rest,
    game_id: game_id && findGame(store, game_id) ? game_id : unsets(game_id) ? '' : undefined,
    content_classification_labels:
      content_classification_labels && labelsAfter(channel, content_classification_labels),
  }
}

const unsets = (game_id: string | undefined) => game_id === '' || game_id === '0'

type LabelChanges = NonNullable<ChannelChanges['content_classification_labels']>

/** The labels after the changes, in their usual order. An empty list removes all labels. */
function labelsAfter({ content_classification_labels: before }: Channel, changes: LabelChanges): string[] {
  if (changes.length === 0) return []
  const enabled = new Set(before)
  for (const change of changes) {
    const { id, is_enabled } = labelChange(change)
    if (is_enabled) enabled.add(id)
    else enabled.delete(id)
  }
  return labelIds.filter((id) => enabled.has(id))
}

const labelChange = (change: LabelChanges[number]) =>
  typeof change === 'string' ? { id: change, is_enabled: true } : change

const addedLabels = ({ content_classification_labels: changes = [] }: ChannelChanges): string[] =>
  changes.map(labelChange).flatMap(({ id, is_enabled }) => (is_enabled ? [id] : []))
