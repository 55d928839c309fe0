/**
 * 外送 What changes here goes out to systems that keep the same fact, so that nobody types it there once more. Pure: who is told of what, with
 * which fields, and when a letter that did not arrive is tried again.
 */
import { AreaCode, type Static, Type } from '@liren/contract'
import { addressFault } from '@liren/contract/address'
import type { Entry } from './dictionary/entry.ts'
import { identifiers } from './owner-port.ts'

/** 生命事件 and corrected values. */
export const outgoingKinds = ['registered', 'born', 'moved', 'married', 'died', 'updated', 'value'] as const
export type OutgoingKind = (typeof outgoingKinds)[number]
/** `push`: the system takes letters. `file`: it takes a table, or only typing: a sheet in its own words. */
export const outgoingWays = ['push', 'file'] as const
export const deliveryStates = ['waiting', 'sent', 'failed', 'filed'] as const
export type DeliveryState = (typeof deliveryStates)[number]

const text = (maxLength: number, minLength = 1) => Type.String({ minLength, maxLength })

/** Columns of a sheet beside keys of the dictionary. */
export const sheetFacts = ['kind', 'on', 'name', 'number'] as const

export type SubscriberDraft = Static<typeof SubscriberDraft>
export const SubscriberDraft = Type.Object(
  {
    name: text(80, 2),
    /** Code of the department here whose system it is. */
    ownerUnit: text(40),
    way: Type.Enum([...outgoingWays]),
    url: Type.Union([text(300), Type.Null()]),
    kinds: Type.Array(Type.Enum([...outgoingKinds]), { minItems: 1, maxItems: 10, uniqueItems: true }),
    /** No more than these leave. */
    keys: Type.Array(text(80), { maxItems: 30, uniqueItems: true }),
    area: AreaCode,
    identifiesBy: Type.Enum([...identifiers]),
    /** Under which source the system tells us values itself: they are not sent back to it. */
    tellsAs: Type.Union([text(100), Type.Null()]),
    basis: text(200, 2),
    /** Of a sheet: its headings in their order, each with a key or a fact. */
    columns: Type.Array(Type.Object({ heading: text(60), of: text(80) }, { additionalProperties: false }), {
      maxItems: 40,
    }),
  },
  { additionalProperties: false },
)

type Fault = {
  readonly code: 'address-wrong' | 'unknown-key' | 'not-shared' | 'columns-needed' | 'fields-needed'
  readonly field: string
}

export const subscriberFault = (
  { way, url, kinds, keys, columns }: SubscriberDraft,
  dictionary: ReadonlyMap<string, Entry>,
): Fault | null => {
  if (way === 'push' && (url === null || addressFault(url))) return { code: 'address-wrong', field: 'url' }
  for (const [at, key] of keys.entries()) {
    const entry = dictionary.get(key)
    if (!entry || entry.held === 'asked' || entry.held === 'port') return { code: 'unknown-key', field: `keys.${at}` }
    if (entry.sharing === 'none') return { code: 'not-shared', field: `keys.${at}` }
  }
  if (keys.length === 0 && (kinds.includes('updated') || kinds.includes('value')))
    return { code: 'fields-needed', field: 'keys' }
  if (way === 'file' && columns.length === 0) return { code: 'columns-needed', field: 'columns' }
  const known: readonly string[] = [...sheetFacts, ...keys]
  const stray = columns.findIndex(({ of }) => !known.includes(of))
  return stray < 0 ? null : { code: 'unknown-key', field: `columns.${stray}.of` }
}

/** Fields an event may have changed; whoever is new is told whole. */
const touched: Readonly<Record<'moved' | 'married' | 'died', readonly RegExp[]>> = {
  moved: [/^person\.(residence|residenceKind|gridCell|community|hukou\.address)$/, /^(dwelling|building)\./],
  married: [/^share\.marriage\./, /^household\./, /^person\.relation$/],
  died: [/^person\.state$/],
}

/** Of what a system may have, what this event concerns. `changed` are the keys of `updated` and `value`. */
export const keysFor = (kind: OutgoingKind, keys: readonly string[], changed: readonly string[]): readonly string[] => {
  if (kind === 'registered' || kind === 'born') return keys
  if (kind === 'updated' || kind === 'value') return keys.filter((key) => changed.includes(key))
  return keys.filter((key) => touched[kind].some((pattern) => pattern.test(key)))
}

const minute = 60_000
const mostTries = 10
/** Twice as long after every failure, twelve hours at most; null when a person has to look. */
export const nextTryAfter = (failures: number): number | null =>
  failures >= mostTries ? null : Math.min(2 ** (failures - 1) * minute, 12 * 60 * minute)

/** What is kept sealed of a delivery until it is done with. */
export type Letter = {
  readonly kind: OutgoingKind
  readonly at: string
  readonly about: 'person' | 'enterprise'
  readonly whom: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, { readonly value: unknown; readonly on: string | null }>>
}
