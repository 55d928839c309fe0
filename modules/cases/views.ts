/** The shapes of the world of cases: categories, a case whole, a case as a row, evidence, proposals. */
import { At, Id, Nullable, type Static, Type } from '@liren/contract'
import { MatterRow, MatterView } from '@liren/matters/contract'
import { outcomes } from './case.ts'
import { photoDoubts } from './photo-doubt.ts'

export const closed = { additionalProperties: false } as const
export const byId = Type.Object({ id: Id }, closed)
export const Text = (most = 2000, least = 1) => Type.String({ minLength: least, maxLength: most })
export const Files = Type.Array(Id, { maxItems: 9 })
export const Seen = Type.Optional(Type.Integer({ minimum: 0 }))
export const Code = Type.String({ pattern: '^[PEA]\\d{4}$' })
export const Grade = Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3), Type.Literal(4)])
export const Ownership = Type.Enum(['municipal', 'lane', 'estate', 'unmanagedEstate', 'private', 'institution'])
export const Limit = Type.Object(
  {
    amount: Type.Number({ exclusiveMinimum: 0, maximum: 400 }),
    unit: Type.Enum(['workHours', 'urgentHours', 'workDays', 'urgentDays']),
  },
  closed,
)

export type CategoryView = Static<typeof CategoryView>
export const CategoryView = Type.Object({
  code: Type.String(),
  name: Type.String(),
  /** What the district calls it, where the place has a name of its own. */
  usualName: Nullable(Type.String()),
  path: Type.Array(Type.String()),
  grade: Grade,
  isManualOnly: Type.Boolean(),
  isMapped: Type.Boolean(),
})
export const CategoryFull = Type.Object({
  ...CategoryView.properties,
  filingStandard: Type.String(),
  closingStandard: Type.String(),
  limits: Type.Record(Type.String(), Limit),
  keywords: Type.Array(Type.String()),
  points: Type.Integer(),
  isRestricted: Type.Boolean(),
  callFirst: Type.Boolean(),
})

export const Moved = Type.Object({
  id: Id,
  number: Type.String(),
  state: Type.String(),
  phase: Type.String(),
  seen: Type.Integer(),
  dueAt: Nullable(At),
  isReplay: Type.Boolean(),
})

export const Advice = Type.Object({ word: Type.String(), numbers: Type.Array(Type.String()), text: Type.String() })

/** A photo or document as a page shows it; addresses expire unless the case is public. */
export const EvidenceView = Type.Object({
  id: Id,
  part: Type.Enum(['report', 'before', 'after', 'verification', 'check', 'other']),
  url: Nullable(Type.String()),
  thumbUrl: Nullable(Type.String()),
  mime: Type.String(),
  name: Type.String(),
  takenAt: Nullable(At),
  at: At,
  /** Seen by everybody. */
  isPublic: Type.Boolean(),
  /** Why somebody of the office hid it from the public; for staff. */
  hiddenBecause: Nullable(Type.String()),
  /** Shown as proof, but taken elsewhere, or before the case was signed for; for staff. */
  doubts: Type.Array(Type.Enum([...photoDoubts])),
  metresOff: Nullable(Type.Integer()),
})

/** A change of a category: what it touched, before and after. The newest can be taken back. */
export const CategoryChange = Type.Object({
  id: Type.String(),
  at: At,
  byName: Type.String(),
  before: Type.Record(Type.String(), Type.Unknown()),
  after: Type.Record(Type.String(), Type.Unknown()),
  isUndoing: Type.Boolean(),
  isNewest: Type.Boolean(),
})

/** Somebody looked at the reporter’s number. */
export const ContactLook = Type.Object({
  at: At,
  by: Type.String(),
  unitName: Nullable(Type.String()),
  purpose: Type.String(),
})

export type CaseView = Static<typeof CaseView>
export const CaseView = Type.Object({
  matter: MatterView,
  category: Nullable(CategoryFull),
  ownership: Nullable(Ownership),
  text: Type.String(),
  source: Type.Object({ code: Type.String(), name: Type.String() }),
  isAnonymous: Type.Boolean(),
  isRestricted: Type.Boolean(),
  safetyWords: Type.Array(Type.String()),
  contact: Nullable(Type.Object({ name: Nullable(Type.String()), phone: Nullable(Type.String()) })),
  /** Who looked at it and why: for the reporter and for staff. */
  contactLooks: Type.Array(ContactLook),
  seenAt: Nullable(At),
  outcome: Nullable(Type.Enum([...outcomes])),
  /** The version of the privacy notice the reporter saw; for the reporter and for staff. */
  privacyVersion: Nullable(Type.Integer()),
  /** Why somebody changed or kept back its public title; for staff. */
  titleBecause: Nullable(Type.String()),
  /** Forwarded by the platform itself; until then whoever dispatches or accepts may take it back. */
  undoUntil: Nullable(At),
  areaPath: Type.Array(Type.String()),
  evidence: Type.Array(EvidenceView),
})

/** A case as a row of the desk's lists. */
export type CaseRow = Static<typeof CaseRow>
export const CaseRow = Type.Object({
  ...MatterRow.properties,
  categoryCode: Nullable(Type.String()),
  categoryName: Nullable(Type.String()),
  sourceName: Type.String(),
  areaName: Type.String(),
})

export const Proposal = Type.Object({
  unitId: Id,
  unitName: Type.String(),
  part: Type.Enum(['lead', 'support']),
  clause: Type.String(),
  score: Type.Number(),
  why: Type.Array(Type.String()),
  openMatters: Type.Integer(),
})
