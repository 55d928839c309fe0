/** Asks for more time (延期), for rest (挂账), to be relieved of it (退单), or that a unit be given more than its fill (超量派送). Somebody else decides. */
import { answer, jsonText } from '@liren/kernel'
import { addWorkTime, localDay } from '../calendar.ts'
import { addLimit } from '../clock.ts'
import { matters } from '../contract.ts'
import type { Process } from '../process.ts'
import { exclusions } from '../reply.ts'
import { act, mustBeOpen } from './act.ts'
import { claimFor, unitNamed } from './bound.ts'
import { overFill } from './hand-over.ts'
import { calendarOf, type MattersWork, processIn } from './house.ts'
import { partStore, type RequestRecord } from './part-store.ts'
import { asClock, mainClock } from './running.ts'
import { factOf, inSight, mayAskRest, mayAt, type Standing, stepBy, topicsOf } from './standing.ts'
import { matterStore } from './store.ts'
import type { Whole } from './tables.ts'

export const requestView = ({ clockId: _clockId, ...request }: RequestRecord) => ({
  ...request,
  askedAt: request.askedAt.toISOString(),
  decidedAt: request.decidedAt?.toISOString() ?? null,
})

type Seen = Whole & { readonly standing: Standing }
type Asked = {
  readonly kind: RequestRecord['kind']
  readonly reasonCode?: RequestRecord['reasonCode'] | undefined
  readonly limit?: RequestRecord['limit'] | undefined
  readonly reviewOn?: string | undefined
  readonly files?: readonly string[] | undefined
}

/** The clock more time is asked for. */
const checkDelay = async (
  work: MattersWork,
  { matter, clocks }: Whole,
  asked: Asked,
  earlier: readonly RequestRecord[],
) => {
  const process = await processIn(work, matter.process, matter.areaCode)
  const main = mainClock(clocks, process)
  if (!asked.limit) throw work.refuse('reason-missing', {}, 'limit')
  if (!main || main.dueAt <= work.now.getTime()) throw work.refuse('too-late', {}, 'kind')
  if (earlier.some((one) => one.kind === 'delay' && one.state === 'granted'))
    throw work.refuse('asked-already', {}, 'kind')
  const calendar = await calendarOf(work)
  // Compared from one and the same instant: how long would each of the two run?
  const whole = addLimit(calendar, main.startedAt, asClock(main).limit)
  if (addLimit(calendar, main.startedAt, asked.limit) > whole)
    throw work.refuse('too-long', { limit: asClock(main).limit }, 'limit')
  return main.id
}

const checkSuspend = (work: MattersWork, asked: Asked) => {
  if (!asked.reviewOn) throw work.refuse('reason-missing', {}, 'reviewOn')
  if (!asked.files?.length) throw work.refuse('evidence-missing', { min: 1, kind: 'file' }, 'files')
  if (asked.reviewOn <= localDay(work.now.getTime())) throw work.refuse('too-late', {}, 'reviewOn')
}

/** Somebody who could not be reached was tried often enough; every other ground is proved by a paper. */
const checkExclude = async (work: MattersWork, { matter }: Whole, asked: Asked) => {
  const isOver =
    matter.phase === 'checking' ||
    (matter.phase === 'done' && matter.outcome !== 'voided' && matter.outcome !== 'merged')
  if (!isOver) throw work.refuse('wrong-state', { state: matter.state })
  if (matter.excludedBecause) throw work.refuse('asked-already', {}, 'kind')
  if (!asked.reasonCode || !exclusions.some((one) => one === asked.reasonCode))
    throw work.refuse('reason-missing', {}, 'reasonCode')
  if (asked.reasonCode !== 'notReached') {
    if (!asked.files?.length) throw work.refuse('evidence-missing', { min: 1, kind: 'file' }, 'files')
    return
  }
  const least = await work.setting<number>('triesBeforeExclusion', matter.areaCode)
  const tries = await partStore(work.db).followUps(matter.id)
  if (tries.some((one) => one.isReached) || tries.length < least)
    throw work.refuse('tries-missing', { tries: tries.length, least }, 'reasonCode')
}

/** A unit that did it has taken it on: what the check sent back, or the reporter took up again, is theirs to make good. */
const hasHandled = async (work: MattersWork, { matter, standing }: Seen, process: Process) => {
  if (matter.holderUnitId === null) return standing.relations.includes('handler')
  const moves = Object.entries(process.moves).flatMap(([name, { handles }]) => (handles ? [name] : []))
  return matterStore(work.db).hasMoved(matter.id, matter.holderUnitId, moves)
}

