import { Elysia } from 'elysia'
import { parseQuery } from 'elysia/parse-query'
import { type Auth, authenticate, authorize, documented } from '../access/auth.ts'
import { callerOf, rememberCaller } from '../access/callers.ts'
import type { Store } from '../engine/store.ts'
import { keepAnswer } from '../http/kept-answer.ts'
import { FrequencyLimit } from '../http/limits.ts'
import { type Contracts, gather, parametersOf } from '../http/parameters.ts'
import type { RateLimiter } from './rate-limit.ts'

/**
 * Builds the Elysia instance on which a resource declares its routes. Every route declares `auth`, and its handler gets
 * the query as Twitch reads it and the `caller`. A handler that returns nothing answers 204.
 */
export function routeBuilder(store: Store, limiter: RateLimiter) {
  return Object.assign((tag: string) => beginRoutes(store, limiter, tag), {
    /** Whether exceeded limits are refused. */
    enforcesLimits: limiter.isEnforced,
    /** A limit of an operation's own: at most `maximum` times `within` milliseconds. */
    limit: (maximum: number, within: number) =>
      new FrequencyLimit(store, maximum, within, limiter.isEnforced),
  })
}

/** The Elysia instance on which a resource declares its routes. */
export type RouteBuilder = ReturnType<typeof routeBuilder>

function beginRoutes(store: Store, limiter: RateLimiter, tag: string) {
  return (
    new Elysia({ tags: [tag], normalize: false })
      // Arrow functions with destructured contexts: Elysia reads their source, in the executable the minified one, to
      // learn what they use, and prepares everything for a function that takes the context whole.
      .macro({
        auth: (auth: Auth) => {
          let contracts: Contracts = {}
          return {
            introspect: (route: object) => {
              contracts = route
            },
            detail: documented(auth),
            transform: ({ request, query, body, set }) => {
              if (mayBeMisread.test(request.url)) Object.assign(query, readQuery(request.url))
              const given = { query, body }
              gather(contracts, given)
              const caller = authenticate(store, auth, request.headers, parametersOf(contracts, given))
              limiter.take(`${caller.client_id}:${caller.user_id}`, store.now().getTime(), set.headers)
              rememberCaller(request, caller)
            },
            resolve: ({ request, query }) => {
              const caller = callerOf(request)!
              authorize(store, auth, caller, query)
              return { caller }
            },
          }
        },
      })
      .onAfterHandle(({ request, responseValue, set }) => {
        keepAnswer(request, responseValue, set.headers)
        if (responseValue === undefined) set.status = 204
      })
  )
}

/** Query strings that Elysia would misread: it splits values at commas and parses what looks like JSON. */
const mayBeMisread = /[,%[{]/

/** A repeated parameter becomes an array; commas mean nothing. */
function readQuery(url: string): Record<string, string | string[]> {
  const at = url.indexOf('?')
  return at < 0 ? {} : parseQuery(url.slice(at + 1))
}
