/** A value, or a promise of it. */
export type Awaitable<T> = T | Promise<T>

/** Calls `next` with a value: synchronously if it is not a promise, so that it does not wait for the next turn. */
export function then<T, R>(value: Awaitable<T>, next: (value: T) => Awaitable<R>): Awaitable<R> {
  return value instanceof Promise ? value.then(next) : next(value)
}
