/** The answer to a HEAD: that to a GET without its body, with the length that it would have (RFC 9110, 8.6). */
export async function withoutBody(response: Response): Promise<Response> {
  const { status, headers } = response
  // A body that a fault cuts off has no length.
  const body = response.body && (await response.blob().catch(() => undefined))
  if (body) headers.set('Content-Length', String(body.size))
  return new Response(null, { status, headers })
}
