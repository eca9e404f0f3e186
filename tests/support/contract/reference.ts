import documented from '../../reference/contract.json'

/** What the documentation says of a parameter or a field. */
export interface Bound {
  type: string
  /** A query parameter that may be repeated. */
  array?: true
  required?: true
  /** It must be the ID of the token's user. */
  self?: true
  format?: string
  enum?: readonly (string | number)[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  /** A field that the answer has too. */
  shown?: true
  /** What counts if it is left out. */
  default?: string | number | boolean
}

/** What the documentation says of an operation. */
export interface Operation {
  id: string
  deprecated?: true
  /** The kinds of token that will do; without any, the operation asks for none. */
  tokens: readonly ('app' | 'user' | 'jwt')[]
  /** An app access token will do too, if the user has granted the client a scope. */
  byPriorAuthorization?: true
  /** A user access token needs one of these. */
  scopes: readonly string[]
  success: number
  query: Readonly<Record<string, Bound>>
  /** By their paths, such as "choices[].title". */
  body: Readonly<Record<string, Bound>>
}

/** By method and path, such as "POST /polls". */
export type Contract = Readonly<Record<string, Operation>>

export const contract = documented as unknown as Contract
