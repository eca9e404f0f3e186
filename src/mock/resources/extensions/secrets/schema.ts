import { type Static, t } from '../../../http/schema.ts'

/** A secret that signs an extension's JWTs. */
export const Secret = t.Object({
  /** Base64. */
  content: t.String(),
  active_at: t.Timestamp(),
  expires_at: t.Timestamp(),
})
export type Secret = Static<typeof Secret>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-extension-secrets */
export const ExtensionSecrets = t.Object({ format_version: t.Integer(), secrets: t.Array(Secret) })
export type ExtensionSecrets = Static<typeof ExtensionSecrets>
