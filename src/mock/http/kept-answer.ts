/** The answer of an app to a request, before it was serialized to JSON. */
export interface KeptAnswer {
  body: unknown
  headers: Headers | Readonly<Record<string, unknown>>
}

const answers = new WeakMap<Request, KeptAnswer>()

/** Keeps an answer for the journal as long as its request lives. Copying the Response would slow reads by a tenth. */
export function keepAnswer(request: Request, body: unknown, headers: KeptAnswer['headers']): void {
  answers.set(request, { body, headers })
}

/** The answer to a request; undefined if the app made the Response itself. */
export const keptAnswer = (request: Request): KeptAnswer | undefined => answers.get(request)
