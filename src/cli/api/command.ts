import { defineCommand } from 'citty'
import type { FlagsDef } from '../flags.ts'
import type { Command } from '../tree.ts'
import type { Meta } from '../usage.ts'
import { type ApiFlags, apiFlags, pageFlags } from './flags.ts'
import type { Method } from './request.ts'

const examples: Record<Method, readonly string[]> = {
  GET: [
    'twitch api get users -q login=twitchdev',
    'twitch api get streams -P=10',
    "twitch api get streams --jq '.data[].user_name'",
    'twitch api get users --mock',
  ],
  POST: ['twitch api post polls -b @poll.json'],
  PUT: ['twitch api put users -q "description=hi mom"'],
  PATCH: [`twitch api patch channels -q broadcaster_id=44635596 -b '{"game_id":"394568"}'`],
  DELETE: ['twitch api delete raids -q broadcaster_id=44635596'],
}

/** The command `twitch api` of a method, such as `twitch api get`. */
export const apiCommand = (method: Method): Command =>
  defineCommand({
    meta: {
      name: method.toLowerCase(),
      description: `Send a ${method} request to an endpoint of the Twitch API`,
      examples: examples[method],
    } satisfies Meta as Meta,
    args: {
      endpoint: {
        type: 'positional',
        required: true,
        many: true,
        description: 'The endpoint: users, /channels/followers, or its words apart',
        valueHint: `${method} ENDPOINT`,
      },
      ...apiFlags,
      ...(method === 'GET' && pageFlags),
    } as FlagsDef,
    async run({ args, rawArgs }) {
      const { runApi } = await import('./run.ts')
      await runApi({ method, words: args._, flags: args as ApiFlags, rawArgs })
    },
  })
