import { version as declared } from '../package.json'

/** Stamped by scripts/build.ts; run from source it is package.json's. */
declare const TWITCH_CLI_VERSION: string | undefined

export const version = typeof TWITCH_CLI_VERSION === 'string' ? TWITCH_CLI_VERSION : declared
