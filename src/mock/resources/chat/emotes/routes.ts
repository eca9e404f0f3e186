import { paged } from '../../../http/pagination.ts'
import { type TSchema, t } from '../../../http/schema.ts'
import { query, response } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { ChannelEmote, Emote, GlobalEmote, UserEmote } from './schema.ts'
import { seedChannelEmotes, seedGlobalEmotes } from './seed.ts'
import {
  EMOTE_TEMPLATE,
  listChannelEmotes,
  listEmoteSets,
  listGlobalEmotes,
  listUserEmotes,
  tables,
} from './store.ts'

/** The fixed length of a page: the documentation has no `first`. */
const USER_EMOTES_PER_PAGE = 100

const emotesOf = <T extends TSchema>(emote: T) =>
  response(t.Object({ data: t.Array(emote), template: t.String() }))

/** https://dev.twitch.tv/docs/api/reference/#get-channel-emotes */
export const emotes: Resource = {
  tables,
  seed: { categories: seedGlobalEmotes, relations: seedChannelEmotes },
  routes: (store, helix) =>
    helix('Chat')
      .get(
        '/chat/emotes',
        ({ query: { broadcaster_id } }) => ({
          data: listChannelEmotes(store, broadcaster_id),
          template: EMOTE_TEMPLATE,
        }),
        {
          auth: { token: 'any' },
          query: query({ broadcaster_id: t.String() }),
          response: emotesOf(ChannelEmote),
          detail: { summary: 'Get Channel Emotes' },
        },
      )
      .get('/chat/emotes/global', () => ({ data: listGlobalEmotes(store), template: EMOTE_TEMPLATE }), {
        auth: { token: 'any' },
        response: emotesOf(GlobalEmote),
        detail: { summary: 'Get Global Emotes' },
      })
      .get(
        '/chat/emotes/set',
        ({ query: { emote_set_id } }) => ({
          data: listEmoteSets(store, emote_set_id),
          template: EMOTE_TEMPLATE,
        }),
        {
          auth: { token: 'any' },
          query: query({
            emote_set_id: t.Array(t.String(), {
              maxItems: 25,
              error: 'The number of emote_set_id query parameters exceeds the maximum allowed.',
            }),
          }),
          response: emotesOf(Emote),
          detail: { summary: 'Get Emote Sets' },
        },
      )
      .get(
        '/chat/emotes/user',
        ({ query: { after, ...filter } }) => {
          const found = listUserEmotes(store, filter, { first: USER_EMOTES_PER_PAGE, after })
          return { ...paged(found), template: EMOTE_TEMPLATE }
        },
        {
          auth: { token: 'user', scopes: ['user:read:emotes'], userParam: 'user_id' },
          query: query({
            user_id: t.String(),
            broadcaster_id: t.Optional(t.String()),
            after: t.Optional(t.String()),
          }),
          response: response(
            t.Object({
              data: t.Array(UserEmote),
              template: t.String(),
              pagination: t.Object({ cursor: t.Optional(t.String()) }),
            }),
          ),
          detail: { summary: 'Get User Emotes' },
        },
      ),
}
