/** Decides what was asked. A second return goes to arbitration (仲裁), whose word is final. */
import { answer } from '@liren/kernel'
import { matters } from '../contract.ts'
import { act } from './act.ts'
import { requestView } from './ask.ts'
import { giveTo } from './assign.ts'
import { unitNamed } from './bound.ts'
import { endAs } from './end.ts'
import { type MattersWork, processIn } from './house.ts'
import { carryOut } from './move.ts'
import { partStore, type RequestRecord } from './part-store.ts'
import { asClock, dueOf, extended, paused, resumed } from './running.ts'
import { factOf, inSight, mayAt, type Standing, topicsOf } from './standing.ts'
import type { ClockRecord, MatterRecord, Whole } from './tables.ts'
import { tickOf } from './tick.ts'

type Seen = Whole & { readonly standing: Standing }

const replaced = (clocks: readonly ClockRecord[], changed: readonly ClockRecord[]) =>
  clocks.map((clock) => changed.find((one) => one.id === clock.id) ?? clock)

const delay = async (work: MattersWork, { matter, clocks }: Seen, request: RequestRecord) => {
  // No other clock than the one it was asked for, and that only while it runs.
  const asked = clocks.find(({ id, stoppedAt }) => id === request.clockId && stoppedAt === null)
  if (!asked || !request.limit) throw work.refuse('too-late')
  const longer = extended(asked, request.limit, await tickOf(work, matter.areaCode))
  const dueAt = dueOf(replaced(clocks, [longer]))
  return act(work, matter, 'delayed', {
    now: { ...matter, dueAt },
    clocks: [longer],
    isPublic: true,
    facts: { dueAt: dueAt?.toISOString() ?? null },
  })
}

const suspend = async (work: MattersWork, { matter, clocks }: Seen, request: RequestRecord) => {
  const tick = await tickOf(work, matter.areaCode)
  const still = clocks
    .filter((clock) => clock.stoppedAt === null && clock.pausedAt === null)
    .map((clock) => paused(clock, tick))
  const now = { ...matter, suspendedAt: work.now, reviewOn: request.reviewOn, dueAt: null }
  return act(work, matter, 'suspended', {
    now,
    clocks: still,
    isPublic: true,
    facts: { reason: request.reason, reviewOn: request.reviewOn },
  })
}

/** Left out (剔除) of what its unit is measured by; the reporter sees nothing else of it. */
const exclude = (work: MattersWork, { matter }: Seen, request: RequestRecord) =>
  act(work, matter, 'excluded', {
    now: { ...matter, excludedBecause: request.reasonCode },
    facts: { reasonCode: request.reasonCode, reason: request.reason },
  })

/** From now on the unit may be given this matter, though it has had its fill. */
const overload = (work: MattersWork, { matter }: Seen, request: RequestRecord) =>
  act(work, matter, 'overloadGranted', { facts: { toUnit: request.toUnitName, reason: request.reason } })

/** Two people: one asked, another one decides. */
const makeVoid = async (work: MattersWork, seen: Seen, request: RequestRecord) =>
  (await endAs(work, seen, 'voided', request.reason, null)).now

const sendBack = async (work: MattersWork, seen: Seen, request: RequestRecord) => {
  const process = await processIn(work, seen.matter.process, seen.matter.areaCode)
  const from = seen.matter.holderUnitId
  const matter = { ...seen.matter, returns: seen.matter.returns + 1 }
  const now = await carryOut(
    work,
    { ...seen, matter },
    process.acts?.return ?? '',
    { facts: { reason: request.reason, reasonCode: request.reasonCode } },
    'spine',
  )
  work.emit(
    'returned',
    { ...factOf(work, now, seen.parties), reasonCode: request.reasonCode, fromUnitId: from, returns: now.returns },
    topicsOf([], now, seen.matter),
  )
  return now
}

/** What each clock was given last: whoever gets it next has as long. */
const limitsOf = (clocks: readonly ClockRecord[]) =>
  Object.fromEntries(clocks.map((clock) => [clock.name, asClock(clock).limit] as const))

