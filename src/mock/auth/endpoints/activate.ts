import type { Store } from '../../engine/store.ts'
import { findClient } from '../../resources/accounts/clients/store.ts'
import {
  approveDevice,
  type Device,
  findWaitingDevice,
  forgetDevice,
} from '../../resources/accounts/devices/store.ts'
import { AuthError } from '../errors.ts'
import { listAccounts, loggedInUser, logIn } from '../pages/accounts.ts'
import { refuseCrossSiteForm } from '../pages/csrf.ts'
import { activationPage, codePage, outcomePage } from '../pages/pages.ts'
import { type Parameters, readParameters, required } from '../parameters.ts'
import { chosenUser, isApproval } from './authorize.ts'
import type { Endpoint } from './endpoint.ts'

/** GET /activate: asks for the code that a device shows, and then for the user's consent. */
export const activate: Endpoint = {
  method: 'GET',
  path: '/activate',
  async handler(store, request) {
    const parameters = await readParameters(request)
    if (!parameters['device-code']) return codePage()
    const device = findWaitingDevice(store, userCode(parameters))
    if (!device) return unknownCode(request, parameters)
    const accounts = listAccounts(store, parameters.search, loggedInUser(store, request.headers))
    const client = findClient(store, device.client_id)!
    return activationPage({ client, scopes: device.scopes, user_code: device.user_code, accounts })
  },
}

/**
 * POST /activate: the user's decision, as the page sends it; a test may send the same form without the page:
 * `device-code` (the user's code), `user_id` and `decision` (`authorize` or `cancel`).
 */
export const decideActivation: Endpoint = {
  method: 'POST',
  path: '/activate',
  async handler(store, request) {
    refuseCrossSiteForm(request)
    const parameters = await readParameters(request)
    required(parameters, 'device-code')
    const device = findWaitingDevice(store, userCode(parameters))
    if (!device) return unknownCode(request, parameters)
    return isApproval(parameters) ? approve(store, device, parameters) : deny(store, device)
  },
}

function approve(store: Store, device: Device, parameters: Parameters): Response {
  const user = chosenUser(store, parameters)
  approveDevice(store, device, user.id)
  const text = `Your device is now logged in as ${user.display_name}. You may close this page and go back to it.`
  return outcomePage({ good: true, title: 'Device connected', text }, logIn(user))
}

function deny(store: Store, device: Device): Response {
  forgetDevice(store, device)
  const text = 'Your device has not been let in. You may close this page.'
  return outcomePage({ good: false, title: 'Nothing was connected', text })
}

/** Answers an unknown code: a browser gets the form again, a script the refusal as JSON. */
function unknownCode({ headers }: Request, parameters: Parameters): Response {
  if (headers.get('accept')?.includes('text/html')) return codePage(parameters['device-code'])
  throw new AuthError(400, 'invalid user code')
}

/** The user code as it was issued: people type it in lower case, and with spaces or hyphens. */
const userCode = (parameters: Parameters) =>
  parameters['device-code']!.replaceAll(/[^a-z]/gi, '').toUpperCase()
