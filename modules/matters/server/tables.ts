/** Rows of the spine's tables, in the shape the store reads and writes them. */
import type { Limit, Pause } from '../clock.ts'
import type { OrderKind } from '../order-kind.ts'
import type { Phase } from '../process.ts'

export type MatterRecord = {
  id: string
  number: string
  process: string
  module: string
  subjectId: string | null
  state: string
  phase: Phase
  title: string
  summary: string | null
  areaCode: string
  cellCode: string | null
  lon: number | null
  lat: number | null
  address: string | null
  /** The module's own classification, read by prefix in lists. */
  kindCode: string | null
  /** What whoever reported wants; null where nobody asked. */
  orderKind: OrderKind | null
  source: string
  grade: number
  isPublic: boolean
  /** What everybody reads in place of the title: null is the title itself, empty nothing of its words. */
  publicTitle: string | null
  isRestricted: boolean
  holderUnitId: string | null
  holderUnitName: string | null
  holderAccountId: string | null
  holderName: string | null
  heldSince: Date | null
  /** Since when the unit has it, whoever of its people holds it. */
  unitSince: Date | null
  handledBy: string[]
  dueAt: Date | null
  stepCount: number
  headHash: string
  hops: number
  returns: number
  /** Of those, how many belong to lives that ended before it was opened again. */
  returnsBefore: number
  /** Units that let it go while it was theirs to do: none of them is given it again without arbitration. */
  passedOn: string[] | null
  /** Why it is left out (剔除) of what its unit is measured by. */
  excludedBecause: string | null
  reworks: number
  reopens: number
  isArbitrated: boolean
  supervision: string | null
  suspendedAt: Date | null
  reviewOn: string | null
  parentId: string | null
  mergedIntoId: string | null
  outcome: string | null
  rating: number | null
  openedAt: Date
  movedAt: Date
  closedAt: Date | null
  archivedAt: Date | null
}

/** A clock as stored; times in milliseconds since 1970 inside JSON. */
export type ClockRecord = {
  id: string
  name: string
  amount: number
  unit: Limit['unit']
  dayMode: Limit['dayMode'] | null
  calendarVersion: string
  startedAt: number
  dueAt: number
  remindAt: number
  pausedAt: number | null
  stoppedAt: number | null
  pauses: Pause[]
  extensions: Limit[]
  remindedAt: number | null
  overdueAt: number | null
}

/** Who reported, follows, or sits in its room (会商); `isMerged` where they reported the same thing elsewhere, and it was taken in here. */
export type PartyRecord = {
  kind: 'reporter' | 'follower' | 'participant'
  accountId: string | null
  personId: string | null
  isMerged?: boolean
}

/** A matter with what every act needs to know of it, read in one go. */
export type Whole = {
  readonly matter: MatterRecord
  readonly clocks: readonly ClockRecord[]
  readonly parties: readonly PartyRecord[]
  /** Units that still owe their support. */
  readonly helperUnits: readonly string[]
  readonly openChildren: number
}

/** One entry of the timeline before it is hashed. */
export type NewStep = {
  readonly move: string
  readonly toState: string
  readonly isPublic: boolean
  readonly facts: Readonly<Record<string, unknown>>
  readonly fileIds: readonly string[]
}
