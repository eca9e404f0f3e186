import { authorizationCode } from '../../oauth/authorization-code.ts'
import type { OAuthClient } from '../../oauth/client.ts'
import { awaitApproval, startDeviceFlow } from '../../oauth/device-code.ts'
import type { Token } from '../../oauth/token.ts'
import { openBrowser } from '../browser.ts'
import { log } from '../log.ts'
import { notice } from '../output.ts'
import type { TokenRequest } from './request.ts'

/** Fetches a token through a browser. The URL is always shown, since the browser may be on another machine. */
export function tokenByBrowser(client: OAuthClient, request: TokenRequest): Promise<Token> {
  return authorizationCode(client, request, {
    onReady(url) {
      present(url, request.browser)
      log.info('Waiting for authorization response ...')
    },
    onCallback: () => log.info('Closing local server ...'),
  })
}

/** Fetches a token by the device flow: the user approves with a code on any device. */
export async function tokenByDevice(client: OAuthClient, { scopes }: TokenRequest): Promise<Token> {
  const device = await startDeviceFlow(client, scopes)
  const minutes = Math.round(device.expiresIn / 60)
  notice(`Started Device Code Flow login.
Use this URL to log in: ${device.verificationUri}
Use this code when prompted at the above URL: ${device.userCode}
This system will check every ${device.interval} seconds, and will expire after ${minutes} minutes.`)
  return awaitApproval(client, device, scopes)
}

function present(url: string, mayOpen: boolean): void {
  if (mayOpen) notice('Opening browser. Press Ctrl+C to cancel...')
  const opened = mayOpen && openBrowser(url)
  if (mayOpen && !opened) notice('No browser could be opened.')
  notice(`${opened ? 'If it does not open, use' : 'Use'} this URL to log in: ${url}`)
}
