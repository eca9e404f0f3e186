/** Returns a function that computes a value at its first call, and then keeps it. */
export function lazy<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
