/** A rule (政策规则): who may receive what, by which law, in force from when until when, with the examples that prove it. */
import type { Condition, Words } from './condition.ts'
import type { Facts } from './facts.ts'
import type { Outcome } from './verdict.ts'

/** 兑现方式: paid without asking · one tap confirms · the person is told · somebody calls at the door. */
export const modes = ['automatic', 'confirm', 'remind', 'visit'] as const
export type Mode = (typeof modes)[number]

export const factTypes = ['bool', 'int', 'double', 'string', 'date', 'list<string>', 'list<int>'] as const
export type FactType = (typeof factTypes)[number]

export const subjects = ['person', 'enterprise'] as const
export type Subject = (typeof subjects)[number]
/** 护栏 What finding somebody may bring about: `minor` 未成年人 and `violence` 家暴 are seen by few and never pushed to a telephone. */
export const guards = ['minor', 'violence'] as const
export type Guard = (typeof guards)[number]

/** Where a fact comes from and on what ground it may be used. `consent: null` is a statutory duty (法定职责) named by the rule's basis. */
export type FactUse = {
  readonly type?: FactType
  readonly source?: string
  readonly consent: string | null
  readonly isPersonal: boolean
  readonly title?: Words
  readonly values?: Readonly<Record<string, Words>>
}

/** 样例 Somebody invented, and what the rule must say of them. */
export type Example = { readonly name: string; readonly today: string; readonly facts: Facts; readonly expect: Outcome }

export type Rule = {
  readonly id: string
  readonly version: number
  readonly item: string
  /** 事项编码 of the service that grants it, where there is one. */
  readonly serviceItem: string | null
  readonly subject: Subject
  readonly guard: Guard | null
  readonly title: Words
  /** 沉默人群 Finds people who need something and have never asked. */
  readonly isQuiet: boolean
  /** 就业帮扶 Whoever is found gets a plan and is followed up, not only a visit. */
  readonly isEmploymentHelp: boolean
  readonly basis: string
  readonly mode: Mode
  readonly validFrom: string | null
  readonly validUntil: string | null
  /** Together they must all hold. */
  readonly when: readonly Condition[]
  readonly facts: Readonly<Record<string, FactUse>>
  readonly examples: readonly Example[]
  /** Conditions in words that no fact decides; whoever serves the person still asks them. */
  readonly alsoAsked: readonly string[]
}
