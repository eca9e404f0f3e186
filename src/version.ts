import { version as declared, homepage } from '../package.json'

/** Stamped by scripts/build.ts; run from source it is package.json's. */
declare const TWITCH_CLI_VERSION: string | undefined

const stamped = typeof TWITCH_CLI_VERSION === 'string' ? TWITCH_CLI_VERSION : undefined

/** The version of this program. */
export const version = stamped ?? declared

/** What the mock server calls itself. */
export const serverName = 'twitch mock API'

/** Built from a commit that is tagged with the version, such as 2.0.0; others are 2.0.0+1a2b3c4. */
export const isRelease = stamped !== undefined && !stamped.includes('+')

/** Where releases are published. package.json says it once, for everything that needs it. */
export const repository = homepage
