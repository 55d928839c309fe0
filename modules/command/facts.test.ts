/** What is counted of a case, from its life on the spine. */
import type { MatterHistory } from '@liren/matters/contract'
import { expect, test } from 'vitest'
import { dayOf, factsOf, printOf } from './facts.ts'
import { figureOf, indicatorNames, indicatorOf } from './indicator.ts'

const hour = 3_600_000
const t0 = Date.parse('2026-11-02T09:00:00+08:00')

const life = (over: Partial<MatterHistory> = {}): MatterHistory => ({
  id: '0190f0d4-0000-7000-8000-000000000001',
  number: '20261102440104R00001',
  process: 'street-case',
  module: 'cases',
  state: 'closed',
  phase: 'done',
  areaCode: '440104001001',
  cellCode: '440104001001001',
  lon: null,
  lat: null,
  source: 'snap',
  grade: 1,
  isRestricted: false,
  holderUnitId: 'centre',
  holderAccountId: null,
  openedAt: t0,
  movedAt: t0 + 9 * hour,
  dueAt: null,
  suspendedAt: null,
  closedAt: t0 + 9 * hour,
  outcome: 'fixed',
  hops: 2,
  returns: 0,
  reworks: 0,
  reopens: 0,
  rating: null,
  messages: 0,
  helperUnitIds: [],
  excludedBecause: null,
  parentId: null,
  kindCode: null,
  reporterId: null,
  reasons: [],
  clocks: [
    { name: 'accept', startedAt: t0, dueAt: t0 + hour, stoppedAt: t0 + hour / 2, isPaused: false, extensions: 0 },
    {
      name: 'handle',
      startedAt: t0 + hour,
      dueAt: t0 + 4 * hour,
      stoppedAt: t0 + 5 * hour,
      isPaused: false,
      extensions: 1,
    },
    {
      name: 'handle',
      startedAt: t0 + 6 * hour,
      dueAt: t0 + 9 * hour,
      stoppedAt: t0 + 8 * hour,
      isPaused: false,
      extensions: 0,
    },
    {
      name: 'check',
      startedAt: t0 + 8 * hour,
      dueAt: t0 + 10 * hour,
      stoppedAt: t0 + 9 * hour,
      isPaused: false,
      extensions: 0,
    },
  ],
  steps: [
    { move: 'opened', to: 'intake', at: t0, actorId: 'a', unitId: null, facts: {} },
    {
      move: 'accept',
      to: 'filing',
      at: t0 + hour / 2,
      actorId: 'b',
      unitId: 'centre',
      facts: { categoryCode: 'A0508' },
    },
    { move: 'dispatch', to: 'assigned', at: t0 + hour, actorId: null, unitId: null, facts: {} },
    {
      move: 'reply',
      to: 'checking',
      at: t0 + 5 * hour,
      actorId: 'c',
      unitId: 'water',
      facts: { text: '已到现场疏通完毕,恢复正常' },
    },
    { move: 'overdue', to: 'checking', at: t0 + 6 * hour, actorId: null, unitId: null, facts: {} },
  ],
  ...over,
})

test('a stage that was late once is late, however quick the rework', () => {
  const { steps } = life()
  const again = steps.flatMap((step) => (step.move === 'reply' ? [{ ...step, at: t0 + 8 * hour }] : []))
  const facts = factsOf(life({ steps: [...steps, ...again] }))
  expect([facts.handleDueAt, facts.handledAt]).toEqual([t0 + 4 * hour, t0 + 5 * hour])
  expect(facts.isOnTime).toBe(false)
  expect(facts.delays).toBe(1)
})

