import { type ClientRequest, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isLoopback } from '../../../lib/loopback.ts'
import { addressesOf } from './address.ts'

/** The answer of a callback. */
export interface WebhookAnswer {
  status: number
  body: string
}

/** Posts a message to a callback. It rejects if there is no answer, and does not follow redirects. */
export type Post = (
  callback: string,
  message: { headers: Record<string, string>; body: string; signal: AbortSignal },
) => Promise<WebhookAnswer>

/** The most bytes that are read of an answer: more than any challenge. */
const MAXIMUM_ANSWER_BYTES = 4096

/**
 * Returns a `Post` that connects only to addresses that it has checked: it does not resolve the name again, and uses
 * no proxy. (The built-in fetch would do both.)
 *
 * @throws the returned function rejects with the error of the last address
 */
export function guardedPost(isAllowed: (host: string) => boolean): Post {
  return async (callback, message) => {
    const url = new URL(callback)
    const addresses = await addressesOf(url, isAllowed)
    let failure: unknown
    for (const address of addresses) {
      try {
        return await postTo(address, url, message)
      } catch (error) {
        failure = error
        if ((error as { code?: string }).code !== 'ECONNREFUSED') break
      }
    }
    throw failure
  }
}

function postTo(
  address: string,
  url: URL,
  { headers, body, signal }: Parameters<Post>[1],
): Promise<WebhookAnswer> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  const lookup: LookupFunction = (_, { all }, found) => {
    const family = isIP(address)
    if (all) found(null, [{ address, family }])
    else found(null, address, family)
  }
  return new Promise((resolve, reject) => {
    const length = String(Buffer.byteLength(body))
    const request = send(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Length': length },
      lookup,
      signal,
      // Connections to this machine cannot be intercepted, and no authority signs certificates for localhost.
      rejectUnauthorized: !isLoopback(url.hostname),
    })
    request.on('error', reject)
    readAnswer(request, resolve)
    request.end(body)
  })
}

function readAnswer(request: ClientRequest, resolve: (answer: WebhookAnswer) => void): void {
  request.on('response', (response) => {
    const parts: Buffer[] = []
    let length = 0
    const answer = () =>
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') })
    response.on('data', (part: Buffer) => {
      parts.push(part)
      length += part.length
      if (length <= MAXIMUM_ANSWER_BYTES) return
      answer()
      request.destroy()
    })
    response.on('end', answer)
    response.on('error', (error) => request.destroy(error))
  })
}
