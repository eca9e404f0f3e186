import { closedBody } from '../http/closed-body.ts'
import { t } from '../http/schema.ts'
import { messageEffectNames } from './message-effects.ts'
import { effectNames } from './named-effects.ts'

const effect = t.Object({
  name: t.Optional(
    t.Enum([...effectNames, ...messageEffectNames], {
      description: 'A named error of the API, with its own message; or a named fault of EventSub messages',
    }),
  ),
  status: t.Optional(
    t.Integer({
      minimum: 400,
      maximum: 599,
      description: 'The status of an error, in place of the operation',
    }),
  ),
  message: t.Optional(t.String({ description: "The answer's message; by default the status in words" })),
  retry_after: t.Optional(t.Integer({ minimum: 0, description: 'Seconds, as the header Retry-After' })),
  delay_ms: t.Optional(
    t.Integer({
      minimum: 0,
      maximum: 60_000,
      description: 'The wait before the operation, or before a message is sent',
    }),
  ),
  body: t.Optional(
    t.Enum(['empty', 'truncated', 'slow', 'malformed', 'html', 'reset'], {
      description: 'The damage to the body of the answer; without a status, the operation still runs',
    }),
  ),
})

/** The body of POST /units/faults. */
export const faultBody = closedBody({
  match: t.Optional(
    t.Object({
      operation: t.Optional(
        t.String({ description: 'As the reference names it, such as Get Users; or token' }),
      ),
      path: t.Optional(t.String({ description: 'Such as /mock/users; * stands for anything' })),
      client_id: t.Optional(
        t.String({
          description: "The client of the token, or the one that is named; a subscription's client",
        }),
      ),
      user_id: t.Optional(
        t.String({
          description: 'The user of the token; for EventSub, a user in the condition or of the token',
        }),
      ),
      transport: t.Optional(
        t.Enum(['webhook', 'websocket', 'conduit'], {
          description: 'Messages of EventSub by this, instead of requests',
        }),
      ),
      type: t.Optional(
        t.String({ description: 'Messages of EventSub of this type, such as channel.follow' }),
      ),
      subscription_id: t.Optional(t.String({ description: 'Messages of EventSub to this subscription' })),
    }),
  ),
  times: t.Optional(t.Integer({ minimum: 1, description: 'How often at most; always if it is left out' })),
  probability: t.Optional(t.Number({ minimum: 0, maximum: 1, description: 'How likely it is, by the seed' })),
  after: t.Optional(t.Integer({ minimum: 0, description: 'How many requests or messages go well before' })),
  effect,
})
