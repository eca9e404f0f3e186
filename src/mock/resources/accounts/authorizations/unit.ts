import { keysOf, removes, type Units } from '../../unit.ts'
import { authorizationUnits, revokeAuthorization } from './store.ts'

/** The units of authorizations. */
export const units: Units = {
  authorizations: {
    description: 'What users have allowed clients to do. The ID of a row is client_id:user_id.',
    rows: () => authorizationUnits,
    id: "client_id || ':' || user_id",
    remove: removes('Disconnect a client from a user; its tokens for the user end', (store, id) => {
      revokeAuthorization(store, ...keysOf(id))
    }),
  },
}
