/** A value that is there, or that is waited for. */
export type Awaitable<T> = T | Promise<T>

/** Goes on with a value: at once if it is there, so that nothing waits for the next turn without a reason. */
export function then<T, R>(value: Awaitable<T>, next: (value: T) => Awaitable<R>): Awaitable<R> {
  return value instanceof Promise ? value.then(next) : next(value)
}
