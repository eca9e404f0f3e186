import { requireUser } from '../../../access/requirements.ts'
import { badRequest, forbidden, notFound } from '../../../http/errors.ts'
import { dataOf, pageOf, pageQueryBothWays } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import { isEditor } from '../../channels/editors/store.ts'
import type { Resource } from '../../resource.ts'
import type { Video } from '../../videos/schema.ts'
import { findLatestArchive, findRecording, findVideo } from '../../videos/store.ts'
import { findLiveStream } from '../store.ts'
import { StreamMarker, UserMarkers } from './schema.ts'
import { seedMarkers } from './seed.ts'
import { createMarker, listMarkers, type NamedMarker, tables } from './store.ts'

const unrecorded =
  'The stream has no video to mark: the user has not enabled video on demand (VOD), or the video was deleted.'

/** https://dev.twitch.tv/docs/api/reference/#create-stream-marker */
export const streamMarkers: Resource = {
  tables,
  seed: { videos: seedMarkers },
  routes: (store, helix) =>
    helix('Streams')
      .post(
        '/streams/markers',
        ({ body: { user_id, description = '' }, caller }) => {
          requireUser(store, user_id, () => notFound('The ID in the user_id field is not valid.'))
          if (!isEditor(store, user_id, caller.user_id)) {
            throw forbidden(
              'The user in the access token is not authorized to create video markers for the user in ' +
                'the user_id field. The user in the access token must own the video or they must be one of ' +
                "the broadcaster's editors.",
            )
          }
          if (!findLiveStream(store, user_id))
            throw notFound('The user in the user_id field is not streaming live.')
          const recording = findRecording(store, user_id)
          if (!recording) throw notFound(unrecorded)
          return { data: [createMarker(store, recording, { user_id: caller.user_id, description })] }
        },
        {
          auth: { token: 'user', scopes: ['channel:manage:broadcast'] },
          body: body({ user_id: t.String(), description: t.Optional(t.String({ maxLength: 140 })) }),
          response: dataOf(StreamMarker),
          detail: { summary: 'Create Stream Marker' },
        },
      )
      .get(
        '/streams/markers',
        ({ query: { user_id, video_id, ...request }, caller }) => {
          if ((user_id === undefined) === (video_id === undefined)) {
            throw badRequest(
              'The request must specify either the user_id or video_id query parameter, but not both.',
            )
          }
          const video =
            video_id === undefined ? findLatestArchive(store, user_id!) : findVideo(store, video_id)
          const owner = user_id ?? video?.user_id
          if (owner !== undefined && !isEditor(store, owner, caller.user_id)) {
            throw forbidden(
              "The user in the access token is not authorized to get the video's markers. The user in " +
                "the access token must own the video or be one of the broadcaster's editors.",
            )
          }
          if (!video) {
            throw notFound(
              user_id === undefined
                ? 'The ID in the video_id query parameter was not found.'
                : "The user specified in the user_id query parameter doesn't have videos.",
            )
          }
          const { items, cursor } = listMarkers(store, video.id, request)
          return { data: byUser(video, items), pagination: cursor === undefined ? {} : { cursor } }
        },
        {
          auth: { token: 'user', scopes: ['user:read:broadcast', 'channel:manage:broadcast'] },
          query: query({
            user_id: t.Optional(t.String()),
            video_id: t.Optional(t.String()),
            ...pageQueryBothWays(),
          }),
          response: pageOf(UserMarkers),
          detail: { summary: 'Get Stream Markers' },
        },
      ),
}

/** The markers of a video, grouped by their authors. */
function byUser(video: Video, markers: NamedMarker[]): UserMarkers[] {
  return [...Map.groupBy(markers, ({ user_id }) => user_id).values()].map((made) => {
    const { user_id, user_name, user_login } = made[0]!
    const videos = [{ video_id: video.id, markers: made.map((marker) => withUrl(video, marker)) }]
    return { user_id, user_name, user_login, videos }
  })
}

function withUrl(video: Video, { id, created_at, description, position_seconds }: NamedMarker) {
  const url = `https://twitch.tv/${video.user_login}/manager/highlighter/${video.id}?t=${clock(position_seconds)}`
  return { id, created_at, description, position_seconds, url, URL: url }
}

/** Formats seconds as a position: 246 are 0h4m06s. */
function clock(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return `${hours}h${minutes}m${String(seconds % 60).padStart(2, '0')}s`
}
