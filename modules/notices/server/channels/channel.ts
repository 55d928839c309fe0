/** What every way to a person looks like, and how any of them asks over HTTP. */
import type { ChannelName } from '../../contract.ts'

/** One message for one address, already stripped of what may not leave the platform. */
export type Outgoing = {
  /** Ours; providers that can are asked to drop repetitions of it. */
  readonly id: string
  readonly to: string
  readonly title: string
  readonly text: string
  /** Full address of the page, null when the platform has no public origin or there is no page. */
  readonly url: string | null
  readonly at: Date
  /** The template registered with the provider, its parameters filled in order. Needed by SMS and WeChat. */
  readonly template: {
    readonly number: string
    readonly values: readonly { readonly name: string; readonly value: string }[]
  } | null
}

/**
 * `sent` = accepted by the provider. A failure is final when trying again cannot help (refused, unknown address,
 * template missing), passing otherwise. `code` is the provider's own.
 */
export type Sent =
  | { readonly status: 'sent'; readonly providerId: string | null }
  | { readonly status: 'failed'; readonly code: string; readonly isFinal: boolean }

export type Channel = { readonly name: ChannelName; readonly send: (message: Outgoing) => Promise<Sent> }

export const failed = (code: string, isFinal: boolean): Sent => ({ status: 'failed', code, isFinal })

/** Asks and reads JSON; a network fault, a timeout or a page that is no JSON is a passing failure (null). */
export const askJson = async (url: string, init: RequestInit = {}): Promise<Record<string, unknown> | null> => {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(8000) })
    const body: unknown = await response.json()
    // Fields are checked one by one where they are used.
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : null
  } catch {
    return null
  }
}

export const postJson = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  askJson(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  })

export const textOf = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
