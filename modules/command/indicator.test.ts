/** Indicators over rows: shares of what was due, never of what was not. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { versionOf } from './formula.ts'
import { against, figureOf, indicatorNames, indicatorOf, type Window } from './indicator.ts'
import { monthBefore, monthDays, scoreFrom, scoreParts } from './score.ts'
import { usualFormula } from './settings.ts'
import { anyFacts, plainFacts, someRates } from './testing/rows.ts'

const day = 86_400_000
const now = Date.parse('2026-11-20T12:00:00+08:00')
const window: Window = { from: now - 19 * day, until: now + 10 * day, now }
const at = (days: number) => now - days * day
const around = { communityUnits: new Set<string>(), rates: someRates }

test('handled within its time, late, and not yet: each stands in its own share', () => {
  const rows = [
    plainFacts({ handleDueAt: at(5), handledAt: at(6) }),
    plainFacts({ handleDueAt: at(5), handledAt: at(4) }),
    plainFacts({ handleDueAt: at(5), handledAt: null }),
    plainFacts({ handleDueAt: at(-2), handledAt: null }),
  ]
  const of = (name: Parameters<typeof indicatorOf>[0]) => figureOf(indicatorOf(name), rows, window)
  expect(of('handledRate')).toEqual({ numerator: 2, denominator: 3, value: 2 / 3 })
  expect(of('handledOnTime').numerator).toBe(1)
  expect(of('handledLate').numerator).toBe(1)
  expect(of('overdueOpen').numerator).toBe(1)
})

test('a case at rest is out of what is due, and counted by itself', () => {
  const rows = [plainFacts({ handleDueAt: at(3), suspendedAt: at(4), openedAt: at(9) })]
  expect(figureOf(indicatorOf('handledOnTime'), rows, window).denominator).toBe(0)
  expect(figureOf(indicatorOf('suspended'), rows, window).value).toBe(1)
})

test('closed on the day it came', () => {
  const rows = [
    plainFacts({ openedAt: at(2), openedOn: '2026-11-18', closedAt: at(1.9), closedOn: '2026-11-18' }),
    plainFacts({ openedAt: at(2), openedOn: '2026-11-18', closedAt: at(1), closedOn: '2026-11-19' }),
    plainFacts({ openedAt: at(2), openedOn: '2026-11-18' }),
  ]
  expect(figureOf(indicatorOf('sameDay'), rows, window)).toEqual({ numerator: 1, denominator: 3, value: 1 / 3 })
})

test('what was due is counted by the book: filed of taken on, in time of filed, not sent back of due for dispatch, closed of due to be closed', () => {
  const filed = { openedAt: at(9), isTakenOn: true, fileDueAt: at(8) }
  const sent = { ...filed, filedAt: at(8.5), dispatchDueAt: at(7), dispatchedAt: at(7.5) }
  const rows = [
    // Closed in time; closed after a rework and late; sent back; handling overdue, so closing is too; waits past its time for filing, for dispatch.
    plainFacts({ ...sent, closeDueAt: at(4), closedAt: at(5), closedOn: '2026-11-15' }),
    plainFacts({ ...sent, closeDueAt: at(4), closedAt: at(3), closedOn: '2026-11-17', reworks: 1, isOnTime: false }),
    plainFacts({ ...sent, returns: 1 }),
    plainFacts({ ...sent, filedAt: at(7.9), closeDueAt: at(4) }),
    plainFacts(filed),
    plainFacts({ ...filed, filedAt: at(8.5), dispatchDueAt: at(7) }),
    // Declined at the door; only being verified; at rest.
    plainFacts({ openedAt: at(9), acceptDueAt: at(8), acceptedAt: at(8.5), state: 'declined' }),
    plainFacts({ openedAt: at(9), acceptDueAt: at(8), acceptedAt: at(8.5), state: 'verifying' }),
    plainFacts({ ...sent, closeDueAt: at(4), suspendedAt: at(5) }),
  ]
  const of = (name: Parameters<typeof indicatorOf>[0]) => {
    const { numerator, denominator } = figureOf(indicatorOf(name), rows, window)
    return [numerator, denominator]
  }
  expect(of('accepted')).toEqual([7, 7])
  expect(of('filedRate')).toEqual([6, 7])
  expect(of('filedOnTime')).toEqual([5, 6])
  expect(of('dispatchedRight')).toEqual([4, 6])
  expect(of('closedRate')).toEqual([2, 3])
  expect(of('closedOnTime')).toEqual([1, 3])
  expect(of('reworkRate')).toEqual([1, 3])
})

test('the rate sent out without a hand stands beside how many of those were right', () => {
  const sent = { openedAt: at(2), dispatchedAt: at(2) }
  const rows = [
    plainFacts({ ...sent, isAutomatic: true }),
    plainFacts({ ...sent, isAutomatic: true, isForwardedWrong: true }),
    plainFacts({ ...sent, isAutomatic: false }),
    plainFacts({ openedAt: at(2) }),
  ]
  expect(figureOf(indicatorOf('automatic'), rows, window).value).toBe(2 / 3)
  expect(figureOf(indicatorOf('automaticRight'), rows, window).value).toBe(1 / 2)
})

test('what re-inspection finds is missed of all that was found on patrol', () => {
  const found = { source: 'patrol', openedAt: at(2) }
  const rows = [
    plainFacts(found),
    plainFacts(found),
    plainFacts({ ...found, isMissed: true }),
    plainFacts({ openedAt: at(2) }),
  ]
  expect(figureOf(indicatorOf('missedRate'), rows, window)).toEqual({ numerator: 1, denominator: 3, value: 1 / 3 })
})

test('the same person about the same kind within thirty days comes again; another kind or another person does not', () => {
  const reported = { openedAt: at(2), reporterId: 'chen', isToldApart: true, categoryCode: 'A0508' }
  const again = (more: object) =>
    figureOf(indicatorOf('repeated'), [plainFacts(reported), plainFacts({ ...reported, ...more })], window)
  expect(again({ openedAt: at(1) })).toEqual({ numerator: 1, denominator: 2, value: 1 / 2 })
  expect(again({ openedAt: at(1), categoryCode: 'E0102' }).numerator).toBe(0)
  expect(again({ openedAt: at(1), reporterId: 'li' }).numerator).toBe(0)
  // Forty days earlier is another matter, and lies outside the window as well.
  expect(again({ openedAt: at(42) })).toEqual({ numerator: 0, denominator: 1, value: 0 })
  expect(again({ openedAt: at(25) })).toEqual({ numerator: 1, denominator: 1, value: 1 })
})

test('guests and callers come again by their telephone; who cannot be told apart is not counted at all', () => {
  const called = { openedAt: at(2), source: '12345', callerPrint: 'print', isToldApart: true, categoryCode: 'A0508' }
  const again = (more: object, formula = usualFormula) =>
    figureOf(
      indicatorOf('repeated'),
      [plainFacts(called), plainFacts({ ...called, openedAt: at(1), ...more }), plainFacts({ openedAt: at(1) })],
      window,
      { ...around, formula },
    )
  expect(again({})).toEqual({ numerator: 1, denominator: 2, value: 1 / 2 })
  expect(again({ callerPrint: 'another' }).numerator).toBe(0)
  expect(again({ openedAt: at(12) }, { ...usualFormula, repeatDays: 5 }).numerator).toBe(0)
  expect(again({ openedAt: at(12) }).numerator).toBe(1)
})

test('a figure says by which parameters it was made', () => {
  expect(versionOf('2026-8', usualFormula)).toBe('2026-8')
  const changed = versionOf('2026-8', { ...usualFormula, repeatDays: 15 })
  expect(changed).toMatch(/^2026-8-[0-9a-f]{6}$/)
  expect(versionOf('2026-8', { ...usualFormula, repeatDays: 16 })).not.toBe(changed)
})

test('answered in time, unless the reporter says that nobody got in touch', () => {
  const signed = { signDueAt: at(2), signedAt: at(3) }
  const rows = [
    plainFacts(signed),
    plainFacts({ ...signed, isUncontacted: true }),
    plainFacts({ ...signed, signedAt: at(1) }),
    plainFacts({ ...signed, isExcluded: true }),
  ]
  expect(figureOf(indicatorOf('responded'), rows, window)).toEqual({ numerator: 1, denominator: 3, value: 1 / 3 })
})

test('what several units need to come to terms is told of joint cases alone', () => {
  const closedOnes = { closedAt: at(1), closedOn: '2026-11-19' }
  const rows = [
    plainFacts({ ...closedOnes, messages: 9, hops: 9, meetings: 9 }),
    plainFacts({ ...closedOnes, isJoint: true, messages: 4, hops: 3, meetings: 1 }),
    plainFacts({ ...closedOnes, isJoint: true, messages: 2, hops: 2, meetings: 0 }),
  ]
  const of = (name: 'jointMessages' | 'jointHops' | 'jointMeetings') => figureOf(indicatorOf(name), rows, window).value
  expect([of('jointMessages'), of('jointHops'), of('jointMeetings')]).toEqual([3, 2.5, 0.5])
})

test('cost is told of closed cases, as a mean, at the rates somebody set', () => {
  const worked = { closedAt: at(1), closedOn: '2026-11-19', deskActs: 4, fieldActs: 1, messages: 5 }
  const rows = [plainFacts(worked), plainFacts({ ...worked, fieldActs: 0 }), plainFacts({ deskActs: 99 })]
  const of = (name: 'minutes' | 'cost' | 'posts') => figureOf(indicatorOf(name), rows, window, around)
  expect(of('minutes')).toEqual({ numerator: 140, denominator: 2, value: 70 })
  expect(of('cost').value).toBeCloseTo(71.5, 10)
  expect(of('posts').value).toBeCloseTo((70 * 1000) / 60 / 1750, 10)
  expect(() => figureOf(indicatorOf('cost'), rows, window)).toThrow('rates')
})

test('satisfaction is weighted: 满意 1, 基本满意 0.8, 一般 0.6, 不满意 0.3, 很不满意 0', () => {
  const rows = [5, 4, 3, 2, 1].map((rating) =>
    plainFacts({ closedAt: at(1), closedOn: '2026-11-19', satisfaction: rating }),
  )
  expect(figureOf(indicatorOf('satisfied'), rows, window).value).toBeCloseTo(2.7 / 5, 10)
  const formula = { ...usualFormula, satisfaction4: 1, satisfaction3: 0.5 }
  expect(figureOf(indicatorOf('satisfied'), rows, window, { ...around, formula }).value).toBeCloseTo(2.8 / 5, 10)
})

test('whatever the rows, a share lies between nothing and all, and without anything due there is none', () => {
  fc.assert(
    fc.property(fc.array(anyFacts(now), { maxLength: 40 }), (rows) => {
      for (const name of indicatorNames) {
        const { numerator, denominator, value } = figureOf(indicatorOf(name), rows, window, around)
        if (indicatorOf(name).kind === 'share' || indicatorOf(name).kind === 'weighted') {
          expect(numerator).toBeLessThanOrEqual(denominator + 1e-9)
          expect(value === null).toBe(denominator === 0)
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('handled, and not handled, make up all that was due', () => {
  fc.assert(
    fc.property(fc.array(anyFacts(now), { maxLength: 60 }), (rows) => {
      const of = (name: 'handledOnTime' | 'handledLate' | 'overdueOpen') => figureOf(indicatorOf(name), rows, window)
      const due = of('handledOnTime').denominator
      expect(of('handledOnTime').numerator + of('handledLate').numerator + of('overdueOpen').numerator).toBe(due)
    }),
    { numRuns: 80 },
  )
})

const figures = (n: readonly [number, number][]) =>
  Object.fromEntries(
    scoreParts.map(({ of }, index) => {
      const [numerator, denominator] = n[index] ?? [0, 0]
      return [of, { numerator, denominator, value: denominator === 0 ? null : numerator / denominator }]
    }),
  ) as Parameters<typeof scoreFrom>[0]

test('the month’s score: 处置率×30 + 按期处置率×20 + (1−返工率)×20 + (1−超期待处置率)×20 + (1−延期率)×10', () => {
  const scored = scoreFrom(
    figures([
      [90, 100],
      [80, 100],
      [5, 50],
      [10, 100],
      [20, 100],
    ]),
  )
  expect(scored.parts.map(({ points }) => points)).toEqual([27, 16, 18, 18, 8])
  expect(scored.points).toBe(87)
  expect(scored.parts.map(({ cost }) => cost)).toEqual([10, 20, 5, 10, 20])
})

test('a district sets other shares; together they are a hundred whatever they come to', () => {
  const none = figures([
    [90, 100],
    [80, 100],
    [5, 50],
    [10, 100],
    [20, 100],
  ])
  const formula = { ...usualFormula, scoreHandledRate: 60, scoreReworkRate: 0, scoreOverdueOpen: 0, scoreDelayRate: 0 }
  const scored = scoreFrom(none, formula)
  expect(scored.parts.map(({ full }) => full)).toEqual([75, 25, 0, 0, 0])
  expect(scored.points).toBe(87.5)
})

test('a month without anything due has no score, and one without faults a hundred', () => {
  expect(scoreFrom(figures([])).points).toBeNull()
  expect(
    scoreFrom(
      figures([
        [7, 7],
        [7, 7],
        [0, 7],
        [0, 7],
        [0, 7],
      ]),
    ).points,
  ).toBe(100)
})

test('a score lies between nought and a hundred', () => {
  const pair = fc.tuple(fc.nat(50), fc.nat(50)).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)])
  fc.assert(
    fc.property(fc.array(pair, { minLength: 5, maxLength: 5 }), (n) => {
      const { points } = scoreFrom(figures(n))
      if (points !== null) {
        expect(points).toBeGreaterThanOrEqual(0)
        expect(points).toBeLessThanOrEqual(100)
      }
    }),
  )
})

test('months follow each other over the turn of the year', () => {
  expect(monthDays('2026-12')).toEqual(['2026-12-01', '2027-01-01'])
  expect(monthBefore('2027-01-03')).toBe('2026-12')
})

test('against a baseline: forty per cent fewer hands, six times as quick; nothing against nothing', () => {
  expect(against('less', 3, 5)).toBeCloseTo(0.4)
  expect(against('times', 4, 24)).toBe(6)
  expect(against('times', 4, null)).toBeNull()
  expect(against('share', 0.1, 0.3)).toBeCloseTo(-0.2)
  expect(against('share', 0.1, 0)).toBeCloseTo(0.1)
})
