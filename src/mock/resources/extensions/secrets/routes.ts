import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { ExtensionSecrets } from './schema.ts'
import { createSecret, listSecrets, tables } from './store.ts'
import { units } from './unit.ts'

const MINIMUM_DELAY = 300

const own = { token: 'jwt', clientParam: 'extension_id' } as const

/** https://dev.twitch.tv/docs/api/reference/#get-extension-secrets */
export const extensionSecrets: Resource = {
  tables,
  units,
  routes: (store, helix) =>
    helix('Extensions')
      .get(
        '/extensions/jwt/secrets',
        ({ query: { extension_id } }) => ({
          data: [{ format_version: 1, secrets: listSecrets(store, extension_id) }],
        }),
        {
          auth: own,
          query: query({ extension_id: t.String() }),
          response: dataOf(ExtensionSecrets),
          detail: { summary: 'Get Extension Secrets' },
        },
      )
      .post(
        '/extensions/jwt/secrets',
        ({ query: { extension_id, delay } }) => {
          createSecret(store, extension_id, delay)
          return { data: [{ format_version: 1, secrets: listSecrets(store, extension_id) }] }
        },
        {
          auth: own,
          query: query({
            extension_id: t.String(),
            delay: t.WithDefault(
              t.Integer({
                minimum: MINIMUM_DELAY,
                default: MINIMUM_DELAY,
                error: 'The delay specified in the delay query parameter is too short.',
                description: 'Seconds',
              }),
            ),
          }),
          response: dataOf(ExtensionSecrets),
          detail: { summary: 'Create Extension Secret' },
        },
      ),
}
