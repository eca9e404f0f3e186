/** Changes that no test can notice, or that none should, and why. */
export const reasons: readonly { file: string; fact: string; reason: string }[] = []
