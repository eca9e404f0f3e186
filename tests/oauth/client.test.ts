import { describe, expect, test } from 'bun:test'
import { identityProvider, postForm } from '../../src/oauth/client.ts'

const post = (fetch: (url: string, init: RequestInit) => Promise<Response>, options = {}) =>
  postForm(identityProvider('http://user:hush@id.test/oauth2', { fetch, ...options }), '/token', {
    code: 'hush',
    a: undefined,
  })

describe('postForm()', () => {
  test('sends fields in the body and follows no redirect', async () => {
    let seen: RequestInit & { url?: string } = {}
    await post(async (url, init) => {
      seen = { ...init, url }
      return Response.json({})
    })
    expect(seen).toMatchObject({
      url: 'http://user:hush@id.test/oauth2/token',
      method: 'POST',
      redirect: 'manual',
    })
    expect(String(seen.body)).toBe('code=hush')
  })

  test.each([
    [
      Response.json({ status: 403, message: 'invalid client secret' }, { status: 403 }),
      '403: invalid client secret',
    ],
    [
      Response.json({ error: 'invalid_grant', error_description: 'Old\x1b[2J\n' }, { status: 400 }),
      '400: invalid_grant - Old\\x1b[2J',
    ],
    [new Response('<html>busy</html>', { status: 502 }), '502'],
    [new Response('try\nlater', { status: 503 }), '503: try later'],
    [new Response('a'.repeat(300), { status: 503 }), `503: ${'a'.repeat(300)}`],
    [new Response('a'.repeat(301), { status: 503 }), `503: ${'a'.repeat(300)}…`],
    [new Response('', { status: 302, headers: { Location: 'http://other/' } }), '302'],
  ])('%#: a refusal says what the server said', async (response, said) => {
    await expect(post(async () => response)).rejects.toThrow(
      new RegExp(`^id\\.test answered ${said.replace(/[[\]\\]/g, '\\$&')}$`),
    )
  })

  test('a network error names the host and a code, never the request', async () => {
    const fault = Object.assign(new Error('could not fetch http://id.test/?code=hush'), { code: 'ENOTFOUND' })
    const error = await post(() => Promise.reject(fault)).catch((error: Error) => error)
    expect(error).toHaveProperty('message', 'cannot reach id.test: ENOTFOUND')
  })

  test('an answer that does not come in time is a network error', async () => {
    const never = (_url: string, { signal }: RequestInit) =>
      new Promise<Response>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    await expect(post(never, { timeout: 1 })).rejects.toThrow('cannot reach id.test: no answer in time')
  })

  test('an interruption is passed on as it is', async () => {
    const reason = new Error('stop')
    const signal = AbortSignal.abort(reason)
    await expect(post(async (_url, init) => Promise.reject(init.signal?.reason), { signal })).rejects.toBe(
      reason,
    )
  })
})
