/** The answer to HEAD: that to GET without its body, but with its Content-Length (RFC 9110, 8.6). */
export async function withoutBody(response: Response): Promise<Response> {
  const { status, headers } = response
  // A body that a fault truncates has no length.
  const body = response.body && (await response.blob().catch(() => undefined))
  if (body) headers.set('Content-Length', String(body.size))
  return new Response(null, { status, headers })
}
