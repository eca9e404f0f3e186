import type { Store } from '../../engine/store.ts'
import { type Client, findClient } from '../../resources/accounts/clients/store.ts'
import { AuthError } from '../errors.ts'
import { type Parameters, readParameters, required } from '../parameters.ts'

/** The parameters of a request, and the client whose ID they contain. */
export interface ClientRequest {
  client: Client
  parameters: Parameters
}

/**
 * Reads the parameters of a request, and finds the client that `client_id` names.
 *
 * @throws AuthError 400 for an unreadable body or a missing `client_id`; the given refusal for an unknown client
 */
export async function readClientRequest(
  store: Store,
  request: Request,
  unknown = () => new AuthError(400, 'invalid client'),
): Promise<ClientRequest> {
  const parameters = await readParameters(request)
  const client = findClient(store, required(parameters, 'client_id'))
  if (!client) throw unknown()
  return { client, parameters }
}
