/** Changes that no test can notice, or that none should, and why. */
export const reasons: readonly { file: string; fact: string; reason: string }[] = [
  {
    file: 'src/mock/resources/moderation/blocked-terms/store.ts',
    fact: 'store.cancel(',
    reason: 'the timer of a term that is gone deletes nothing: IDs are never given again',
  },
  {
    file: 'src/mock/resources/eventsub/subscriptions/store.ts',
    fact: 'store.cancel(',
    reason: 'the timer of a subscription that is gone deletes nothing: IDs are never given again',
  },
  {
    file: 'src/mock/eventsub/payloads/guest-star.ts',
    fact: 'SESSION_ID_LENGTH',
    reason: 'an ID in an example, of no documented length',
  },
  {
    file: 'src/mock/eventsub/payloads/moderation.ts',
    fact: '10 * Milliseconds.minute',
    reason: 'how long ago an example was banned',
  },
  {
    file: 'src/cli/mock-api/generation.ts',
    fact: 'PATIENCE_MS',
    reason: 'when a progress bar appears: no test says how fast something is',
  },
  {
    file: 'src/mock/engine/rows.ts',
    fact: ".replaceAll(/\\$(?=[a-z_])/gi, '+$')",
    reason: 'it makes queries fast and changes no answer',
  },
  {
    file: 'src/mock/eventsub/payloads/hype-train.ts',
    fact: '5 * Milliseconds.minute',
    reason: 'when the hype train of an example ends',
  },
  {
    file: 'src/mock/resources/chat/pins/store.ts',
    fact: 'store.cancel(',
    reason: "the timer looks at the pin's own end, which has moved",
  },
  {
    file: 'src/cli/mock-api/wait.ts',
    fact: 'const INTERVAL_MS',
    reason: 'how often a waiting command looks: no test says how fast something is',
  },
  {
    file: 'src/mock/eventsub/payloads/example-actions.ts',
    fact: '10 * Milliseconds.minute',
    reason: 'how long a timeout in an example lasts',
  },
  {
    file: 'src/mock/eventsub/webhook/post.ts',
    fact: '<=',
    reason: 'an answer of just the most that is read is whole, whether more is waited for or not',
  },
  {
    file: 'src/mock/engine/snapshot-storage.ts',
    fact: '0o600',
    reason: 'the folder around the file lets nobody else in',
  },
]
