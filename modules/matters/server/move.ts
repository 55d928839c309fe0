/** Makes a move: who may, what it asks, which clocks turn, who holds it afterwards, and what is told. One place for all of it. */

import type { TSchema } from '@liren/contract'
import { answer } from '@liren/kernel'
import { compile, refuseInput } from '@liren/kernel/validation'
import { matters } from '../contract.ts'
import type { Holder, Moved, MoveOptions } from '../port.ts'
import { evidenceOf, type MoveSpec, mayMove, type Process, stateOf } from '../process.ts'
import { claimFor, holderIn } from './bound.ts'
import { checkCarried, handTo, passedOnBy, withHandler } from './hand-over.ts'
import { calendarOf, type MattersWork, processIn } from './house.ts'
import { noteLapsed } from './lapse.ts'
import { dueOf, isOnTime, turn } from './running.ts'
import { factOf, inSight, permissionsAt, type Standing, stepBy, topicsOf } from './standing.ts'
import { matterStore } from './store.ts'
import type { MatterRecord, Whole } from './tables.ts'

type Way = 'route' | 'port' | 'spine'
type Seen = Whole & { readonly standing: Standing }

const checks = new WeakMap<object, ReturnType<typeof compile>>()
const plainFacts = compile(
  { type: 'object', properties: { note: { type: 'string', maxLength: 2000 } }, additionalProperties: false } as TSchema,
  'body',
)

const checkFacts = (spec: MoveSpec, facts: Readonly<Record<string, unknown>>, way: Way) => {
  if (way === 'spine' || (way === 'port' && !spec.asks)) return
  let check = plainFacts
  if (spec.asks) {
    check = checks.get(spec.asks) ?? compile(spec.asks, 'body')
    checks.set(spec.asks, check)
  }
  if (!check(facts)) throw refuseInput(check.errors ?? [], 'facts')
}

export const movedView = (matter: MatterRecord, isReplay = false): Moved => ({
  id: matter.id,
  number: matter.number,
  state: matter.state,
  phase: matter.phase,
  seen: matter.stepCount,
  dueAt: matter.dueAt,
  isReplay,
})

const isReplay = async (work: MattersWork, matter: MatterRecord, move: string, seen: number | undefined) => {
  if (seen === undefined || seen === matter.stepCount) return false
  const step = seen < matter.stepCount ? await matterStore(work.db).step(matter.id, seen + 1) : null
  if (step && step.move === move && step.actorId === work.actor.id) return true
  throw work.refuse('changed-meanwhile', { seen: matter.stepCount }, 'seen')
}

const checkMove = (
  work: MattersWork,
  { matter, parties, standing, helperUnits, openChildren }: Seen,
  process: Process,
  name: string,
  options: MoveOptions,
  way: Way,
  evidence: MoveSpec['evidence'],
) => {
  const spec = process.moves[name]
  if (matter.suspendedAt && way !== 'spine') throw work.refuse('is-suspended', { reviewOn: matter.reviewOn })
  if (!spec?.from.includes(matter.state)) throw work.refuse('wrong-state', { state: matter.state, move: name })
  const isSystem = work.actor.kind === 'system'
  const actor = {
    relations: standing.relations,
    permissions: isSystem || way === 'spine' ? [] : permissionsAt(work, process, matter),
  }
  if (!isSystem && way !== 'spine' && !mayMove(spec, actor)) throw work.refuse('not-open-to-you', { move: name })
  if (way === 'route' && (spec.isOwn || spec.isGuided || (options.holder && !spec.hop)))
    throw work.refuse('not-open-to-you', { move: name })
  const files = options.files?.length ?? 0
  if (way !== 'spine' && files < (evidence?.min ?? 0))
    throw work.refuse('evidence-missing', { min: evidence?.min, kind: evidence?.kind ?? 'file' }, 'files')
  checkFacts(spec, options.facts ?? {}, way)
  // A question needs somebody else who can answer it.
  const canAnswer = parties.some(({ kind, accountId }) => kind === 'reporter' && accountId !== (work.actor.id ?? ''))
  if (spec.clock?.for === 'reporter' && !canAnswer) throw work.refuse('nobody-to-ask')
  const toPhase = spec.to === null ? matter.phase : stateOf(process, spec.to)?.phase
  const isForward = matter.phase === 'doing' && (toPhase === 'checking' || toPhase === 'done')
  if (way !== 'spine' && isForward && helperUnits.length + openChildren > 0)
    throw work.refuse('helpers-open', { helpers: helperUnits.length, children: openChildren })
  return spec
}

/** The matter as a move leaves it. */
export const after = (
  matter: MatterRecord,
  process: Process,
  spec: MoveSpec,
  options: MoveOptions,
  work: MattersWork,
): MatterRecord => {
  const state = spec.to ?? matter.state
  const phase = stateOf(process, state)?.phase ?? matter.phase
  const isReopened = matter.phase === 'done' && phase !== 'done'
  const given: Holder | undefined = options.holder ?? (spec.hop ? { unitId: null } : undefined)
  let next: MatterRecord = {
    ...matter,
    state,
    phase,
    title: options.title ?? matter.title,
    areaCode: options.areaCode ?? matter.areaCode,
    cellCode: options.cellCode === undefined ? matter.cellCode : options.cellCode,
    lon: options.place?.lon ?? matter.lon,
    lat: options.place?.lat ?? matter.lat,
    kindCode: options.kindCode ?? matter.kindCode,
    orderKind: options.orderKind ?? matter.orderKind,
    grade: options.grade ?? matter.grade,
    isPublic: (options.isPublic ?? matter.isPublic) && !matter.isRestricted && !options.isRestricted,
    publicTitle: options.publicTitle === undefined ? matter.publicTitle : options.publicTitle,
    isRestricted: matter.isRestricted || (options.isRestricted ?? false),
    outcome: isReopened ? null : (options.outcome ?? matter.outcome),
    movedAt: work.now,
    closedAt: phase === 'done' ? (matter.closedAt ?? work.now) : null,
    archivedAt: isReopened ? null : matter.archivedAt,
    rating: isReopened ? null : matter.rating,
    reopens: matter.reopens + (isReopened ? 1 : 0),
    reworks: matter.reworks + (spec.isRework ? 1 : 0),
    excludedBecause: isReopened ? null : matter.excludedBecause,
    supervision: phase === 'done' ? null : matter.supervision,
  }
  if (given) next = handTo(next, given, work.now)
  if (spec.takes && work.actor.id)
    next = handTo(next, { accountId: work.actor.id, accountName: work.actor.name }, work.now)
  if (spec.handles) next = withHandler(next, work.actor.id)
  // What was passed on and ruled about a life that is over says nothing of the new one.
  return isReopened
    ? { ...next, passedOn: null, isArbitrated: false, returnsBefore: matter.returns }
    : { ...next, passedOn: passedOnBy(matter, next) }
}

