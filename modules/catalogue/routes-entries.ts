/** What may be asked about the dictionary: reading it, and a steward's rows in it with their history. */
import { At, Id, Page, PageQuery, type Static, Type } from '@liren/contract'
import { Entry, entryTypes, ledgers, refreshes, sensitivities, sharingClasses } from './dictionary/entry.ts'
import { object, text } from './shapes.ts'

const byKey = object({ key: text(80) })
const Both = object({ zh: text(60), en: text(120) })

/** All a steward says of a field; where its value lives is said once, when it is new. */
export type EntryDraft = Static<typeof EntryDraft>
export const EntryDraft = object({
  ledger: Type.Enum([...ledgers]),
  name: Both,
  type: Type.Enum([...entryTypes]),
  codes: Type.Union([Type.Record(text(40), Both, { maxProperties: 200 }), Type.Null()]),
  owner: text(80),
  ownerUnit: Type.Union([text(40), Type.Null()]),
  source: text(100),
  sensitivity: Type.Enum([...sensitivities]),
  standard: Type.Union([text(120), Type.Null()]),
  refresh: Type.Enum([...refreshes]),
  sharing: Type.Enum([...sharingClasses]),
  sharingBasis: Type.Union([text(200), Type.Null()]),
  askedBy: Type.Array(text(80), { maxItems: 40 }),
  consent: Type.Union([text(60), Type.Null()]),
  /** Told by departments and kept here, or asked of people where it is wanted. */
  held: Type.Optional(Type.Enum(['shared', 'asked'])),
})

export const entryActs = ['added', 'changed', 'retired', 'restored'] as const

export const entryRoutes = {
  listEntries: {
    method: 'GET',
    path: '/entries',
    may: 'entry.read',
    summary: 'The dictionary of fields, in key order; those given up only where asked for',
    query: object({
      ...PageQuery,
      q: Type.Optional(text(60)),
      ledger: Type.Optional(Type.Enum([...ledgers])),
      sharing: Type.Optional(Type.Enum([...sharingClasses])),
      retired: Type.Optional(Type.Boolean()),
    }),
    reply: Page(Entry),
  },
  readEntry: { method: 'GET', path: '/entries/:key', may: 'entry.read', params: byKey, reply: Entry },
  keepEntry: {
    method: 'PUT',
    path: '/entries/:key',
    may: 'entry.change',
    summary: 'Add a field of this district, or change what is said of one',
    params: byKey,
    body: EntryDraft,
    reply: Entry,
  },
  retireEntry: {
    method: 'POST',
    path: '/entries/:key/retirements',
    may: 'entry.change',
    summary: 'Give a field up: nothing may live on it any more; what is held under it stays',
    params: byKey,
    body: object({ note: text(300, 2) }),
    reply: Entry,
  },
  restoreEntry: {
    method: 'POST',
    path: '/entries/:key/restorations',
    may: 'entry.change',
    params: byKey,
    body: object({ note: text(300, 2) }),
    reply: Entry,
  },
  listEntryChanges: {
    method: 'GET',
    path: '/entries/:key/changes',
    may: 'entry.read',
    summary: 'Who changed what of a field, and when, the latest first',
    params: byKey,
    query: object(PageQuery),
    reply: Page(
      Type.Object({
        id: Id,
        at: At,
        byName: Type.String(),
        act: Type.Enum([...entryActs]),
        note: Type.Union([Type.String(), Type.Null()]),
        /** What was said before and after, under the names of `EntryDraft`. */
        changes: Type.Array(Type.Object({ field: Type.String(), before: Type.Unknown(), after: Type.Unknown() })),
      }),
    ),
  },
} as const
