/** A refusal of the identity provider, which writes errors otherwise than Helix: `{status, message}`. */
export class AuthError extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404,
    message: string,
  ) {
    super(message)
    this.name = 'AuthError'
  }

  get body(): { status: number; message: string } {
    return { status: this.status, message: this.message }
  }
}
