/** Shapes of benefits: rules as they are shown, screenings, what people see of their own matches, what workers see of a task. */
import { AreaCode, At, Id, Nullable, On, Personal, type Static, Type } from '@liren/contract'
import { matchStates } from './outreach.ts'
import { factTypes, guards, modes, subjects } from './rules/rule.ts'

export const text = (maxLength: number, minLength = 1) => Type.String({ minLength, maxLength })
export const object = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })

export const RuleId = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$' })
/** A rule by its id: the version in force. `id@version`: that very version, be it a draft that is only to be counted. */
export const RuleName = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}(@[1-9][0-9]{0,5})?$' })
export const Mode = Type.Enum([...modes])
export const Outcome = Type.Enum(['eligible', 'not', 'unknown'])
export const ruleStates = ['draft', 'active', 'retired'] as const
export const RuleState = Type.Enum([...ruleStates])

export type Because = Static<typeof Because>
export const Because = Type.Object({ text: Type.String(), outcome: Outcome, missing: Type.Array(Type.String()) })

export type RuleRow = Static<typeof RuleRow>
export const RuleRow = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  title: Type.String(),
  serviceItem: Nullable(Type.String()),
  basis: Type.String(),
  mode: Mode,
  subject: Type.Enum([...subjects]),
  guard: Nullable(Type.Enum([...guards])),
  isQuiet: Type.Boolean(),
  state: RuleState,
  validFrom: Nullable(On),
  validUntil: Nullable(On),
  activatedAt: Nullable(At),
})
/** A fact rules may use, for whoever puts one together. */
export type FactRow = Static<typeof FactRow>
export const FactRow = Type.Object({
  fact: Type.String(),
  type: Nullable(Type.Enum([...factTypes])),
  title: Type.String(),
  source: Nullable(Type.String()),
  consent: Nullable(Type.String()),
  values: Type.Array(Type.Object({ value: Type.String(), title: Type.String() })),
})
export type RuleView = Static<typeof RuleView>
export const RuleView = Type.Object({
  rule: RuleRow,
  definition: Type.Unknown(),
  clauses: Type.Array(Type.String()),
  facts: Type.Array(
    Type.Object({
      fact: Type.String(),
      title: Type.String(),
      source: Nullable(Type.String()),
      consent: Nullable(Type.String()),
      isPersonal: Type.Boolean(),
    }),
  ),
  examples: Type.Array(
    Type.Object({ name: Type.String(), expect: Outcome, got: Outcome, missing: Type.Array(Type.String()) }),
  ),
  notReady: Nullable(Type.Enum(['example-fails', 'no-eligible-example', 'no-other-example'])),
  writtenByMe: Type.Boolean(),
})

export const clashKinds = ['expired', 'expiring', 'same-item', 'reported'] as const
/** 政策打架 Something in the library that does not fit together, or is said not to. */
export type Clash = Static<typeof Clash>
export const Clash = Type.Object({
  kind: Type.Enum([...clashKinds]),
  ruleIds: Type.Array(Type.String()),
  titles: Type.Array(Type.String()),
  on: Nullable(On),
})
export type Doubt = Static<typeof Doubt>
export const Doubt = Type.Object({
  id: Id,
  ruleId: Type.String(),
  title: Type.String(),
  kind: Type.Enum(['contradicts', 'expired', 'unclear']),
  text: Type.String(),
  areaCode: AreaCode,
  saidAt: At,
  answer: Nullable(Type.String()),
  answeredAt: Nullable(At),
})

export const screeningStates = ['proposed', 'declined', 'approved', 'counting', 'counted', 'inUse', 'ended'] as const
export type ScreeningState = (typeof screeningStates)[number]
export const Count = Type.Object({ key: Type.String(), title: Type.String(), count: Nullable(Type.Integer()) })
/** 筛查任务 A declared purpose: which rules, where, on what ground, with which facts. Counts only; nobody is named. */
export type Screening = Static<typeof Screening>
export const Screening = Type.Object({
  id: Id,
  purpose: Type.String(),
  basis: Type.String(),
  areaCode: AreaCode,
  areaName: Type.String(),
  rules: Type.Array(
    Type.Object({ id: Type.String(), version: Type.Integer(), title: Type.String(), state: RuleState }),
  ),
  facts: Type.Array(Type.String()),
  state: Type.Enum([...screeningStates]),
  proposedAt: At,
  proposedByMe: Type.Boolean(),
  decidedAt: Nullable(At),
  decisionNote: Nullable(Type.String()),
  screened: Nullable(Type.Integer()),
  countedAt: Nullable(At),
  byRule: Type.Array(
    Type.Object({
      rule: Type.String(),
      version: Type.Integer(),
      title: Type.String(),
      total: Nullable(Type.Integer()),
      areas: Type.Array(Count),
    }),
  ),
})

export const FunnelRow = Type.Object({
  rule: Type.String(),
  title: Type.String(),
  found: Nullable(Type.Integer()),
  told: Nullable(Type.Integer()),
  agreed: Nullable(Type.Integer()),
  served: Nullable(Type.Integer()),
  declined: Nullable(Type.Integer()),
})

/** What a person may be entitled to, with every clause and every source: their own, live. */
export type Mine = Static<typeof Mine>
export const Mine = Type.Object({
  rule: Type.String(),
  title: Type.String(),
  basis: Type.String(),
  mode: Mode,
  serviceItem: Nullable(Type.String()),
  outcome: Outcome,
  because: Type.Array(Because),
  used: Type.Array(Type.Object({ title: Type.String(), source: Nullable(Type.String()) })),
  alsoAsked: Type.Array(Type.String()),
  state: Nullable(Type.Enum([...matchStates])),
  restsUntil: Nullable(At),
})

/** For whoever holds the task, and nobody else: who and which policy. */
export type Task = Static<typeof Task>
export const Task = Type.Object({
  matterId: Id,
  personId: Id,
  displayName: Type.String(),
  maskedPhone: Nullable(Type.String()),
  areaCode: Nullable(AreaCode),
  policy: Type.String(),
  basis: Type.String(),
  clauses: Type.Array(Type.String()),
  alsoAsked: Type.Array(Type.String()),
  isGuarded: Type.Boolean(),
})

export const Concern = Type.Object({
  matterId: Id,
  kind: Type.Enum(['violence', 'childHarm']),
  isMinor: Type.Boolean(),
  words: Personal(Type.String()),
  raisedAt: At,
})
