import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted } from '../../engine/time.ts'
import { badRequest, notFound } from '../../http/errors.ts'
import { dataOf, paged, pageOf, pageQueryBothWays } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { query } from '../../http/validation.ts'
import { findChannel } from '../channels/information/store.ts'
import { findGame } from '../games/store.ts'
import type { Resource } from '../resource.ts'
import type { Stream } from '../streams/schema.ts'
import { findStream } from '../streams/store.ts'
import { findRecording, lengthOf } from '../videos/store.ts'
import { CLIP_SECONDS, clipSeconds, toTenth } from './duration.ts'
import { requireClippable, requireMayClip } from './requirements.ts'
import { Clip, CreatedClip } from './schema.ts'
import { seedClips } from './seed.ts'
import {
  type ClipFilter,
  createClip,
  editUrlOf,
  listClips,
  listClipsById,
  type NewClip,
  tables,
} from './store.ts'

/** The length of a window without an end: a week. */
const WINDOW = 7 * Milliseconds.day

/** https://dev.twitch.tv/docs/api/reference/#create-clip */
export const clips: Resource = {
  tables,
  seed: { videos: seedClips },
  routes: (store, helix) =>
    helix('Clips')
      .post(
        '/clips',
        ({ query: { broadcaster_id, title, duration = CLIP_SECONDS }, caller, status }) => {
          const channel = findChannel(store, broadcaster_id)
          if (!channel) throw badRequest('The ID in the broadcaster_id query parameter was not found.')
          requireClippable(store, channel.game_id, title)
          const stream = findStream(store, broadcaster_id)
          if (!stream)
            throw notFound('The broadcaster in the broadcaster_id query parameter must be broadcasting live.')
          requireMayClip(store, broadcaster_id, caller.user_id)
          const wanted = { creator_id: caller.user_id, title, duration: toTenth(duration) }
          const clip = clipStream(store, stream, wanted)
          return status(202, { data: [{ id: clip.id, edit_url: editUrlOf(clip, stream.user_login) }] })
        },
        {
          auth: { token: 'user', scopes: ['clips:edit'] },
          query: query({ broadcaster_id: t.String(), title: t.Optional(t.String()), duration: clipSeconds }),
          response: { 202: dataOf(CreatedClip) },
          detail: { summary: 'Create Clip' },
        },
      )
      .get(
        '/clips',
        ({ query: { id: ids, broadcaster_id, game_id, started_at, ended_at, is_featured, ...request } }) => {
          requireOne({ ids, broadcaster_id, game_id })
          if (ids) return { data: listClipsById(store, ids), pagination: {} }
          if (game_id && !findGame(store, game_id)) throw notFound('The ID in game_id was not found.')
          const filter = { broadcaster_id, game_id, is_featured, ...windowOf(started_at, ended_at) }
          return paged(listClips(store, filter, request))
        },
        {
          auth: { token: 'any' },
          query: query({
            id: t.Optional(t.Array(t.String(), { maxItems: 100 })),
            broadcaster_id: t.Optional(t.String()),
            game_id: t.Optional(t.String()),
            started_at: t.Optional(t.Timestamp()),
            ended_at: t.Optional(t.Timestamp()),
            is_featured: t.Optional(t.Boolean()),
            ...pageQueryBothWays(),
          }),
          response: pageOf(Clip),
          detail: { summary: 'Get Clips' },
        },
      ),
}

/** Makes a clip of a channel's live stream. */
function clipStream(
  store: Store,
  stream: Stream,
  { title = stream.title, ...wanted }: Pick<NewClip, 'creator_id' | 'duration'> & { title?: string },
): Clip {
  const recording = findRecording(store, stream.user_id)
  return createClip(store, {
    ...wanted,
    title,
    broadcaster_id: stream.user_id,
    video_id: recording?.id ?? null,
    vod_offset: recording ? Math.max(0, Math.floor(lengthOf(store, recording) - wanted.duration)) : null,
    game_id: stream.game_id,
    language: stream.language,
  })
}

function requireOne(ways: { ids?: string[]; broadcaster_id?: string; game_id?: string }): void {
  const given = Object.values(ways).filter((way) => way !== undefined).length
  if (given === 0) throw badRequest('The id or game_id or broadcaster_id query parameter is required.')
  if (given > 1) {
    throw badRequest(
      'The id, game_id, and broadcaster_id query parameters are mutually exclusive; you may specify only one of them.',
    )
  }
}

function windowOf(started_at?: string, ended_at?: string): Pick<ClipFilter, 'since' | 'until'> {
  const since = started_at === undefined ? undefined : new Date(started_at)
  const until = ended_at === undefined ? since && shifted(since, WINDOW) : new Date(ended_at)
  return { since, until }
}
