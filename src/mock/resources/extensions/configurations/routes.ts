import { requireUser } from '../../../access/requirements.ts'
import { Milliseconds } from '../../../engine/time.ts'
import { badRequest, unauthorized } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { findVersion, ownerOf } from '../store.ts'
import { ConfigurationSegment, SegmentName } from './schema.ts'
import { findSegment, setRequiredConfiguration, setSegment, tables } from './store.ts'

const MAXIMUM_BYTES = 5 * 1024
const TIMES_PER_MINUTE = 20

const extensionAuth = { token: 'jwt', clientParam: 'extension_id' } as const

const tooMany = 'The app exceeded the number of requests that it may make per minute. See Rate Limits above.'

/** https://dev.twitch.tv/docs/api/reference/#get-extension-configuration-segment */
export const extensionConfigurations: Resource = {
  tables,
  routes(store, helix) {
    const reading = helix.limit(TIMES_PER_MINUTE, Milliseconds.minute)
    const writing = helix.limit(TIMES_PER_MINUTE, Milliseconds.minute)
    return helix('Extensions')
      .get(
        '/extensions/configurations',
        ({ query: { extension_id, segment, broadcaster_id } }) => {
          const wanted = [...new Set(segment)]
          if (!broadcaster_id && wanted.some((name) => name !== 'global')) {
            throw badRequest(
              'The broadcaster_id query parameter is required if the segment query parameter is set to ' +
                'broadcaster or developer.',
            )
          }
          const keys = wanted.map((segment) => keyOf(extension_id, segment, broadcaster_id))
          for (const key of keys) reading.take(JSON.stringify(key), tooMany)
          return { data: keys.flatMap((key) => findSegment(store, key) ?? []) }
        },
        {
          auth: extensionAuth,
          query: query({
            extension_id: t.String(),
            segment: t.Array(SegmentName),
            broadcaster_id: t.Optional(t.String()),
          }),
          response: dataOf(ConfigurationSegment),
          detail: { summary: 'Get Extension Configuration Segment' },
        },
      )
      .put(
        '/extensions/configurations',
        ({ body: { extension_id, segment, broadcaster_id, content, version } }) => {
          if (segment !== 'global') {
            const missing =
              'The broadcaster_id field is required if segment is set to developer or broadcaster.'
            if (!broadcaster_id) throw badRequest(missing)
            requireUser(store, broadcaster_id, () =>
              badRequest('The ID in the broadcaster_id field is not valid.'),
            )
          }
          if (Buffer.byteLength(content ?? '') > MAXIMUM_BYTES) {
            throw badRequest('The content of a segment must not be larger than 5 KB.')
          }
          writing.take(extension_id, tooMany)
          setSegment(store, keyOf(extension_id, segment, broadcaster_id), { content, version })
        },
        {
          auth: extensionAuth,
          body: body({
            extension_id: t.String(),
            segment: SegmentName,
            broadcaster_id: t.Optional(t.String()),
            content: t.Optional(t.String({ minLength: 0 })),
            version: t.Optional(t.String()),
          }),
          detail: { summary: 'Set Extension Configuration Segment' },
        },
      )
      .put(
        '/extensions/required_configuration',
        ({
          query: { broadcaster_id },
          body: { extension_id, extension_version, required_configuration },
          caller,
        }) => {
          requireUser(store, broadcaster_id, () =>
            badRequest('The ID in the broadcaster_id query parameter is not valid.'),
          )
          if (caller.user_id !== ownerOf(store, extension_id))
            throw unauthorized('The JWT token is not valid.')
          if (!findVersion(store, extension_id, extension_version)) {
            throw badRequest('The value in the extension_version field is not valid.')
          }
          const row = { extension_id, broadcaster_id, version: extension_version, required_configuration }
          setRequiredConfiguration(store, row)
        },
        {
          auth: extensionAuth,
          query: query({ broadcaster_id: t.String() }),
          body: body({
            extension_id: t.String(),
            extension_version: t.String(),
            required_configuration: t.String(),
          }),
          detail: { summary: 'Set Extension Required Configuration' },
        },
      )
  },
}

const keyOf = (extension_id: string, segment: SegmentName, broadcaster_id: string | undefined) => ({
  extension_id,
  segment,
  ...(segment !== 'global' && { broadcaster_id }),
})
