import type { Caller } from './auth.ts'

const callers = new WeakMap<Request, Caller>()

/** Remembers the caller of a request, for its handler and the journal. */
export function rememberCaller(request: Request, caller: Caller): void {
  callers.set(request, caller)
}

/** The caller of a request; undefined if it was not authenticated. */
export function callerOf(request: Request): Caller | undefined {
  return callers.get(request)
}
