import { type OAuthClient, postForm } from './client.ts'

/** Ends a token of this client, of users or of the app. No secret is needed. */
export async function revoke(client: OAuthClient, token: string): Promise<void> {
  await postForm(client, '/revoke', { client_id: client.clientId, token })
}
