/**
 * A route's `transform`: fields of the body may also stand in the query, where released clients put them. The body
 * wins. A field that is no text needs `mayBeText: true` in its schema.
 */
export function bodyInQuery(context: { request: Request; body: unknown }): void {
  const { body, request } = context
  // What is no JSON object is left for the route to refuse.
  if (body === null || body === undefined || Object.getPrototypeOf(body) !== Object.prototype) return
  context.body = { ...Object.fromEntries(new URL(request.url).searchParams), ...(body as object) }
}

/** A route's `transform`: parameters of the query may also stand in a JSON body, where some clients put them. The query wins. */
export function queryInBody(context: { query: Record<string, unknown>; body: unknown }): void {
  const { body, query } = context
  if (body === null || body === undefined || Object.getPrototypeOf(body) !== Object.prototype) return
  for (const [name, value] of Object.entries(body)) {
    if (query[name] === undefined && value !== null) query[name] = String(value)
  }
}