const checkReturn = async (work: MattersWork, seen: Seen, asked: Asked) => {
  const { matter } = seen
  const process = await processIn(work, matter.process, matter.areaCode)
  const name = process.acts?.return
  if (!name || !process.moves[name]?.from.includes(matter.state)) throw work.refuse('no-return', {}, 'kind')
  if (matter.isArbitrated) throw work.refuse('is-arbitrated', {}, 'kind')
  if (!asked.reasonCode || exclusions.some((one) => one === asked.reasonCode))
    throw work.refuse('reason-missing', {}, 'reasonCode')
  const hours = await work.setting<number>('returnWithinWorkHours', matter.areaCode)
  const since = matter.unitSince ?? matter.heldSince
  if (hours > 0 && since && !process.unsigned?.includes(matter.state)) {
    const until = addWorkTime(await calendarOf(work), since.getTime(), hours * 3_600_000)
    if (work.now.getTime() > until) throw work.refuse('too-late', { hours }, 'kind')
  }
  if (await hasHandled(work, seen, process)) throw work.refuse('handled-already', {}, 'kind')
}

/** Only of a unit that has had its fill, and by whoever may give it the matter. */
const overloadOf = async (work: MattersWork, { matter }: Whole, unitId: string | undefined) => {
  if (!mayAt(work, 'matter.assign', matter)) throw work.refuse('not-open-to-you')
  if (!unitId) throw work.refuse('holder-missing', {}, 'unitId')
  const { unitName } = await unitNamed(work, unitId)
  if (!(await overFill(work, unitId))) throw work.refuse('not-full', { unit: unitName }, 'unitId')
  return { toUnitId: unitId, toUnitName: unitName }
}

export const ask = answer(matters, 'ask', async (work, { params, body }) => {
  const whole = await inSight(work, params.id)
  const { matter, parties, standing } = whole
  const isAfter = body.kind === 'exclude'
  if (!isAfter) mustBeOpen(work, matter)
  const mayAsk =
    body.kind === 'void'
      ? standing.isStaff && (mayAt(work, 'matter.assign', matter) || mayAt(work, 'matter.void', matter))
      : isAfter || body.kind === 'overload'
        ? standing.isStaff && mayAt(work, 'matter.talk', matter)
        : body.kind === 'suspend'
          ? mayAskRest(work, matter, standing)
          : standing.relations.includes('holder')
  if (!mayAsk) throw work.refuse('not-open-to-you')
  if (matter.suspendedAt && body.kind !== 'void') throw work.refuse('is-suspended')
  const store = partStore(work.db)
  const earlier = await store.requests(matter.id)
  if (earlier.some((one) => one.kind === body.kind && one.state === 'asked'))
    throw work.refuse('asked-already', {}, 'kind')
  const clockId = body.kind === 'delay' ? await checkDelay(work, whole, body, earlier) : null
  if (body.kind === 'suspend') checkSuspend(work, body)
  if (body.kind === 'return') await checkReturn(work, whole, body)
  if (isAfter) await checkExclude(work, whole, body)
  const to =
    body.kind === 'overload' ? await overloadOf(work, whole, body.unitId) : { toUnitId: null, toUnitName: null }
  const cap = await work.setting<number>('returnsBeforeArbitration', matter.areaCode)
  const needsArbitration = body.kind === 'return' && matter.returns - matter.returnsBefore + 1 >= cap
  const fileIds = await claimFor(work, matter.id, body.files)
  const hours = await work.setting<number>('decideWithinWorkHours', matter.areaCode)
  const decideBy = addWorkTime(await calendarOf(work), work.now.getTime(), hours * 3_600_000)
  const request = await store.ask({
    matterId: matter.id,
    areaCode: matter.areaCode,
    kind: body.kind,
    reasonCode: body.reasonCode ?? null,
    reason: body.reason,
    limit: body.limit ?? null,
    clockId,
    reviewOn: body.reviewOn ?? null,
    ...to,
    needsArbitration,
    askedById: work.actor.id,
    askedByName: work.actor.name,
    askedByUnitId: stepBy(work, matter).actorUnitId,
    askedAt: work.now,
    fileIds,
    decideBy: new Date(decideBy),
  })
  const now = await act(work, matter, `${body.kind}Asked`, {
    facts: {
      reason: body.reason,
      ...(body.reasonCode ? { reasonCode: body.reasonCode } : {}),
      ...(to.toUnitName ? { toUnit: to.toUnitName } : {}),
    },
    fileIds,
  })
  work.emit(
    'asked',
    { ...factOf(work, now, parties), requestId: request.id, kind: body.kind, needsArbitration },
    topicsOf([], now),
  )
  return requestView(request)
})

export const requests = answer(matters, 'requests', async (work, { query }) =>
  jsonText(await partStore(work.db).waiting(work.scope('matter.decide'), query.after, query.limit ?? 50)),
)
