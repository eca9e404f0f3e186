import { MOCK_SERVER_URL } from '../../twitch/urls.ts'
import type { FlagsDef } from '../flags.ts'

/** The flags of every method: first those of the official CLI, with its descriptions. */
export const apiFlags = {
  'query-params': {
    type: 'string',
    alias: 'q',
    description: 'A query parameter; can be given several times',
    valueHint: 'PARAMETER=VALUE',
  },
  body: {
    type: 'string',
    alias: 'b',
    description: 'The body of the request; @FILE reads a file, - standard input',
    valueHint: 'BODY',
  },
  unformatted: { type: 'boolean', alias: 'u', description: 'Print JSON on one line' },
  verbose: {
    type: 'boolean',
    alias: 'v',
    description: 'Show the request and the headers of the answer on stderr, without secrets',
  },
  'pretty-print': { type: 'boolean', alias: 'p', description: 'Print JSON on one line, as -u does' },
  input: { type: 'string', description: 'A file with the body; - is standard input', valueHint: 'FILE' },
  header: {
    type: 'string',
    alias: 'H',
    description: 'A header of the request; can be given several times',
    valueHint: 'NAME:VALUE',
  },
  include: {
    type: 'boolean',
    alias: 'i',
    description: 'Print the status and the headers of the answer, too',
  },
  jq: { type: 'string', description: 'Print what a jq program makes of the answer', valueHint: 'PROGRAM' },
  silent: { type: 'boolean', description: 'Print no answer that is a success' },
  app: { type: 'boolean', description: 'Use an App Access Token, fetched for this call' },
  mock: {
    type: 'string',
    bare: MOCK_SERVER_URL,
    inline: /^https?:/i,
    description: `Call the running mock server, with a token of its own; alone it means ${MOCK_SERVER_URL}`,
    valueHint: 'URL',
  },
  user: {
    type: 'string',
    description: 'The mock user who calls, with every scope; the first by default. Only with --mock',
    valueHint: 'ID',
  },
} as const satisfies FlagsDef

/** The additional flags of GET. */
export const pageFlags = {
  autopaginate: {
    type: 'string',
    alias: 'P',
    bare: '0',
    inline: /^\d+$/,
    description: 'Fetch all pages, or the first N, and join their data',
    valueHint: 'N',
  },
  paginate: { type: 'boolean', description: 'Fetch all pages and print each as it comes' },
  slurp: { type: 'boolean', description: 'Print the pages as one array. Only with --paginate' },
} as const satisfies FlagsDef

type AllFlags = typeof apiFlags & typeof pageFlags

/** The values of the flags; undefined if not given. */
export type ApiFlags = {
  [Name in keyof AllFlags]?: AllFlags[Name]['type'] extends 'boolean' ? boolean : string
} & { config?: string }
