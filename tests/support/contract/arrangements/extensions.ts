import { type Arrange, type Arrangements, of } from './arrangement.ts'

const asExtension: Arrange = () => ({ asExtension: true })

/** What operations on extensions need. */
export const extensions: Arrangements = {
  'get-extension-transactions': asExtension,
  'get-extension-configuration-segment': (twitch) => ({ query: of(twitch) }),
  'set-extension-configuration-segment': (twitch) => ({ body: of(twitch) }),
  'send-extension-pubsub-message': () => ({ body: { target: ['broadcast'] } }),
  'get-extension-secrets': (twitch) => ({ query: { extension_id: twitch.extension.ID } }),
  'get-extension-bits-products': asExtension,
  'update-extension-bits-product': () => ({
    asExtension: true,
    body: { sku: 'sku', cost: { amount: 10, type: 'bits' } },
  }),
  'get-user-active-extensions': (twitch) => ({ query: { user_id: twitch.partner } }),
  'update-user-extensions': () => ({ body: { data: { panel: { 1: { active: false } } } } }),
}