test('what A gave back late costs B nothing; a case given back and waiting for dispatch is not handled', () => {
  const { steps } = life()
  const [opened, accepted, dispatched, replied] = steps
  if (!opened || !accepted || !dispatched || !replied) throw new Error('no steps')
  const run = (name: string, from: number, due: number, stopped: number | null) => ({
    name,
    startedAt: t0 + from * hour,
    dueAt: t0 + due * hour,
    stoppedAt: stopped === null ? null : t0 + stopped * hour,
    isPaused: false,
    extensions: 0,
  })
  const back = { move: 'giveBack', to: 'dispatching', at: t0 + 5 * hour, actorId: 'd', unitId: 'centre', facts: {} }
  const byA = [run('signIn', 1, 2, 5), run('handle', 1, 4, 5)]
  const waiting = factsOf(
    life({
      phase: 'intake',
      state: 'dispatching',
      closedAt: null,
      clocks: byA,
      steps: [opened, accepted, dispatched, back],
    }),
  )
  expect(waiting).toMatchObject({
    handleDueAt: null,
    handledAt: null,
    signDueAt: null,
    signedAt: null,
    leadUnitId: null,
  })
  const byB = [run('signIn', 6, 8, 7), run('handle', 6, 9, 8)]
  const sentOn = [
    { ...dispatched, at: t0 + 6 * hour },
    { ...back, move: 'signIn', to: 'handling', at: t0 + 7 * hour, unitId: 'water' },
    { ...replied, at: t0 + 8 * hour },
  ]
  const inTime = {
    handleDueAt: t0 + 9 * hour,
    handledAt: t0 + 8 * hour,
    signDueAt: t0 + 8 * hour,
    signedAt: t0 + 7 * hour,
  }
  const done = life({ clocks: [...byA, ...byB], steps: [opened, accepted, dispatched, back, ...sentOn] })
  expect(factsOf(done)).toMatchObject({ ...inTime, leadUnitId: 'water', isOnTime: true })
  // A replied late, the check failed, and B did it in time: the late reply is A's, and A leads no more.
  const bothReplied = life({
    clocks: [run('handle', 1, 4, 5), ...byB],
    steps: [opened, accepted, dispatched, { ...replied, unitId: 'power', at: t0 + 5 * hour }, ...sentOn],
  })
  expect(factsOf(bothReplied)).toMatchObject({
    handleDueAt: t0 + 9 * hour,
    handledAt: t0 + 8 * hour,
    leadUnitId: 'water',
  })
  // While B has it, what runs is B's.
  const underWay = life({
    phase: 'doing',
    state: 'assigned',
    closedAt: null,
    holderUnitId: 'power',
    clocks: [...byA, run('signIn', 6, 8, null), run('handle', 6, 9, null)],
    steps: [opened, accepted, dispatched, back, { ...dispatched, at: t0 + 6 * hour }],
  })
  expect(factsOf(underWay)).toMatchObject({ handleDueAt: t0 + 9 * hour, handledAt: null, leadUnitId: 'power' })
})

test('the unit that replied leads, the category is the one accepted, and nobody’s hand sent it out', () => {
  expect(factsOf(life())).toMatchObject({ leadUnitId: 'water', categoryCode: 'A0508', isAutomatic: true })
})

test('the clock running out is nobody doing something', () => {
  expect(factsOf(life()).actedAt).toBe(t0 + 5 * hour)
})

test('a merged case counts nowhere, and a declined one owes no later stage', () => {
  expect(factsOf(life({ state: 'merged' })).isCounted).toBe(false)
  const declined = life({
    state: 'declined',
    clocks: [{ name: 'file', startedAt: t0, dueAt: t0 + hour, stoppedAt: null, isPaused: false, extensions: 0 }],
  })
  expect(factsOf(declined).fileDueAt).toBeNull()
})

test('declined at the door it was not taken on, at filing it was and is not filed; handled late or never, it ought to be closed by then', () => {
  const { steps, clocks } = life()
  const [opened, accepted] = steps
  const [accept, , , check] = clocks
  if (!opened || !accepted || !accept || !check) throw new Error('no steps')
  const file = { ...accept, name: 'file', startedAt: t0 + hour / 2, dueAt: t0 + hour, stoppedAt: t0 + hour }
  const gone = { state: 'declined', outcome: null }
  const atTheDoor = { move: 'decline', to: 'declined', at: t0 + hour / 2, actorId: 'b', unitId: 'centre', facts: {} }
  expect(factsOf(life({ ...gone, clocks: [accept], steps: [opened, atTheDoor] }))).toMatchObject({
    acceptedAt: t0 + hour / 2,
    isTakenOn: false,
    filedAt: null,
  })
  const atFiling = { ...atTheDoor, move: 'declineFiling', at: t0 + hour }
  expect(factsOf(life({ ...gone, clocks: [accept, file], steps: [opened, accepted, atFiling] }))).toMatchObject({
    isTakenOn: true,
    fileDueAt: t0 + hour,
    filedAt: null,
    closeDueAt: null,
  })
  const asked = { ...atTheDoor, move: 'askVerification', to: 'verifying' }
  const verifying = { state: 'verifying', phase: 'intake', closedAt: null } as const
  expect(factsOf(life({ ...verifying, clocks: [accept], steps: [opened, asked] })).isTakenOn).toBe(false)
  expect(factsOf(life())).toMatchObject({ isTakenOn: true, closeDueAt: check.dueAt })
  const late = life({
    ...{ phase: 'doing', state: 'handling', closedAt: null, holderUnitId: 'water' },
    clocks: [{ ...check, name: 'handle', dueAt: t0 + 4 * hour, stoppedAt: null }],
    steps: steps.slice(0, 3),
  })
  expect(factsOf(late)).toMatchObject({ handledAt: null, closeDueAt: t0 + 4 * hour })
})

