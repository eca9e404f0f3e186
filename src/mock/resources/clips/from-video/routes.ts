import { requireUser } from '../../../access/requirements.ts'
import type { Store } from '../../../engine/store.ts'
import { badRequest, forbidden, notFound } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import { isEditor } from '../../channels/editors/store.ts'
import type { Resource } from '../../resource.ts'
import type { Video } from '../../videos/schema.ts'
import { findVideo, gameOf, lengthOf } from '../../videos/store.ts'
import { CLIP_SECONDS, clipSeconds, toTenth } from '../duration.ts'
import { requireClippable, requireMayClip } from '../requirements.ts'
import { CreatedClip } from '../schema.ts'
import { createClip, editUrlOf } from '../store.ts'

/** https://dev.twitch.tv/docs/api/reference/#create-clip-from-vod */
export const clipsFromVideos: Resource = {
  routes: (store, helix) =>
    helix('Clips').post(
      '/videos/clips',
      ({
        query: { editor_id, broadcaster_id, vod_id, vod_offset, duration = CLIP_SECONDS, title },
        status,
      }) => {
        requireUser(store, broadcaster_id, () =>
          badRequest('The ID in the broadcaster_id query parameter was not found.'),
        )
        requireUser(store, editor_id, () => notFound('The broadcaster_id or the editor_id does not exist.'))
        if (!isEditor(store, broadcaster_id, editor_id))
          throw forbidden('The user defined by the editor_id is not authorized to create Clips.')
        const video = requireVideo(store, broadcaster_id, vod_id)
        requireWithin(store, video, vod_offset, duration)
        const game_id = gameOf(store, video)
        requireClippable(store, game_id, title)
        requireMayClip(store, broadcaster_id, editor_id)
        const clip = createClip(store, {
          broadcaster_id,
          creator_id: editor_id,
          video_id: video.id,
          vod_offset: Math.floor(vod_offset - duration),
          duration: toTenth(duration),
          title,
          game_id,
          language: video.language,
        })
        return status(202, { data: [{ id: clip.id, edit_url: editUrlOf(clip, video.user_login) }] })
      },
      {
        auth: {
          token: 'any',
          scopes: ['editor:manage:clips', 'channel:manage:clips'],
          userParam: 'editor_id',
        },
        query: query({
          editor_id: t.String(),
          broadcaster_id: t.String(),
          vod_id: t.String(),
          vod_offset: t.Integer({ minimum: 0, description: 'Where the clip ends in the video, in seconds' }),
          duration: clipSeconds,
          title: t.String(),
        }),
        response: { 202: dataOf(CreatedClip) },
        detail: { summary: 'Create Clip From VOD' },
      },
    ),
}

function requireVideo(store: Store, broadcaster_id: string, vod_id: string): Video {
  const video = findVideo(store, vod_id)
  if (video?.user_id !== broadcaster_id) throw notFound('The VOD is not found.')
  if (video.type === 'upload') throw badRequest('Validation errors: Invalid source type.')
  return video
}

/** Requires that the clip, which ends at the offset, lies within the video. */
function requireWithin(store: Store, video: Video, vod_offset: number, duration: number): void {
  if (vod_offset < duration)
    throw badRequest('The value in vod_offset must be greater than or equal to the value in duration.')
  if (vod_offset > lengthOf(store, video))
    throw badRequest('The value in vod_offset is past the end of the VOD.')
}
