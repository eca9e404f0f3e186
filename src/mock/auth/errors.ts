/** A refusal of the identity provider, which writes errors otherwise than Helix: `{status, message}`. */
export class AuthError extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 413 | 500,
    message: string,
  ) {
    super(message)
    this.name = 'AuthError'
  }

  get body(): { status: number; message: string } {
    return { status: this.status, message: this.message }
  }
}

/** A refusal that the app learns of through the browser: it is sent to the app's redirect URI with the reason. */
export class RedirectedError extends Error {
  constructor(
    readonly location: string,
    message: string,
  ) {
    super(message)
    this.name = 'RedirectedError'
  }
}