test('when it was seen is known where the report says so and it can be true', () => {
  const first = life().steps[0]
  const reported = (seenAt: string) => {
    const steps = first ? [{ ...first, facts: { seenAt } }] : []
    return factsOf(life({ steps })).seenAt
  }
  expect(reported(new Date(t0 - 2 * hour).toISOString())).toBe(t0 - 2 * hour)
  expect(reported(new Date(t0 + hour).toISOString())).toBeNull()
  expect(reported('昨天')).toBeNull()
  expect(factsOf(life()).seenAt).toBeNull()
})

test('taken on again under another category, it had not been filed right', () => {
  const { steps } = life()
  const again = steps.filter(({ move }) => move === 'accept')
  const other = again.map((step) => ({ ...step, facts: { categoryCode: 'E0102' } }))
  expect(factsOf(life()).isRefiled).toBe(false)
  expect(factsOf(life({ steps: [...steps, ...again] })).isRefiled).toBe(false)
  expect(factsOf(life({ steps: [...steps, ...other] })).isRefiled).toBe(true)
})

test('what staff did is told by place; reporting, rating and what the platform writes are nobody’s working time', () => {
  const { steps } = life()
  const rated = { move: 'rated', to: 'closed', at: t0 + 10 * hour, actorId: 'a', unitId: null, facts: { score: 5 } }
  expect(factsOf(life({ steps: [...steps, rated], reporterId: 'a', messages: 3 }))).toMatchObject({
    deskActs: 1,
    fieldActs: 1,
    messages: 3,
    meetings: 0,
  })
  // A worker who found it and put it right on the spot was there for both.
  const found = { move: 'opened', to: 'filing', at: t0, actorId: 'w', unitId: null, facts: {} }
  const settled = { ...found, move: 'settle', to: 'closed' }
  expect(factsOf(life({ steps: [found, settled], reporterId: 'w', source: 'patrol' }))).toMatchObject({
    deskActs: 0,
    fieldActs: 2,
  })
})

test('what somebody puts right on the spot counts as filed then, with or without a clock for filing', () => {
  const found = { move: 'opened', to: 'filing', at: t0, actorId: 'w', unitId: null, facts: {} }
  const settled = { ...found, move: 'settle', to: 'closed', at: t0 + hour }
  const steps = [found, settled]
  expect(factsOf(life({ steps, source: 'patrol' })).filedAt).toBe(t0 + hour)
  // Found again and dispatched: it was right the first time already.
  const sent = { ...found, move: 'dispatch', to: 'assigned', at: t0 + 3 * hour }
  expect(factsOf(life({ steps: [...steps, sent], source: 'patrol' })).filedAt).toBe(t0 + hour)
  const ran = { name: 'file', startedAt: t0, dueAt: t0 + hour, isPaused: false, extensions: 0 }
  const clocks = [{ ...ran, stoppedAt: t0 + hour / 2 }]
  expect(factsOf(life({ steps, clocks })).filedAt).toBe(t0 + hour / 2)
  expect(factsOf(life({ steps: [found], source: 'patrol' })).filedAt).toBeNull()
})

test('a case is joint once a second unit signs, replies or supports, and conferences are counted', () => {
  const { steps } = life()
  const signed = { move: 'signIn', to: 'handling', at: t0 + 2 * hour, actorId: 'd', unitId: 'power', facts: {} }
  const conferred = { ...signed, move: 'conferred', unitId: 'centre' }
  expect(factsOf(life()).isJoint).toBe(false)
  expect(factsOf(life({ steps: [...steps, signed, conferred] }))).toMatchObject({ isJoint: true, meetings: 1 })
  expect(factsOf(life({ helperUnitIds: ['power'] })).isJoint).toBe(true)
  expect(factsOf(life({ helperUnitIds: ['water'] })).isJoint).toBe(false)
})

test('what a re-inspection found had been missed', () => {
  const [first] = life().steps
  const steps = first ? [{ ...first, facts: { isReinspection: true } }] : []
  expect(factsOf(life({ steps })).isMissed).toBe(true)
  expect(factsOf(life()).isMissed).toBe(false)
})

test('a day is the local one', () => {
  expect(dayOf(Date.parse('2026-11-01T16:30:00Z'))).toBe('2026-11-02')
})

test('the same reply has the same print whatever its marks; a word or two has none', () => {
  expect(printOf('已到现场处理，请放心！')).toBe(printOf('已到现场处理 请放心'))
  expect(printOf('已到现场处理，请放心！')).not.toBe(printOf('已到现场处理，请安心！'))
  expect(printOf('已处理')).toBeNull()
})

