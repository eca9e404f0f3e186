import { type OAuthClient, postForm } from './client.ts'

/** Revokes a token of this client, a user's or the app's. No secret is needed. */
export async function revoke(client: OAuthClient, token: string): Promise<void> {
  await postForm(client, '/revoke', { client_id: client.clientId, token })
}
