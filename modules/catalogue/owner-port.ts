/**
 * 数源端口 A department keeps its data and answers through a port: query hands one value over, verify says yes or no and nothing more,
 * redirect leads the person to where it is kept. Pure: what a port must say, what is sent, what of an answer counts.
 */

import { type Static, Type } from '@liren/contract'
import { addressFault } from '@liren/contract/address'
import type { Entry } from './dictionary/entry.ts'
import { fits } from './dictionary/fits.ts'

export const portKinds = ['query', 'verify', 'redirect'] as const
export type PortKind = (typeof portKinds)[number]
export const portOutcomes = [
  'answered',
  'refused',
  'limited',
  'timeout',
  'unreachable',
  'too-long',
  'unreadable',
  'address',
  'busy',
] as const
export type PortOutcome = (typeof portOutcomes)[number]

const text = (maxLength: number, minLength = 1) => Type.String({ minLength, maxLength })

/** Whom the department's system knows by what: the number itself, or its HMAC-SHA-256 under the secret both sides hold. */
export const identifiers = ['number', 'hash'] as const

export type OwnerPortDraft = Static<typeof OwnerPortDraft>
export const OwnerPortDraft = Type.Object(
  {
    name: text(80, 2),
    kind: Type.Enum([...portKinds]),
    /** Code of the department here that keeps the data. */
    ownerUnit: text(40),
    about: Type.Enum(['person', 'enterprise']),
    /** What leaves through a call names no more than these entries; what they hold stays with their owner. */
    keys: Type.Array(text(80), { minItems: 1, maxItems: 20, uniqueItems: true }),
    url: text(300),
    identifiesBy: Type.Enum([...identifiers]),
    /** Law, agreement or catalogue entry on which it rests. */
    basis: text(200, 2),
    perMinute: Type.Integer({ minimum: 1, maximum: 600 }),
    answerWithinMs: Type.Integer({ minimum: 200, maximum: 3000 }),
  },
  { additionalProperties: false },
)

/** The field of a draft that cannot be, and the refusal it earns; null when all is well. */
export const portFault = (
  draft: OwnerPortDraft,
  dictionary: ReadonlyMap<string, Entry>,
): { readonly code: 'address-wrong' | 'unknown-key' | 'kept-elsewhere'; readonly field: string } | null => {
  if (addressFault(draft.url)) return { code: 'address-wrong', field: 'url' }
  for (const [at, key] of draft.keys.entries()) {
    const entry = dictionary.get(key)
    const isOfEnterprise = key.startsWith('enterprise.')
    if (!entry || isOfEnterprise !== (draft.about === 'enterprise')) return { code: 'unknown-key', field: `keys.${at}` }
    // A register's own facts are here already.
    if (entry.held === 'register' || entry.held === 'derived') return { code: 'kept-elsewhere', field: `keys.${at}` }
  }
  return null
}

export type Answered = { readonly value: unknown; readonly on: string | null }
export const verdicts = ['yes', 'no', 'unknown'] as const
export type Verdict = (typeof verdicts)[number]

const parts = (reply: unknown, name: 'values' | 'answers'): Readonly<Record<string, unknown>> | null => {
  const found = typeof reply === 'object' && reply !== null ? (reply as Record<string, unknown>)[name] : undefined
  return typeof found === 'object' && found !== null && !Array.isArray(found)
    ? (found as Record<string, unknown>)
    : null
}
const isDay = (text: unknown): text is string =>
  typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

/**
 * `{ "values": { "<key>": { "value": …, "on": "2026-11-01" } } }`: of what was asked, what fits its entry; a field left out or null is not held
 * there. Null when the answer cannot be read: one unfit value makes the whole unfit, for nobody knows what else is wrong with it.
 */
export const valuesIn = (reply: unknown, asked: readonly Entry[]): ReadonlyMap<string, Answered> | null => {
  const given = parts(reply, 'values')
  if (!given) return null
  const found = new Map<string, Answered>()
  for (const entry of asked) {
    const one = Object.hasOwn(given, entry.key) ? given[entry.key] : null
    if (one === null) continue
    if (typeof one !== 'object' || one === undefined || !('value' in one)) return null
    const { value, on } = one as { value: unknown; on?: unknown }
    if (!fits(entry, value)) return null
    if (value !== null) found.set(entry.key, { value, on: isDay(on) ? on : null })
  }
  return found
}

/** `{ "answers": { "<key>": "yes" | "no" | "unknown" } }`; what is not answered is unknown, anything else unreadable. */
export const verdictsIn = (reply: unknown, keys: readonly string[]): ReadonlyMap<string, Verdict> | null => {
  const given = parts(reply, 'answers')
  if (!given) return null
  const found = new Map<string, Verdict>()
  for (const key of keys) {
    const said = Object.hasOwn(given, key) ? given[key] : 'unknown'
    const verdict = verdicts.find((one) => one === said)
    if (!verdict) return null
    found.set(key, verdict)
  }
  return found
}
