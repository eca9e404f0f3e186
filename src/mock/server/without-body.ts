/** The answer to a HEAD: that to a GET without its body, with the length that it would have (RFC 9110, 8.6). */
export async function withoutBody(response: Response): Promise<Response> {
  const { status, headers } = response
  if (response.body) headers.set('Content-Length', String((await response.blob()).size))
  return new Response(null, { status, headers })
}
