import type { Events } from '../../engine/events.ts'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toNanosecond } from '../../engine/time.ts'
import type { GuestStarSessionRow, GuestUpdate } from '../../resources/guest-star/sessions/store.ts'
import type { groupLayouts } from '../../resources/guest-star/settings/schema.ts'
import { named, namedOrNull } from '../../resources/users/named.ts'
import { type ExampleContext, events, inChannel, type WrittenEvent } from './core/events.ts'

type Settings = Events['guest_star_settings.update']

const SESSION_ID_LENGTH = 27

/** The names of layouts in events, which distinguish fewer layouts than Helix. */
const layouts: Record<(typeof groupLayouts)[number], string> = {
  TILED_LAYOUT: 'tiled',
  SCREENSHARE_LAYOUT: 'screenshare',
  HORIZONTAL_LAYOUT: 'horizontal_top',
  VERTICAL_LAYOUT: 'vertical_left',
}

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelguest_star_sessionbegin */
export const guestStar = events({
  'channel.guest_star_session.begin beta': {
    on: { 'guest_star_session.begin': begun },
    example: (context) => begun(context.store, exampleSession(context)),
  },
  'channel.guest_star_session.end beta': {
    on: { 'guest_star_session.end': ended },
    example: (context) => ended(context.store, exampleSession(context)),
  },
  'channel.guest_star_guest.update beta': {
    on: { 'guest_star_guest.update': guestUpdated },
    example: (context) => guestUpdated(context.store, exampleGuest(context)),
  },
  'channel.guest_star_settings.update beta': {
    on: { 'guest_star_settings.update': settingsUpdated },
    example: ({ store, broadcaster_id }) => settingsUpdated(store, { ...exampleSettings, broadcaster_id }),
  },
})

function begun(store: Store, session: GuestStarSessionRow): WrittenEvent {
  return inChannel(store, session.broadcaster_id, {
    session_id: session.id,
    started_at: toNanosecond(new Date(session.started_at)),
  })
}

function ended(store: Store, session: GuestStarSessionRow): WrittenEvent {
  return inChannel(store, session.broadcaster_id, {
    session_id: session.id,
    started_at: toNanosecond(new Date(session.started_at)),
    ended_at: toNanosecond(new Date(session.ended_at!)),
    ...named(store, 'host_user', session.broadcaster_id),
  })
}

function guestUpdated(store: Store, update: GuestUpdate): WrittenEvent {
  const { broadcaster_id, moderator_id, guest_id, ...change } = update
  return inChannel(store, update.broadcaster_id, {
    ...change,
    ...namedOrNull(store, 'moderator_user', moderator_id),
    ...namedOrNull(store, 'guest_user', guest_id),
    ...named(store, 'host_user', broadcaster_id),
  })
}

function settingsUpdated(store: Store, settings: Settings): WrittenEvent {
  return inChannel(store, settings.broadcaster_id, {
    is_moderator_send_live_enabled: settings.is_moderator_send_live_enabled,
    slot_count: settings.slot_count,
    is_browser_source_audio_enabled: settings.is_browser_source_audio_enabled,
    group_layout: layouts[settings.group_layout],
  })
}

const exampleSession = ({ store, at, broadcaster_id }: ExampleContext): GuestStarSessionRow => ({
  id: store.random.token(SESSION_ID_LENGTH),
  broadcaster_id,
  started_at: shifted(at, -Milliseconds.hour).toISOString(),
  ended_at: at.toISOString(),
})

const exampleGuest = ({ store, broadcaster_id, moderator_id, user_id }: ExampleContext): GuestUpdate => ({
  broadcaster_id,
  session_id: store.random.token(SESSION_ID_LENGTH),
  moderator_id,
  guest_id: user_id,
  slot_id: '1',
  state: 'live',
  host_video_enabled: true,
  host_audio_enabled: true,
  host_volume: 100,
})

const exampleSettings: Omit<Settings, 'broadcaster_id'> = {
  is_moderator_send_live_enabled: true,
  slot_count: 4,
  is_browser_source_audio_enabled: true,
  group_layout: 'TILED_LAYOUT',
}
