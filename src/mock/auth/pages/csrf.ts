import { AuthError } from '../errors.ts'

/**
 * Refuses a form that a page of somebody else sent from the user's browser: nobody may consent in the user's name.
 * Browsers say where a request began, and what is no browser says nothing.
 * Source:
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html#fetch-metadata
 *
 * @throws AuthError 403
 */
export function refuseCrossSiteForm({ headers, url }: Request): void {
  // Browsers send Sec-Fetch-Site only to places that they trust, such as localhost, and Origin to all.
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  const isSameSite = site
    ? site === 'same-origin' || site === 'none'
    : !origin || origin === new URL(url).origin
  if (!isSameSite) throw new AuthError(403, 'this form was sent from another site')
}
