import { requireModerator } from '../../../access/requirements.ts'
import { badRequest, forbidden, notFound, unauthorized } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { manage, moderated } from '../authorization.ts'
import { findInvite } from '../invites/store.ts'
import {
  HOST_SLOT,
  invalidSlot,
  notAModerator,
  requireGuestSlot,
  requireGuestStarSession,
} from '../requirements.ts'
import { getSettings } from '../settings/store.ts'
import { assignSlot, findGuest, findInSlot, moveSlot, removeFromSlot, updateSlotSettings } from './store.ts'

const ofSlot = { ...moderated, session_id: t.String(), slot_id: t.String() }

const notAGuestStarModerator = 'moderator_id is not a Guest Star moderator'
const restrictedSlot = 'The request is attempting to modify a restricted slot'

/** https://dev.twitch.tv/docs/api/reference/#assign-guest-star-slot */
export const guestStarSlots: Resource = {
  routes: (store, helix) =>
    helix('Guest Star')
      .post(
        '/guest_star/slot',
        ({ query: { broadcaster_id, moderator_id, session_id, guest_id, slot_id } }) => {
          const refusal = () => unauthorized('moderator_id is not a guest star moderator')
          requireModerator(store, broadcaster_id, moderator_id, refusal)
          const session = requireGuestStarSession(store, broadcaster_id, session_id)
          if (slot_id === HOST_SLOT) throw forbidden('Cannot assign host slot')
          requireGuestSlot(store, broadcaster_id, slot_id)
          if (findGuest(store, session, guest_id) || findInSlot(store, session, slot_id)) {
            throw forbidden('Guest already assigned to slot')
          }
          const invite = findInvite(store, session.id, guest_id)
          if (!invite) throw forbidden('Guest not invited to session')
          if (invite.status !== 'READY') throw forbidden('Guest is not ready to join')
          assignSlot(store, session, invite, slot_id, moderator_id)
        },
        {
          auth: manage,
          query: query({ ...ofSlot, guest_id: t.String() }),
          detail: { summary: 'Assign Guest Star Slot' },
        },
      )
      .patch(
        '/guest_star/slot',
        ({ query: { broadcaster_id, moderator_id, session_id, source_slot_id, destination_slot_id } }) => {
          requireModerator(store, broadcaster_id, moderator_id, notAModerator)
          const session = requireGuestStarSession(store, broadcaster_id, session_id)
          requireGuestSlot(store, broadcaster_id, source_slot_id)
          if (!findInSlot(store, session, source_slot_id)) throw badRequest(invalidSlot)
          if (destination_slot_id === undefined || destination_slot_id === source_slot_id) return
          requireGuestSlot(store, broadcaster_id, destination_slot_id)
          moveSlot(store, session, source_slot_id, destination_slot_id, moderator_id)
        },
        {
          auth: manage,
          query: query({
            ...moderated,
            session_id: t.String(),
            source_slot_id: t.String(),
            destination_slot_id: t.Optional(t.String()),
          }),
          detail: { summary: 'Update Guest Star Slot' },
        },
      )
      .delete(
        '/guest_star/slot',
        ({
          query: { broadcaster_id, moderator_id, session_id, guest_id, slot_id, should_reinvite_guest },
        }) => {
          requireModerator(store, broadcaster_id, moderator_id, () => forbidden(notAGuestStarModerator))
          const session = requireGuestStarSession(store, broadcaster_id, session_id)
          if (slot_id === HOST_SLOT) throw forbidden(restrictedSlot)
          requireGuestSlot(store, broadcaster_id, slot_id)
          const guest = findInSlot(store, session, slot_id)
          if (guest?.user_id !== guest_id) throw notFound('guest_id or slot_id not found')
          removeFromSlot(store, session, guest, moderator_id, should_reinvite_guest ?? false)
        },
        {
          auth: manage,
          query: query({ ...ofSlot, guest_id: t.String(), should_reinvite_guest: t.Optional(t.Boolean()) }),
          detail: { summary: 'Delete Guest Star Slot' },
        },
      )
      .patch(
        '/guest_star/slot_settings',
        ({ query: { broadcaster_id, moderator_id, session_id, slot_id, ...settings } }) => {
          requireModerator(store, broadcaster_id, moderator_id, () => forbidden(notAGuestStarModerator))
          const session = requireGuestStarSession(store, broadcaster_id, session_id)
          const guest = findInSlot(store, session, slot_id)
          if (!guest) throw badRequest(invalidSlot)
          if (moderator_id !== broadcaster_id) {
            const maySendLive = getSettings(store, broadcaster_id).is_moderator_send_live_enabled
            const isRestricted = slot_id === HOST_SLOT || (settings.is_live !== undefined && !maySendLive)
            if (isRestricted) throw forbidden(restrictedSlot)
          }
          updateSlotSettings(store, session, guest, settings, moderator_id)
        },
        {
          auth: manage,
          query: query({
            ...ofSlot,
            is_audio_enabled: t.Optional(t.Boolean()),
            is_video_enabled: t.Optional(t.Boolean()),
            is_live: t.Optional(t.Boolean()),
            volume: t.Optional(t.Integer({ minimum: 0, maximum: 100 })),
          }),
          detail: { summary: 'Update Guest Star Slot Settings' },
        },
      ),
}
