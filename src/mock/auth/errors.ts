/** A refusal of the identity provider. Its body is `{status, message}`, without the `error` of Helix. */
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

/** A refusal that redirects the browser to the app's redirect URI, with the reason as parameters. */
export class RedirectedError extends Error {
  constructor(
    readonly location: string,
    message: string,
  ) {
    super(message)
    this.name = 'RedirectedError'
  }
}
