import { isAboutTheFile, UnusableDatabase } from '../engine/file.ts'
import { InvalidCursor } from '../engine/page.ts'
import { FileLost } from '../engine/watched-file.ts'

/** Reason phrases of the statuses that Helix answers with. */
const reasonPhrases = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  413: 'Payload Too Large',
  422: 'Unprocessable Entity',
  425: 'Too Early',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
} as const

/** A status that Helix refuses with. */
export type ErrorStatus = keyof typeof reasonPhrases

/** The wire form of every refusal of Helix. */
export interface ErrorBody {
  error: string
  status: number
  message: string
}

/** A refusal; thrown anywhere below a route, shaped in one place. */
export class HelixError extends Error {
  constructor(
    readonly status: ErrorStatus,
    message: string,
    /** The path of the body's wrong member, such as choices.0.title. */
    readonly member?: string,
  ) {
    super(message)
    this.name = 'HelixError'
  }

  get body(): ErrorBody {
    return { error: reasonPhrases[this.status], status: this.status, message: this.message }
  }
}

/** A refusal with 400: the request is malformed. */
export const badRequest = (message: string, member?: string) => new HelixError(400, message, member)

/** A refusal with 401: no valid token of the right kind and scope. */
export const unauthorized = (message: string) => new HelixError(401, message)

/** A refusal with 403: the caller may not do this. */
export const forbidden = (message: string) => new HelixError(403, message)

/** A refusal with 404: the resource does not exist. */
export const notFound = (message: string, member?: string) => new HelixError(404, message, member)

/** A refusal with 409: the state of the resource does not allow it. */
export const conflict = (message: string, member?: string) => new HelixError(409, message, member)

/** A refusal with 422: the request contradicts the state. */
export const unprocessable = (message: string) => new HelixError(422, message)

/** A refusal with 429: a limit is exceeded. */
export const tooManyRequests = (message: string) => new HelixError(429, message)

/** The refusal for a thrown value; 500 for an unexpected error. */
export function toHelixError(thrown: unknown): HelixError {
  if (thrown instanceof HelixError) return thrown
  if (thrown instanceof InvalidCursor) return badRequest('Invalid cursor.')
  if (thrown instanceof UnusableDatabase || thrown instanceof FileLost) {
    return new HelixError(500, `${thrown.message.replace(/^t/, 'T')}.`)
  }
  if (isAboutTheFile(thrown)) {
    return new HelixError(500, `The database cannot be used: ${(thrown as Error).message}.`)
  }
  return new HelixError(500, 'An unexpected error occurred.')
}
