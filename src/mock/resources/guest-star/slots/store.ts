import type { Store } from '../../../engine/store.ts'
import type { GuestStarInvite } from '../invites/schema.ts'
import { createInvite, removeInvite } from '../invites/store.ts'
import type { Guest } from '../sessions/schema.ts'
import { emitGuest, type GuestStarSessionRow, insertGuest, listGuests } from '../sessions/store.ts'

/** The guest in a slot. */
export function findInSlot(store: Store, session: GuestStarSessionRow, slot_id: string): Guest | undefined {
  return listGuests(store, session.id).find((guest) => guest.slot_id === slot_id)
}

/** The guest of a session with a user's ID. */
export function findGuest(store: Store, session: GuestStarSessionRow, user_id: string): Guest | undefined {
  return listGuests(store, session.id).find((guest) => guest.user_id === user_id)
}

/** Assigns an invited guest to a slot, at first backstage. */
export function assignSlot(
  store: Store,
  session: GuestStarSessionRow,
  invite: GuestStarInvite,
  slot_id: string,
  moderator_id: string,
): void {
  store.transaction(() => {
    removeInvite(store, session.id, invite.user_id)
    insertGuest(store, {
      session_id: session.id,
      slot_id,
      user_id: invite.user_id,
      is_live: false,
      audio: { is_guest_enabled: invite.is_audio_enabled, is_available: invite.is_audio_available },
      video: { is_guest_enabled: invite.is_video_enabled, is_available: invite.is_video_available },
    })
    emitSlot(store, session, slot_id, moderator_id)
  })
}

/** Moves a guest to another slot, and swaps a guest who is there. */
export function moveSlot(
  store: Store,
  session: GuestStarSessionRow,
  from: string,
  to: string,
  moderator_id: string,
): void {
  store.transaction(() => {
    const isTaken = findInSlot(store, session, to) !== undefined
    const move = (from: string, to: string) =>
      store.update('guest_star_guests', { slot_id: to }, { session_id: session.id, slot_id: from })
    if (isTaken) move(to, 'moving')
    move(from, to)
    emitSlot(store, session, to, moderator_id)
    if (!isTaken) return
    move('moving', from)
    emitSlot(store, session, from, moderator_id)
  })
}

/** Removes a guest from the session, and invites the guest again if `reinvite`. */
export function removeFromSlot(
  store: Store,
  session: GuestStarSessionRow,
  { slot_id, user_id }: Guest,
  moderator_id: string,
  reinvite: boolean,
): void {
  store.transaction(() => {
    const sql = 'DELETE FROM guest_star_guests WHERE session_id = $session_id AND slot_id = $slot_id'
    store.run(sql, { session_id: session.id, slot_id })
    emitGuest(store, session, { guest_id: user_id, slot_id, moderator_id, state: 'removed' })
    if (reinvite) createInvite(store, session, user_id, moderator_id)
  })
}

/** The changes of a slot's settings. */
export interface SlotSettings {
  is_audio_enabled?: boolean
  is_video_enabled?: boolean
  is_live?: boolean
  /** From 0 to 100. */
  volume?: number
}

/** Changes the settings of a guest's slot, for the host. */
export function updateSlotSettings(
  store: Store,
  session: GuestStarSessionRow,
  guest: Guest,
  { is_audio_enabled, is_video_enabled, is_live, volume }: SlotSettings,
  moderator_id: string,
): void {
  store.transaction(() => {
    const audio = {
      ...guest.audio_settings,
      is_host_enabled: is_audio_enabled ?? guest.audio_settings.is_host_enabled,
    }
    const video = {
      ...guest.video_settings,
      is_host_enabled: is_video_enabled ?? guest.video_settings.is_host_enabled,
    }
    const changes = { is_live, volume, audio_settings: audio, video_settings: video }
    store.update('guest_star_guests', changes, { session_id: session.id, slot_id: guest.slot_id })
    emitSlot(store, session, guest.slot_id, moderator_id)
  })
}

function emitSlot(store: Store, session: GuestStarSessionRow, slot_id: string, moderator_id: string): void {
  const guest = findInSlot(store, session, slot_id)!
  emitGuest(store, session, {
    moderator_id,
    guest_id: guest.user_id,
    slot_id,
    state: guest.is_live ? 'live' : 'backstage',
    host_video_enabled: guest.video_settings.is_host_enabled,
    host_audio_enabled: guest.audio_settings.is_host_enabled,
    host_volume: guest.volume,
  })
}
