import { AuthError } from '../errors.ts'

/**
 * Refuses a form that another site's page submitted from the user's browser, since that site could consent in the
 * user's name. Browsers send the origin of a form in headers; other clients send none and are let through.
 * Source:
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html#fetch-metadata
 *
 * @throws AuthError 403
 */
export function refuseCrossSiteForm({ headers, url }: Request): void {
  // Browsers send Sec-Fetch-Site only to trustworthy origins, such as localhost, but Origin to all.
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  const isSameSite = site
    ? site === 'same-origin' || site === 'none'
    : !origin || origin === new URL(url).origin
  if (!isSameSite) throw new AuthError(403, 'this form was sent from another site')
}
