import { OAuthError } from '../oauth/errors.ts'
import { CliError } from './errors.ts'

/**
 * Runs OAuth work and turns the failures that a user can mend into one line on stderr.
 *
 * @param what what was attempted, such as "could not refresh the token"
 */
export async function explained<T>(work: () => T | Promise<T>, what?: string, hint?: string): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof OAuthError)
      throw new CliError(what ? `${what}: ${error.message}` : error.message, hint)
    throw error
  }
}
