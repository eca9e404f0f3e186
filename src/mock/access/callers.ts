import type { Caller } from './auth.ts'

const callers = new WeakMap<Request, Caller>()

/** Remembers who makes a request, for whatever looks at the request later. */
export function rememberCaller(request: Request, caller: Caller): void {
  callers.set(request, caller)
}

/** Who makes a request; undefined if it was not authenticated. */
export function callerOf(request: Request): Caller | undefined {
  return callers.get(request)
}