const step = (move: string, at: number, facts: Record<string, unknown> = {}): MatterHistory['steps'][number] => ({
  move,
  to: 'closed',
  at: t0 + at * hour,
  actorId: 'somebody',
  unitId: null,
  facts,
})
const asked = (at: number, facts: object) => step('followedUp', at, { isReached: true, ...facts })

test('a follow-up counts where nobody rated: how content, whether solved, whether anybody got in touch', () => {
  const unasked = factsOf(life())
  expect(unasked).toMatchObject({ satisfaction: null, isUnsolved: false, isUncontacted: false })
  const steps = [asked(20, { isSolved: false, satisfaction: 2, wasContacted: false })]
  expect(factsOf(life({ steps }))).toMatchObject({
    satisfaction: 2,
    isUnsolved: true,
    isUncontacted: true,
    rating: null,
  })
  // Whoever could not be reached said nothing.
  const missed = [step('followedUp', 20, { isReached: false, isSolved: null, satisfaction: null })]
  expect(factsOf(life({ steps: missed }))).toMatchObject({ satisfaction: null, isUnsolved: false })
})

test('what was said last counts: a rating after a follow-up, or a follow-up after a rating', () => {
  const rated = step('rated', 15, { score: 1 })
  const followed = asked(20, { isSolved: true, satisfaction: 5 })
  const unhappy = { rating: 1, reasons: ['notSolved'] }
  expect(factsOf(life({ ...unhappy, steps: [rated, followed] }))).toMatchObject({ satisfaction: 5, isUnsolved: false })
  expect(factsOf(life({ ...unhappy, steps: [followed, { ...rated, at: t0 + 30 * hour }] }))).toMatchObject({
    satisfaction: 1,
    isUnsolved: true,
  })
})

test('what was said before it was reopened is over', () => {
  const steps = [asked(20, { isSolved: true, satisfaction: 5 }), step('reopened', 30)]
  expect(factsOf(life({ steps }))).toMatchObject({ satisfaction: null, isUncontacted: false })
})

test('callers without an account are told apart by their print', () => {
  expect(factsOf(life(), 'print')).toMatchObject({ callerPrint: 'print', isToldApart: true, reporterId: null })
  expect(factsOf(life()).isToldApart).toBe(false)
})

test('what went by itself was right until a person takes it back, gives it back or sends it to another unit', () => {
  const [opened, accepted, first] = life().steps
  if (!opened || !accepted || !first) throw new Error('no steps')
  const sent = { ...first, facts: { toUnit: '水务局' } }
  const after = (...more: ReturnType<typeof life>['steps']) => {
    const { isAutomatic, isForwardedWrong, dispatchedAt } = factsOf(life({ steps: [opened, accepted, sent, ...more] }))
    return [isAutomatic, isForwardedWrong, dispatchedAt !== null]
  }
  const by = (move: string, actorId: string | null, facts = {}) => ({
    ...first,
    move,
    actorId,
    facts,
    at: t0 + 2 * hour,
  })
  expect(after()).toEqual([true, false, true])
  expect(after(by('undoForward', 'b'))).toEqual([true, true, true])
  expect(after(by('giveBack', 'b'))).toEqual([true, true, true])
  expect(after(by('redispatch', 'b', { toUnit: '城管局' }))).toEqual([true, true, true])
  expect(after(by('arbitrated', 'b', { toUnit: '城管局' }))).toEqual([true, true, true])
  // The same unit once more, or words alone, say nothing against it.
  expect(after(by('redispatch', 'b', { toUnit: '水务局' }), by('said', 'b'))).toEqual([true, false, true])
  // Taken back with its whole batch, it had not gone; sent by a person afterwards, a person sent it.
  const wholesale = by('undoForward', null)
  expect(after(wholesale)).toEqual([false, false, false])
  expect(after(wholesale, by('dispatch', 'b', { toUnit: '城管局' }))).toEqual([false, false, true])
})

test('what a unit finds and puts right itself counts against it in no rate: small things are welcome', () => {
  const found = { move: 'opened', to: 'filing', at: t0, actorId: 'w', unitId: 'unit', facts: {} }
  const steps = [found, { ...found, move: 'settle', to: 'closed', at: t0 + hour }]
  const row = factsOf(life({ steps, clocks: [], source: 'patrol', reporterId: 'w', closedAt: t0 + hour, hops: 0 }))
  const window = { from: t0 - hour, until: t0 + 24 * hour, now: t0 + 24 * hour }
  const against = indicatorNames.filter((name) => {
    const { kind, better } = indicatorOf(name)
    return kind === 'share' && better === 'low' && figureOf(indicatorOf(name), [row], window).numerator > 0
  })
  expect(against).toEqual([])
  expect(figureOf(indicatorOf('reported'), [row], window).value).toBe(1)
})
