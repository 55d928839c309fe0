/** The views of points: what a person, their neighbours and the desk are shown. */
import { At, Id, Nullable, On, type Static, Type } from '@liren/contract'
import { flagKinds } from './abuse.ts'
import { levelNames } from './level.ts'

export const Unit = Type.Enum(['point', 'hour'])
export const kinds = [
  'earn',
  'deduct',
  'redeem',
  'freeze',
  'thaw',
  'expire',
  'reverse',
  'share',
  'donate',
  'pay',
  'carry',
] as const

export const WalletView = Type.Object({
  which: Type.Enum(['mine', 'household']),
  unit: Unit,
  free: Type.Integer(),
  held: Type.Integer(),
})

/** One line of a wallet. `balance` sides: `change` in what can be spent, `heldChange` in what is set aside. */
export type EntryView = Static<typeof EntryView>
export const EntryView = Type.Object({
  id: Type.String(),
  transferId: Id,
  kind: Type.Enum([...kinds]),
  unit: Unit,
  change: Type.Integer(),
  because: Type.String(),
  ruleCode: Nullable(Type.String()),
  ruleVersion: Nullable(Type.Integer()),
  /** Who gave or took it, where it was not a rule. */
  byName: Nullable(Type.String()),
  source: Type.String(),
  /** The page about what it was for, on the phone. */
  link: Nullable(Type.String()),
  validOn: Nullable(On),
  at: At,
  mayObjectUntil: Nullable(At),
  objectionId: Nullable(Id),
  isReversed: Type.Boolean(),
})

/** What a rule did not pay, and why. */
export type Unpaid = Static<typeof Unpaid>
export const Unpaid = Type.Object({
  id: Id,
  ruleCode: Type.String(),
  because: Nullable(Type.String()),
  link: Nullable(Type.String()),
  amount: Type.Integer(),
  why: Type.String(),
  at: At,
  mayObjectUntil: Nullable(At),
  objectionId: Nullable(Id),
})

export const Mine = Type.Object({
  wallets: Type.Array(WalletView),
  household: Type.Array(Type.Object({ personId: Id, name: Type.String() })),
  level: Type.Object({
    name: Type.Enum([...levelNames]),
    next: Nullable(Type.Enum([...levelNames])),
    missing: Type.Integer(),
    earned: Type.Integer(),
  }),
  expiring: Type.Array(Type.Object({ on: On, amount: Type.Integer() })),
  /** This year by rule: what I gave to the neighbourhood, in points. */
  thisYear: Type.Array(Type.Object({ because: Type.String(), amount: Type.Integer(), times: Type.Integer() })),
  unpaid: Type.Array(Unpaid),
})

export const Reading = Type.Object({
  id: Id,
  title: Type.String(),
  text: Type.String(),
  question: Type.String(),
  choices: Type.Array(Type.String()),
  untilOn: Nullable(On),
  isAnswered: Type.Boolean(),
})

export const FlagView = Type.Object({
  id: Id,
  kind: Type.Enum([...flagKinds]),
  state: Type.Enum(['frozen', 'cleared', 'reversed']),
  area: Nullable(Type.String()),
  people: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  transferIds: Type.Array(Id),
  note: Nullable(Type.String()),
  foundAt: At,
  decidedAt: Nullable(At),
  decidedByName: Nullable(Type.String()),
})

export const Quarter = Type.String({ pattern: '^20\\d{2}Q[1-4]$' })
export const Budget = Type.Object({
  area: Type.String(),
  quarter: Type.String(),
  /** As it was decided; false where the sum every quarter begins with stands for it. */
  isSet: Type.Boolean(),
  amount: Type.Integer(),
  issued: Type.Integer(),
  left: Type.Integer(),
})

/** Thanks that two people have to agree on. */
export type GrantView = Static<typeof GrantView>
export const GrantView = Type.Object({
  id: Id,
  area: Type.String(),
  personName: Type.String(),
  amount: Type.Integer(),
  because: Type.String(),
  state: Type.Enum(['asked', 'granted', 'declined']),
  askedByName: Type.String(),
  isMine: Type.Boolean(),
  askedAt: At,
  decidedByName: Nullable(Type.String()),
  decidedAt: Nullable(At),
  note: Nullable(Type.String()),
})

export const DayView = Type.Object({
  on: On,
  entries: Type.Integer(),
  isBalanced: Type.Boolean(),
  hash: Type.String(),
  closedAt: At,
})

/** What a rule would have done in the past. */
export const Rehearsal = Type.Object({
  facts: Type.Integer(),
  matched: Type.Integer(),
  unknown: Type.Integer(),
  nobody: Type.Integer(),
  capped: Type.Integer(),
  people: Type.Integer(),
  points: Type.Integer(),
  most: Type.Integer(),
})

export const ObjectionView = Type.Object({
  id: Id,
  number: Type.String(),
  state: Type.String(),
  area: Type.String(),
  personName: Type.String(),
  because: Type.String(),
  reason: Nullable(Type.String()),
  amount: Type.Integer(),
  kind: Type.Enum([...kinds]),
  /** It is about something that was not paid at all. */
  isUnpaid: Type.Boolean(),
  raisedAt: At,
  dueAt: Nullable(At),
})
