import { dataOf, paged, pageOf, pageQuery } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { BlockedTerm } from './schema.ts'
import { seedBlockedTerms } from './seed.ts'
import {
  addBlockedTerm,
  findBlockedTerm,
  findBlockedTermByText,
  listBlockedTerms,
  removeBlockedTerm,
  tables,
  timers,
} from './store.ts'

const manage = {
  token: 'user',
  appGrant: 'user',
  scopes: ['moderator:manage:blocked_terms'],
  userParam: 'moderator_id',
  moderatorOf: 'broadcaster_id',
} as const
const read = {
  ...manage,
  scopes: ['moderator:read:blocked_terms', 'moderator:manage:blocked_terms'],
} as const

const channel = { broadcaster_id: t.String(), moderator_id: t.String() }

/** https://dev.twitch.tv/docs/api/reference/#get-blocked-terms */
export const blockedTerms: Resource = {
  tables,
  timers,
  seed: { relations: seedBlockedTerms },
  routes: (store, helix) =>
    helix('Moderation')
      .get(
        '/moderation/blocked_terms',
        ({ query: { broadcaster_id, moderator_id: _, ...request } }) =>
          paged(listBlockedTerms(store, broadcaster_id, request)),
        {
          auth: read,
          query: query({ ...channel, ...pageQuery() }),
          response: pageOf(BlockedTerm),
          detail: { summary: 'Get Blocked Terms' },
        },
      )
      .post(
        '/moderation/blocked_terms',
        ({ query, body: { text } }) => {
          const known = findBlockedTermByText(store, query.broadcaster_id, text)
          return { data: [known ?? addBlockedTerm(store, { ...query, text })] }
        },
        {
          auth: manage,
          query: query(channel),
          body: body({
            text: t.String({
              minLength: 2,
              maxLength: 500,
              error: 'The length of the term in the text field is either too short or too long.',
            }),
          }),
          response: dataOf(BlockedTerm),
          detail: { summary: 'Add Blocked Term' },
        },
      )
      .delete(
        '/moderation/blocked_terms',
        ({ query: { broadcaster_id, moderator_id, id } }) => {
          // An unknown ID is not an error.
          const term = findBlockedTerm(store, broadcaster_id, id)
          if (term) removeBlockedTerm(store, term, moderator_id)
        },
        {
          auth: manage,
          query: query({ ...channel, id: t.String() }),
          detail: { summary: 'Remove Blocked Term' },
        },
      ),
}
