import { claimNames } from '../grants/claims.ts'
import { responseTypes } from './authorization-request.ts'
import { type Endpoint, issuerOf } from './endpoint.ts'

/** GET /.well-known/openid-configuration, with the members of Twitch's, and endpoints under the requested base. */
export const discovery: Endpoint = {
  method: 'GET',
  path: '/.well-known/openid-configuration',
  handler(_, request) {
    const issuer = issuerOf(request)
    return {
      authorization_endpoint: `${issuer}/authorize`,
      claims_parameter_supported: true,
      claims_supported: claimNames,
      id_token_signing_alg_values_supported: ['RS256'],
      issuer,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: responseTypes,
      scopes_supported: ['openid'],
      subject_types_supported: ['public'],
      token_endpoint: `${issuer}/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post'],
      userinfo_endpoint: `${issuer}/userinfo`,
    }
  },
}
