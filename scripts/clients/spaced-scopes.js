/**
 * Twitch lists scopes as an array where RFC 6749 has a text with blanks, which strict libraries refuse. Every program
 * that uses them with Twitch turns one into the other.
 */
export async function spacedScopes(url, options) {
  const response = await fetch(url, options)
  if (!/json/.test(response.headers.get('content-type') ?? '') || !response.ok) return response
  const body = await response.json()
  const isList = Array.isArray(body.scope)
  const { status, headers } = response
  return Response.json(isList ? { ...body, scope: body.scope.join(' ') } : body, {
    status,
    headers: { 'content-type': headers.get('content-type') },
  })
}
