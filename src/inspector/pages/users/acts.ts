import type { Row } from '../../rows.ts'

/** An action on a row by one click: a change of fields. */
export interface Act {
  label: string
  fields: Readonly<Record<string, unknown>>
  /** The text of the toast afterwards. */
  done: string
}

interface Outcome {
  id: string
  title: string
}

/** The possible actions on a row in its present state, by unit. These units have no form for changes. */
const acts: Readonly<Record<string, (row: Row) => readonly Act[]>> = {
  polls: ({ status }) =>
    status === 'ACTIVE'
      ? [
          { label: 'End', fields: { status: 'TERMINATED' }, done: 'The poll was ended' },
          { label: 'End and hide', fields: { status: 'ARCHIVED' }, done: 'The poll was archived' },
        ]
      : [],
  predictions: ({ status, outcomes }) => {
    if (status !== 'ACTIVE' && status !== 'LOCKED') return []
    const lock = { label: 'Lock', fields: { status: 'LOCKED' }, done: 'The prediction was locked' }
    const cancel = { label: 'Cancel', fields: { status: 'CANCELED' }, done: 'The prediction was canceled' }
    const winners = (outcomes as Outcome[]).map(({ id, title }) => ({
      label: `“${title}” wins`,
      fields: { status: 'RESOLVED', winning_outcome_id: id },
      done: `The prediction was resolved: ${title}`,
    }))
    return [...(status === 'ACTIVE' ? [lock] : []), ...winners, cancel]
  },
  redemptions: ({ status }) =>
    status === 'UNFULFILLED'
      ? [
          { label: 'Fulfil', fields: { status: 'FULFILLED' }, done: 'The redemption was fulfilled' },
          { label: 'Cancel', fields: { status: 'CANCELED' }, done: 'The viewer has the points back' },
        ]
      : [],
  unban_requests: ({ status }) =>
    status === 'pending'
      ? [
          { label: 'Approve', fields: { status: 'approved' }, done: 'The request was approved' },
          { label: 'Deny', fields: { status: 'denied' }, done: 'The request was denied' },
        ]
      : [],
  automod_messages: () => [
    { label: 'Allow', fields: { action: 'ALLOW' }, done: 'The message was allowed' },
    { label: 'Deny', fields: { action: 'DENY' }, done: 'The message was denied' },
  ],
}

/** The possible actions on a row. */
export const actsOf = (unit: string, row: Row): readonly Act[] => acts[unit]?.(row) ?? []

/** Whether the rows of a unit are changed by actions, not by a form. */
export const hasActs = (unit: string): boolean => unit in acts
