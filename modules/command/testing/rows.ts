/** Rows of cases for tests: a plain one to change, and any there could be. */
import fc from 'fast-check'
import { type CaseFacts, dayOf } from '../facts.ts'
import type { Rates } from '../settings.ts'

export const plainFacts = (over: Partial<CaseFacts> = {}): CaseFacts => ({
  id: '0190f0d4-0000-7000-8000-000000000001',
  number: '20261102440104R00001',
  process: 'street-case',
  module: 'cases',
  areaCode: '440104001001',
  cellCode: '440104001001001',
  lon: null,
  lat: null,
  state: 'handling',
  phase: 'doing',
  grade: 1,
  source: 'snap',
  categoryCode: 'A0508',
  isRestricted: false,
  isCounted: true,
  holderUnitId: null,
  leadUnitId: null,
  reporterId: null,
  openedAt: 0,
  openedOn: '1970-01-01',
  seenAt: null,
  actedAt: 0,
  movedAt: 0,
  dueAt: null,
  suspendedAt: null,
  closedAt: null,
  closedOn: null,
  outcome: null,
  acceptDueAt: null,
  acceptedAt: null,
  verifyDueAt: null,
  verifiedAt: null,
  fileDueAt: null,
  filedAt: null,
  dispatchDueAt: null,
  dispatchedAt: null,
  signDueAt: null,
  signedAt: null,
  handleDueAt: null,
  handledAt: null,
  checkDueAt: null,
  checkedAt: null,
  isAutomatic: false,
  isOnTime: true,
  hops: 0,
  returns: 0,
  reworks: 0,
  reopens: 0,
  delays: 0,
  steps: 1,
  deskActs: 0,
  fieldActs: 0,
  messages: 0,
  meetings: 0,
  isJoint: false,
  isMissed: false,
  rating: null,
  satisfaction: null,
  isRefiled: false,
  isExcluded: false,
  isUnsolved: false,
  isUncontacted: false,
  callerPrint: null,
  isToldApart: false,
  replyPrint: null,
  ...over,
})

export const communityUnit = '7a3c1c1e-0000-4000-8000-000000000001'
export const firstReporter = '7a3c1c1e-0000-4000-8000-000000000011'
export const secondReporter = '7a3c1c1e-0000-4000-8000-000000000012'
export const otherUnit = '7a3c1c1e-0000-4000-8000-000000000002'

/** What work is thought to cost. */
export const someRates: Rates = {
  minutesPerDeskAct: 5,
  minutesPerFieldAct: 40,
  peopleInField: 2,
  minutesPerMessage: 2,
  fenPerHour: 6000,
  fenPerCase: 150,
  hoursPerYear: 1750,
}

/** Any case of the sixty days around an instant. */
export const anyFacts = (now: number): fc.Arbitrary<CaseFacts> => {
  // Whole seconds: the database keeps microseconds, a test need not.
  const time = fc.integer({ min: -30 * 86_400, max: 30 * 86_400 }).map((seconds) => now + seconds * 1000)
  const maybe = fc.option(time)
  const few = fc.nat(2)
  return fc
    .record({
      id: fc.uuid({ version: 7 }),
      openedAt: time,
      closedAt: maybe,
      seenAt: maybe,
      suspendedAt: fc.option(time, { freq: 5 }),
      acceptDueAt: maybe,
      acceptedAt: maybe,
      verifyDueAt: maybe,
      verifiedAt: maybe,
      fileDueAt: maybe,
      filedAt: maybe,
      dispatchDueAt: maybe,
      dispatchedAt: maybe,
      signDueAt: maybe,
      signedAt: maybe,
      handleDueAt: maybe,
      handledAt: maybe,
      checkDueAt: maybe,
      checkedAt: maybe,
      isAutomatic: fc.boolean(),
      isOnTime: fc.boolean(),
      isCounted: fc.boolean(),
      isRefiled: fc.boolean(),
      isExcluded: fc.boolean(),
      isUnsolved: fc.boolean(),
      isUncontacted: fc.boolean(),
      callerPrint: fc.option(fc.constantFrom('print-one', 'print-two')),
      satisfaction: fc.option(fc.integer({ min: 1, max: 5 })),
      hops: few,
      returns: few,
      reworks: few,
      reopens: few,
      delays: few,
      deskActs: few,
      fieldActs: few,
      messages: few,
      meetings: few,
      isJoint: fc.boolean(),
      isMissed: fc.boolean(),
      reporterId: fc.option(fc.constantFrom(firstReporter, secondReporter)),
      categoryCode: fc.option(fc.constantFrom('A0508', 'E0102')),
      rating: fc.option(fc.integer({ min: 1, max: 5 })),
      source: fc.constantFrom('snap', 'patrol', '12345', 'transfer'),
      outcome: fc.option(fc.constantFrom('fixed', 'refused', 'referred')),
      leadUnitId: fc.option(fc.constantFrom(communityUnit, otherUnit)),
    })
    .map((some) =>
      plainFacts({
        ...some,
        isToldApart: some.reporterId !== null || some.callerPrint !== null,
        openedOn: dayOf(some.openedAt),
        closedOn: some.closedAt === null ? null : dayOf(some.closedAt),
      }),
    )
}
