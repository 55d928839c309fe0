/** Keeps the bytes of signed requests as they were sent: a signature is checked over them, not over what was read from them. */
const texts = new WeakMap<object, string>()

/** Remembers the body of a request that says it is signed (Standard Webhooks: `webhook-signature`). */
export const keepSentText = (request: { readonly headers: Readonly<Record<string, unknown>> }, text: string) => {
  if (request.headers['webhook-signature'] !== undefined) texts.set(request, text)
}

/** The body exactly as sent; null unless the request carries `webhook-signature`. */
export const sentText = (request: object): string | null => texts.get(request) ?? null
