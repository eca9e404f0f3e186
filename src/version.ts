import { version as declared, homepage } from '../package.json'

/** Defined by scripts/build.ts; when run from source, package.json's version is used. */
declare const TWITCH_CLI_VERSION: string | undefined

const stamped = typeof TWITCH_CLI_VERSION === 'string' ? TWITCH_CLI_VERSION : undefined

/** The version of this program. */
export const version = stamped ?? declared

/** The name of the mock server. */
export const serverName = 'twitch mock API'

/** Whether this is a release, such as 2.0.0, built from a tagged commit; other builds are 2.0.0+1a2b3c4. */
export const isRelease = stamped !== undefined && !stamped.includes('+')

/** The URL of the repository, where releases are published. */
export const repository = homepage
