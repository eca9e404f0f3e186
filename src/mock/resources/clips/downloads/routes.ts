import { requireUser } from '../../../access/requirements.ts'
import { Milliseconds } from '../../../engine/time.ts'
import { badRequest, forbidden, notFound } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import { isEditor } from '../../channels/editors/store.ts'
import type { Resource } from '../../resource.ts'
import { ClipDownload } from '../schema.ts'
import { findClip, listClipsById } from '../store.ts'
import video from './clip.mp4' with { type: 'file' }

const REQUESTS_PER_MINUTE = 100

const invalid = (parameter: string) => badRequest(`The ID in the ${parameter} query parameter is not valid.`)

/** https://dev.twitch.tv/docs/api/reference/#get-clips-download */
export const clipDownloads: Resource = {
  routes(store, helix) {
    const limit = helix.limit(REQUESTS_PER_MINUTE, Milliseconds.minute)
    return helix('Clips')
      .get(
        '/clips/downloads',
        ({ query: { editor_id, broadcaster_id, clip_id: ids }, caller, request }) => {
          limit.take(`${caller.client_id}:${caller.user_id}`, 'Request limit exceeded')
          requireUser(store, broadcaster_id, () => invalid('broadcaster_id'))
          requireUser(store, editor_id, () => invalid('editor_id'))
          if (!isEditor(store, broadcaster_id, editor_id))
            throw forbidden('The user is not an editor for the specified broadcaster.')
          const found = listClipsById(store, ids).filter((clip) => clip.broadcaster_id === broadcaster_id)
          if (found.length < new Set(ids).size) throw invalid('clip_id')
          return {
            data: found.map(({ id }) => ({
              clip_id: id,
              landscape_download_url: new URL(`/mock/clips/downloads/${id}.mp4`, request.url).href,
              portrait_download_url: null,
            })),
          }
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
            clip_id: t.Array(t.String(), { maxItems: 10 }),
          }),
          response: dataOf(ClipDownload),
          detail: { summary: 'Get Clips Download' },
        },
      )
      .get(
        '/clips/downloads/:file',
        ({ params: { file } }) => {
          // Elysia passes null for a path that cannot be decoded, such as "%".
          const clip = findClip(store, String(file).replace(/\.mp4$/, ''))
          if (!clip) throw notFound('The clip was not found.')
          // Every clip is the same half minute of a purple picture, since the mock has no video data.
          return new Response(Bun.file(video), { headers: { 'Content-Type': 'video/mp4' } })
        },
        { detail: { hide: true } },
      )
  },
}
