import { defineCommand } from 'citty'
import type { FlagsDef } from '../flags.ts'
import type { Meta } from '../usage.ts'
import { answerFlags } from './answer-flags.ts'
import type { TriggerArgs } from './trigger-run.ts'
import { types } from './type.ts'
import { webhookFlags, withNoConfig } from './webhook-flags.ts'

const text = (description: string, valueHint: string, alias?: string) =>
  ({ type: 'string', description, valueHint, ...(alias && { alias }) }) as const

/** The flags of the official CLI for the fields of the event. */
const eventFlags = {
  'to-user': text("The broadcaster's user ID", 'ID', 't'),
  'to-user-name': text("The broadcaster's name", 'NAME'),
  'from-user': text('The ID of the viewer who does it', 'ID', 'f'),
  'from-user-name': text("The viewer's name", 'NAME'),
  'gift-user': text('The ID of the viewer who gives a subscription', 'ID', 'g'),
  anonymous: { type: 'boolean', alias: 'a', description: 'Nobody is named: of gifts and cheers' },
  'event-status': text('The status in the event', 'STATUS', 'S'),
  'item-id': text("The ID of the event's item, such as a reward or a category", 'ID', 'i'),
  'item-name': text("The name of the event's item", 'NAME', 'n'),
  'game-id': text('The ID of a category', 'ID', 'G'),
  cost: text('How many Bits, points, gifts or viewers', 'N', 'C'),
  description: text('The title or the description in the event', 'TEXT', 'd'),
  tier: text('The tier of a subscription: 1000, 2000 or 3000', 'TIER'),
  'charity-current-value': text('How much a charity campaign has, in cents', 'N'),
  'charity-target-value': text('How much a charity campaign wants, in cents', 'N'),
  'ban-start': text('When a ban began, in RFC 3339', 'TIME'),
  'ban-end': text('When a ban ends: in RFC 3339, in seconds, or as 10d4h12m55s', 'TIME'),
} as const satisfies FlagsDef

/** The command `twitch event trigger`. */
export const triggerCommand = defineCommand({
  meta: {
    name: 'trigger',
    description:
      'Send an event of any type to a webhook, or to whoever has subscribed to it at the mock server',
    examples: [
      'twitch event trigger channel.follow',
      'twitch event trigger subscribe -F http://localhost:3000/hook -s 0123456789',
      `twitch event trigger channel.cheer --event '{"bits":500}'`,
      'twitch event trigger channel.raid --to-user 178583392 --mock http://localhost:8000',
    ],
    notes: `The types:\n${types.map((type) => `  ${type}`).join('\n')}`,
  } satisfies Meta as Meta,
  args: {
    type: {
      type: 'positional',
      description: 'The subscription type, such as channel.follow, or its short name, such as follow',
      required: true,
    },
    ...webhookFlags,
    ...answerFlags,
    ...eventFlags,
    version: text('The version; the newest by default', 'VERSION', 'v'),
    condition: text('Other keys of the condition, as key=value and separated by commas', 'KEY=VALUE'),
    event: text('Fields of the event as a JSON object', 'JSON'),
    'subscription-id': text('The ID of the subscription; at the mock server, an existing one', 'ID', 'u'),
    'subscription-status': text(
      'The status of the subscription; any but enabled is a revocation',
      'STATUS',
      'r',
    ),
    'event-id': text('The ID of the message', 'ID', 'I'),
    timestamp: text('When it happens, in RFC 3339', 'TIME'),
    'client-id': text('The Client ID of grants, revocations and Bits transactions', 'ID'),
    count: text('How many times it happens', 'N', 'c'),
    transport: text('webhook, or websocket for the sessions at the mock server', 'METHOD', 'T'),
    session: text('The only session at the mock server that gets it', 'ID'),
    mock: text('The mock server; http://localhost:8080 if no address is given', 'URL'),
  },
  async run({ args, rawArgs }) {
    const { trigger } = await import('./trigger-run.ts')
    await trigger(withNoConfig(args as unknown as TriggerArgs, rawArgs))
  },
})
