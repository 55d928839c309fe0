/** Posts one signed message to a peer, and says what came of it. */
import { signatureOf } from '@liren/kernel/webhook-signature'
import type { PeerRow } from './store.ts'

/** `isFinal`: trying again cannot help. */
export type Posted =
  | { readonly ok: true; readonly reply: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly why: string; readonly isFinal: boolean }

const waitMs = 8000

export const post = async (
  peer: PeerRow,
  secret: string,
  message: { readonly id: string; readonly text: string; readonly at: Date },
): Promise<Posted> => {
  const seconds = Math.floor(message.at.getTime() / 1000)
  try {
    const response = await fetch(`${peer.baseUrl.replace(/\/$/, '')}/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': message.id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signatureOf(secret, message.id, seconds, message.text),
      },
      body: message.text,
      // Elsewhere the signature would be shown to somebody it was not made for.
      redirect: 'error',
      signal: AbortSignal.timeout(waitMs),
    })
    if (response.ok) {
      const reply: unknown = await response.json().catch(() => null)
      // Fields are checked one by one where they are used.
      return { ok: true, reply: typeof reply === 'object' && reply !== null ? (reply as Record<string, unknown>) : {} }
    }
    const isPassing = response.status === 408 || response.status === 425 || response.status === 429
    return { ok: false, why: `HTTP ${response.status}`, isFinal: response.status < 500 && !isPassing }
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.name : 'unreachable', isFinal: false }
  }
}
