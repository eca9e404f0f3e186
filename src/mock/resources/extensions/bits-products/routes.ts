import type { Store } from '../../../engine/store.ts'
import { badRequest } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { isExtension } from '../store.ts'
import { BitsProduct } from './schema.ts'
import { seedBitsProducts } from './seed.ts'
import { listProducts, NEVER, setProduct, tables } from './store.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-extension-bits-products */
export const bitsProducts: Resource = {
  tables,
  seed: { relations: seedBitsProducts },
  routes: (store, helix) =>
    helix('Extensions')
      .get(
        '/bits/extensions',
        ({ query: { should_include_all = false }, caller }) => {
          requireExtension(
            store,
            caller.client_id,
            'The ID in the Client-Id header must belong to an extension.',
          )
          return { data: listProducts(store, caller.client_id, should_include_all) }
        },
        {
          auth: { token: 'app' },
          query: query({ should_include_all: t.Optional(t.Boolean()) }),
          response: dataOf(BitsProduct),
          detail: { summary: 'Get Extension Bits Products' },
        },
      )
      .put(
        '/bits/extensions',
        ({ body: { in_development = false, is_broadcast = false, expiration, ...wanted }, caller }) => {
          requireExtension(
            store,
            caller.client_id,
            'The ID in the Client-Id header must belong to the extension.',
          )
          const end = expiration ? new Date(expiration).toISOString() : NEVER
          const product = { ...wanted, in_development, is_broadcast, expiration: end }
          setProduct(store, caller.client_id, product)
          return { data: [product] }
        },
        {
          auth: { token: 'app' },
          body: body({
            sku: t.String({
              maxLength: 255,
              pattern: '^[A-Za-z0-9._-]+$',
              error:
                'The value in the sku field is not valid. The SKU may contain only alphanumeric ' +
                'characters, dashes (-), underscores (_), and periods (.).',
            }),
            cost: t.Object({
              amount: t.Integer({
                minimum: 1,
                maximum: 10_000,
                error: "The value in the cost object's amount field is not valid.",
              }),
              type: t.Enum(['bits'], { error: "The value in the cost object's type field is not valid." }),
            }),
            display_name: t.String({ maxLength: 255 }),
            in_development: t.Optional(t.Boolean()),
            expiration: t.Optional(t.Timestamp()),
            is_broadcast: t.Optional(t.Boolean()),
          }),
          response: dataOf(BitsProduct),
          detail: { summary: 'Update Extension Bits Product' },
        },
      ),
}

function requireExtension(store: Store, client_id: string, refusal: string): void {
  if (!isExtension(store, client_id)) throw badRequest(refusal)
}