const arbitrate = async (
  work: MattersWork,
  seen: Seen,
  request: RequestRecord,
  to: { readonly unitId: string; readonly unitName: string } | null,
  decision: string,
) => {
  const { matter, clocks, parties } = seen
  const process = await processIn(work, matter.process, matter.areaCode)
  const ruled = await act(work, matter, 'arbitrated', {
    now: { ...matter, isArbitrated: true, returns: matter.returns + 1 },
    isPublic: true,
    facts: { toUnit: to?.unitName ?? matter.holderUnitName, because: decision },
  })
  const move = process.acts?.arbitrate
  const now =
    to === null || to.unitId === matter.holderUnitId
      ? ruled
      : move
        ? await carryOut(work, { ...seen, matter: ruled }, move, { holder: to, limits: limitsOf(clocks) }, 'spine')
        : await giveTo(work, { ...seen, matter: ruled }, to)
  const fromUnitId = matter.holderUnitId
  if (now.holderUnitId)
    work.emit(
      'arbitrated',
      { ...factOf(work, now, parties), requestId: request.id, fromUnitId, toUnitId: now.holderUnitId },
      topicsOf(parties, now, matter),
    )
  return now
}

export const decide = answer(matters, 'decide', async (work, { params, body }) => {
  const store = partStore(work.db)
  const matterId = await store.matterOfRequest(params.id)
  if (!matterId) throw work.refuse('not-found')
  const seen = await inSight(work, matterId)
  const { matter } = seen
  const request = mayAt(work, 'matter.decide', matter) ? await store.request(params.id) : null
  if (!request) throw work.refuse('not-found')
  if (request.state !== 'asked' || (matter.phase === 'done' && request.kind !== 'exclude'))
    throw work.refuse('wrong-state', { state: request.state })
  // What rests is woken first: nothing is sent on, and no clock made longer, in its sleep.
  if (matter.suspendedAt && body.isGranted && request.kind !== 'void')
    throw work.refuse('is-suspended', { reviewOn: matter.reviewOn })
  if (request.needsArbitration && !mayAt(work, 'matter.arbitrate', matter)) throw work.refuse('needs-arbitration')
  const leaders = { overload: 'load.exceed', void: 'matter.void' } as const
  if ((request.kind === 'overload' || request.kind === 'void') && !mayAt(work, leaders[request.kind], matter))
    throw work.refuse('needs-leader')
  if (request.askedById === work.actor.id) throw work.refuse('not-open-to-you')
  const decided = await store.decide(
    request.id,
    body.isGranted ? 'granted' : 'refused',
    { id: work.actor.id, name: work.actor.name, at: work.now },
    body.decision,
  )
  let now: MatterRecord
  if (request.needsArbitration) {
    if (body.isGranted && !body.unitId) throw work.refuse('holder-missing', {}, 'unitId')
    const to = body.isGranted && body.unitId ? await unitNamed(work, body.unitId) : null
    now = await arbitrate(work, seen, request, to, body.decision)
  } else if (!body.isGranted)
    now = await act(work, matter, `${request.kind}Refused`, { facts: { because: body.decision } })
  else
    now = await { delay, suspend, return: sendBack, exclude, overload, void: makeVoid }[request.kind](
      work,
      seen,
      request,
    )
  work.emit(
    'decided',
    { ...factOf(work, now, seen.parties), requestId: request.id, kind: request.kind, isGranted: body.isGranted },
    topicsOf([], now, matter),
  )
  return requestView(decided)
})

/** A suspended matter goes on; its clocks with it. */
export const resumeSeen = async (work: MattersWork, { matter, clocks, parties }: Seen, because: string) => {
  if (!matter.suspendedAt) throw work.refuse('wrong-state', { state: matter.state })
  const tick = await tickOf(work, matter.areaCode)
  // Clocks that stood still already before the suspension go on standing still.
  const asleep = clocks.filter(
    (clock) =>
      clock.stoppedAt === null && clock.pausedAt !== null && clock.pausedAt >= (matter.suspendedAt?.getTime() ?? 0),
  )
  const awake = asleep.map((clock) => resumed(clock, tick))
  const now = await act(work, matter, 'resumed', {
    now: { ...matter, suspendedAt: null, reviewOn: null, dueAt: dueOf(replaced(clocks, awake)) },
    clocks: awake,
    isPublic: true,
    facts: { because },
  })
  work.emit('resumed', { ...factOf(work, now, parties), because }, topicsOf(parties, now))
  return now
}

export const resume = answer(matters, 'resume', async (work, { params, body }) => {
  const seen = await inSight(work, params.id)
  if (!seen.standing.relations.includes('holder'))
    work.must('matter.decide', { area: seen.matter.areaCode, unit: seen.matter.holderUnitId })
  await resumeSeen(work, seen, body.because)
  return undefined
})
