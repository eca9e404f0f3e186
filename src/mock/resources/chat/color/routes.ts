import { badRequest } from '../../../http/errors.ts'
import { numericId } from '../../../http/ids.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { chatColorPattern, hexOf, UserChatColor } from './schema.ts'
import { seedChatColors } from './seed.ts'
import { hasTurbo, listChatColors, tables, updateChatColor } from './store.ts'
import { units } from './unit.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-user-chat-color */
export const chatColor: Resource = {
  tables,
  seed: { relations: seedChatColors },
  units,
  routes: (store, helix) =>
    helix('Chat')
      .get('/chat/color', ({ query: { user_id } }) => ({ data: listChatColors(store, user_id) }), {
        auth: { token: 'any' },
        query: query({
          user_id: t.Array(numericId('The ID in the user_id query parameter is not valid.'), {
            maxItems: 100,
          }),
        }),
        response: dataOf(UserChatColor),
        detail: { summary: 'Get User Chat Color' },
      })
      .put(
        '/chat/color',
        ({ query: { user_id, color } }) => {
          if (color.startsWith('#') && !hasTurbo(store, user_id)) {
            throw badRequest('To specify a Hex color code, the user must be a Turbo or Prime user.')
          }
          updateChatColor(store, user_id, hexOf(color))
        },
        {
          auth: { token: 'user', scopes: ['user:manage:chat_color'], userParam: 'user_id' },
          query: query({
            user_id: t.String(),
            color: t.String({
              pattern: chatColorPattern,
              error: 'The named color in the color query parameter is not valid.',
            }),
          }),
          detail: { summary: 'Update User Chat Color' },
        },
      ),
}
