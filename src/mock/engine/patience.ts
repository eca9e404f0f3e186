/** How long a writer waits for another process: a generation of many users holds the file for some seconds. */
export const PATIENCE_MS = 60_000

/** How long a writer waits between two attempts. */
export const TRY_AGAIN_MS = 10
