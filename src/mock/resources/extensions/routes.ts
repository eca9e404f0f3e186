import type { Store } from '../../engine/store.ts'
import type { HelixError } from '../../http/errors.ts'
import { notFound } from '../../http/errors.ts'
import { dataOf } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { query } from '../../http/validation.ts'
import type { Resource } from '../resource.ts'
import { Extension } from './schema.ts'
import { seedExtensions } from './seed.ts'
import { findReleased, findVersion, isExtension, type StoredExtension, tables } from './store.ts'

const version = query({ extension_id: t.String(), extension_version: t.Optional(t.String()) })

/** https://dev.twitch.tv/docs/api/reference/#get-extensions */
export const extensions: Resource = {
  tables,
  seed: { relations: seedExtensions },
  routes: (store, helix) =>
    helix('Extensions')
      .get(
        '/extensions',
        ({ query: { extension_id, extension_version }, caller }) => {
          const refusal = () => notFound('The extension in the extension_id query parameter was not found.')
          return { data: getExtension(store, caller.client_id, extension_id, extension_version, refusal) }
        },
        {
          auth: { token: 'jwt' },
          query: version,
          response: dataOf(Extension),
          detail: { summary: 'Get Extensions' },
        },
      )
      .get(
        '/extensions/released',
        ({ query: { extension_id, extension_version } }) => {
          const found = findWanted(store, extension_id, extension_version)
          if (found?.state !== 'Released') {
            throw notFound(
              'The extension specified in the extension_id query parameter was not found or is not released.',
            )
          }
          return { data: [wireExtension(found)] }
        },
        {
          auth: { token: 'any' },
          query: version,
          response: dataOf(Extension),
          detail: { summary: 'Get Released Extensions' },
        },
      ),
}

/** Finds a version of an extension; the extension itself also gets versions that are not released. */
function getExtension(
  store: Store,
  asking: string,
  id: string,
  version: string | undefined,
  refusal: () => HelixError,
): Extension[] {
  if (!isExtension(store, id)) throw refusal()
  const found = findWanted(store, id, version)
  // As documented, without a released version the list is empty, unless the request names a version.
  if (!found && version === undefined) return []
  if (!found || (found.state !== 'Released' && id !== asking)) throw refusal()
  return [wireExtension(found)]
}

const findWanted = (store: Store, id: string, version: string | undefined) =>
  version === undefined ? findReleased(store, id) : findVersion(store, id, version)

function wireExtension({ id, version, state, name, listing }: StoredExtension): Extension {
  return { id, version, state, name, ...listing }
}
