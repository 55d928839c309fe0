/** How a browser asks the server: typed, in the reader's language, patient with bad networks, never impatient with writes. */
import { createClient, type Problem, Refused, type Transport } from '@liren/contract'
import { cell } from './cell.ts'
import { look } from './look.ts'

/** Is the server within reach? False after a request could not be delivered, true again after one was. */
export const online = cell(globalThis.navigator?.onLine ?? true)
globalThis.addEventListener?.('online', () => online.set(true))
globalThis.addEventListener?.('offline', () => online.set(false))

/** Counts up whenever the server says "sign in first": the session is asked for again. */
export const signedOut = cell(0)

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
/** Asked by the page's own HTML, before any program was here (see `apps/web/early.ts`); whoever asks first takes it. */
export const early = (globalThis as { early?: Map<string, Promise<Response | undefined>> }).early
const isPassing = (status: number) => status === 502 || status === 503 || status === 504

/** `fetch` with the language, a time limit, and — for reads only — two more tries. */
export const patientFetch: Transport = async (url, init) => {
  const isRead = (init.method ?? 'GET') === 'GET'
  const headers = new Headers(init.headers)
  headers.set('accept-language', look.get().locale)
  headers.set('x-liren', '1')
  for (let attempt = 0; ; attempt++) {
    const isLast = !isRead || attempt === 2
    try {
      const signal = init.signal ?? AbortSignal.timeout(isRead ? 20_000 : 120_000)
      const begun = isRead ? early?.get(url) : undefined
      early?.delete(url)
      const first = await begun
      const response = first?.ok ? first : await fetch(url, { credentials: 'same-origin', ...init, headers, signal })
      online.set(true)
      if (response.status === 401) signedOut.set(signedOut.get() + 1)
      if (isLast || !isPassing(response.status)) return response
    } catch (cause) {
      if (isLast || globalThis.navigator?.onLine === false) {
        online.set(false)
        throw cause
      }
    }
    await wait(300 * 3 ** attempt)
  }
}

/**
 * Asks a route of a contract.
 * @example
 * const report = await ask(cases, 'report', { body: { text: '井盖不见了' } })
 * @throws Refused when the server says no; TypeError when it cannot be reached.
 */
export const ask = createClient(patientFetch)

/** Asks an address that has no contract here: the kernel's own, or a module that may be absent. */
export const askUrl = async <T>(url: string, init: { method?: string; body?: unknown } = {}): Promise<T> => {
  const response = await patientFetch(url, {
    method: init.method ?? 'GET',
    headers: { accept: 'application/json', ...(init.body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  })
  // The shape is the caller's promise: these addresses are our own server's.
  if (response.status === 204) return undefined as T
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer as T
  const unreadable = {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: 'kernel/unreadable',
  }
  throw new Refused((answer as Problem | undefined) ?? unreadable)
}

/** The refusal inside anything thrown, or null when it was a lost connection or a bug. */
export const problemOf = (thrown: unknown): Problem | null => (thrown instanceof Refused ? thrown.problem : null)

/** Messages by field name, for forms: both the one `field` of a refusal and the list of a failed validation. */
export const fieldErrors = (thrown: unknown): Readonly<Record<string, string>> => {
  const problem = problemOf(thrown)
  if (!problem) return {}
  const named = (problem.errors ?? []).map(({ field, message }) => [field.replace(/^body[./]/, ''), message])
  return Object.fromEntries([
    ...named,
    ...(problem.field ? [[problem.field.replace(/^body[./]/, ''), problem.title]] : []),
  ])
}
