import { CallbackRefused } from './address.ts'
import type { WebhookAnswer } from './post.ts'

/** The reason why a request got no answer, and what to do about it. */
export function unansweredReason(error: unknown, isLate: boolean, timeoutMs: number): string {
  if (isLate) return `no answer within ${timeoutMs / 1000} s; answer first and work afterwards`
  if (error instanceof CallbackRefused) return `refused: ${error.message}`
  const { code = '', message } = error as { code?: string; message: string }
  if (code === 'ECONNREFUSED') return 'nobody listens there; start the receiver first'
  if (code === 'ENOTFOUND') return 'its host name is unknown; check the name, or the network of the container'
  if (/CERT|SELF_SIGNED/.test(code))
    return `its certificate is not valid (${code}); use one of a known authority`
  return `the connection failed (${code || message})`
}

/** The reason why a delivery failed; undefined if it did not. */
export function deliveryFault(answer: WebhookAnswer | string): string | undefined {
  if (typeof answer === 'string') return answer
  const { status } = answer
  if (status >= 200 && status < 300) return undefined
  if (status >= 300 && status < 400) {
    return `answered ${status}, and redirects are not followed; subscribe with the final URL`
  }
  return `answered ${status}; answer with a status from 200 to 299`
}

/** The reason why a verification failed; undefined if the answer is the challenge. */
export function verificationFault(answer: WebhookAnswer | string, challenge: string): string | undefined {
  const fault = deliveryFault(answer)
  if (fault || typeof answer === 'string') return fault
  if (answer.status !== 200) return `answered ${answer.status}; answer 200 with the challenge`
  if (answer.body === challenge) return undefined
  const isWrapped = answer.body.includes(challenge)
  if (isWrapped && /^\s*["{[]/.test(answer.body)) {
    return 'answered with JSON instead of the bare challenge; send the challenge alone, as text/plain'
  }
  if (isWrapped)
    return 'answered with more than the challenge; send the challenge alone, without a line break'
  return 'answered without the challenge; send the value of "challenge" as the body'
}

/** A callback without its query, which may contain a secret, for the log. */
export function loggedCallback(callback: string): string {
  const { origin, pathname } = new URL(callback)
  return origin + pathname
}
