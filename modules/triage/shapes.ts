/** What people see of a sorting: three categories with reasons, a unit with its clause, what is missing, what it resembles. */
import { At, Id, Nullable, type Static, Type } from '@liren/contract'
import { ends } from './history.ts'
import { modes } from './policy.ts'
import { entityKinds } from './sorting/entities.ts'

export const Mode = Type.Enum([...modes])
export const Way = Type.Enum(['forward', 'verify', 'suggest', 'manual'])

export const UnitProposal = Type.Object({
  unitId: Id,
  unitName: Type.String(),
  part: Type.Enum(['lead', 'support']),
  clause: Type.String(),
  /** Keys of words that say why: `why.<key>` here, or of the organisation. */
  why: Type.Array(Type.String()),
})
/** A reason as a key of words and what stands in them: said in the language of whoever reads. */
export const Why = Type.Object({
  key: Type.String(),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
})
export type Why = Static<typeof Why>
export const Reason = Type.Object({
  word: Type.String(),
  rule: Type.String(),
  /** Left out by what was sorted before reasons were kept so. */
  said: Type.Optional(Why),
})
export const Likeness = Type.Object({
  caseId: Id,
  number: Type.String(),
  title: Type.String(),
  likeness: Type.Number(),
  why: Type.String(),
  /** Left out by what was sorted before reasons were kept so. */
  reasons: Type.Optional(Type.Array(Why)),
})
/** A stored place the words name, and the cell it lies in: proposed, never taken by itself. */
export type SaidPlace = Static<typeof SaidPlace>
export const SaidPlace = Type.Object({
  name: Type.String(),
  text: Type.String(),
  cellCode: Type.String(),
  cellName: Type.String(),
  communityCode: Type.String(),
  communityName: Type.String(),
  lon: Type.Number(),
  lat: Type.Number(),
  why: Type.String(),
  reasons: Type.Optional(Type.Array(Why)),
})
/** What whoever reports had reported before, counted by how it ended. */
export type ReporterHistory = Static<typeof ReporterHistory>
export const ReporterHistory = Type.Object({
  count: Type.Integer(),
  ended: Type.Array(Type.Object({ end: Type.Enum([...ends]), count: Type.Integer() })),
  why: Type.String(),
})
/** All that was proposed, as it was then. */
export type Proposal = Static<typeof Proposal>
export const Proposal = Type.Object({
  /** Reasons for each of the three categories, by code. */
  because: Type.Record(Type.String(), Type.Array(Reason)),
  units: Type.Array(UnitProposal),
  unitIs: Type.Enum(['one', 'several', 'none']),
  ownership: Nullable(Type.String()),
  grade: Type.Integer(),
  gradeBecause: Type.String(),
  gradeReasons: Type.Optional(Type.Array(Why)),
  /** How the unit was found, besides the duty lists. */
  route: Type.Optional(Type.Array(Why)),
  routeSays: Type.Optional(Type.String()),
  /** What the photos say of where and when: for staff. */
  photos: Type.Optional(Type.Array(Why)),
  photosSay: Type.Optional(Type.String()),
  kind: Type.String(),
  landmark: Nullable(Type.String()),
  /** What the words name that can be looked for on the spot; left out by what was sorted earlier. */
  entities: Type.Optional(Type.Array(Type.Object({ kind: Type.Enum([...entityKinds]), text: Type.String() }))),
  /** Where it may be, asked only where no cell is known. */
  places: Type.Optional(Type.Array(SaidPlace)),
  missing: Type.Array(Type.Object({ fact: Type.String(), question: Type.String() })),
  draft: Type.String(),
  /** Words of a language model, labelled as machine-made wherever they are shown. */
  machineDraft: Type.Optional(Nullable(Type.String())),
  alike: Type.Array(Likeness),
  /** `caseId`: the case it became. */
  parts: Type.Array(
    Type.Object({
      text: Type.String(),
      categoryCode: Nullable(Type.String()),
      caseId: Type.Optional(Nullable(Id)),
    }),
  ),
  /** For whoever decides only. */
  reporter: Type.Optional(Nullable(ReporterHistory)),
  why: Type.String(),
})

export const Named = Type.Object({ code: Type.String(), name: Type.String() })
export type SortingView = Static<typeof SortingView>
export const SortingView = Type.Object({
  caseId: Id,
  number: Type.String(),
  areaCode: Type.String(),
  cellCode: Nullable(Type.String()),
  cellName: Nullable(Type.String()),
  ranked: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      path: Type.Array(Type.String()),
      probability: Type.Number(),
    }),
  ),
  proposal: Proposal,
  /** The reporter's earlier reports, as far as whoever reads sees them anyway. */
  earlier: Type.Array(
    Type.Object({
      id: Id,
      number: Type.String(),
      title: Type.String(),
      openedAt: At,
      ended: Type.Enum([...ends]),
    }),
  ),
  way: Way,
  hurdles: Type.Array(Type.String()),
  threshold: Type.Number(),
  modelVersion: Nullable(Type.String()),
  isTrained: Type.Boolean(),
  sortedAt: At,
  forwardedAt: Nullable(At),
  final: Nullable(Named),
  wrongBecause: Nullable(Type.String()),
})

export const Figure = Type.Object({
  sorted: Type.Integer(),
  routed: Type.Integer(),
  /** Routed without a hand. */
  forwarded: Type.Integer(),
  /** Of those: returned, undone, dispatched again or put right by arbitration. */
  wrong: Type.Integer(),
  /** Reports whose category is known by now, and those triage had right. */
  judged: Type.Integer(),
  right: Type.Integer(),
  /** Came back from a unit at least once, whoever had sent them; and went to arbitration. */
  bounced: Type.Integer(),
  arbitrated: Type.Integer(),
})