/** Carries a move out on a matter locked and in sight. `spine` skips who may: a request was granted. */
export const carryOut = async (
  work: MattersWork,
  seen: Seen,
  name: string,
  options: MoveOptions,
  way: Way,
): Promise<MatterRecord> => {
  const { matter, parties } = seen
  const process = await processIn(work, matter.process, matter.areaCode)
  const wanted = process.moves[name]
  const opening = wanted?.isShownAsAsked ? await matterStore(work.db).openingFacts(matter.id) : undefined
  const evidence = wanted && evidenceOf(wanted, opening)
  const spec = checkMove(work, seen, process, name, options, way, evidence)
  // A module claims its own evidence; what came through the generic route is claimed here.
  if (way === 'route') await claimFor(work, matter.id, options.files, evidence?.kind === 'photo' ? evidence.min : 0)
  const [calendar, percent] = [await calendarOf(work), await work.setting<number>('remindAtPercent', matter.areaCode)]
  const moved = after(matter, process, spec, options, work)
  // What was granted to somebody was weighed by whoever granted it.
  if (way !== 'spine')
    await checkCarried(work, matter, moved, { isRework: spec.isRework, despite: options.despiteLoad })
  const isEnd = moved.phase === 'done'
  const tick = { calendar, now: work.now.getTime(), remindShare: percent / 100 }
  const { all, changed } = turn(seen.clocks, process, spec, tick, { isEnd, limits: options.limits })
  const next = { ...moved, dueAt: isEnd ? null : dueOf(all) }
  const step = {
    move: name,
    toState: next.state,
    isPublic: !spec.isInternal,
    facts: {
      ...options.facts,
      ...(next.holderUnitId !== matter.holderUnitId ? { toUnit: next.holderUnitName } : {}),
      ...(options.despiteLoad === undefined ? {} : { despiteLoad: options.despiteLoad }),
    },
    fileIds: options.files ?? [],
  }
  const store = matterStore(work.db)
  const written = await store.record(matter, next, step, stepBy(work, matter), changed)
  const now = await noteLapsed(work, written.matter, written.lapsed)
  const fact = factOf(work, now, parties)
  const topics = topicsOf(parties, now, matter)
  work.emit(
    'moved',
    {
      ...fact,
      move: name,
      fromState: matter.state,
      isInternal: spec.isInternal ?? false,
      fromUnitId: matter.holderUnitId,
      dueAt: now.dueAt?.toISOString() ?? null,
    },
    topics,
  )
  // What was merged into it waits with it again.
  if (!isEnd && matter.phase === 'done') await store.giveOutcome(now.id, 'merged')
  if (isEnd && matter.phase !== 'done') {
    await store.giveOutcome(now.id, now.outcome)
    const closedAt = (now.closedAt ?? work.now).toISOString()
    work.emit(
      'closed',
      {
        ...fact,
        outcome: now.outcome,
        openedAt: now.openedAt.toISOString(),
        closedAt,
        isOnTime: isOnTime(all, process, work.now.getTime()),
        handlerIds: now.handledBy,
      },
      topics,
    )
  }
  work.audit({ object: now.id, area: now.areaCode, facts: { number: now.number, move: name } })
  return now
}

/** One move by whoever acts: found, seen, replay-safe, carried out. */
export const moveOne = async (
  work: MattersWork,
  id: string,
  name: string,
  options: MoveOptions,
  way: Way,
): Promise<Moved> => {
  const seen = await inSight(work, id)
  if (await isReplay(work, seen.matter, name, options.seen)) return movedView(seen.matter, true)
  return movedView(await carryOut(work, seen, name, options, way))
}

const dated = (moved: Moved) => ({ ...moved, dueAt: moved.dueAt?.toISOString() ?? null })
export const asReply = (matter: MatterRecord) => dated(movedView(matter))

export const move = answer(matters, 'move', async (work, { params, body }) => {
  const isGiven = body.unitId !== undefined || body.accountId !== undefined
  const heldBy = isGiven ? (await inSight(work, params.id, false)).matter.holderUnitId : null
  const holder = await holderIn(work, body, heldBy)
  const { seen, facts, files, despiteLoad } = body
  const options: MoveOptions = {
    ...(seen === undefined ? {} : { seen }),
    ...(facts === undefined ? {} : { facts }),
    ...(files === undefined ? {} : { files }),
    ...(holder === undefined ? {} : { holder }),
    ...(despiteLoad === undefined ? {} : { despiteLoad }),
  }
  return dated(await moveOne(work, params.id, params.move, options, 'route'))
})
