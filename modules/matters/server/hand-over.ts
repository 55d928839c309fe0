/** Giving a matter to somebody, in one place for every way it can happen: who holds it then, and whether they can carry it. */
import { organisation } from '@liren/organisation/contract'
import type { Holder } from '../port.ts'
import type { MattersWork } from './house.ts'
import { listStore } from './list-store.ts'
import { partStore } from './part-store.ts'
import type { MatterRecord } from './tables.ts'

/** Who answers for it: the unit, whoever of it has it; where there is none, the person. */
const answerable = ({ holderUnitId, holderAccountId }: MatterRecord) => holderUnitId ?? holderAccountId

/**
 * Who holds it after being given to somebody; a person alone stays in the unit they stand in. A hop (流转) is counted where whoever
 * answered for it lets it go, and not again where it lay with nobody on its way to the next.
 */
export const handTo = (matter: MatterRecord, holder: Holder, now: Date): MatterRecord => {
  const stays = holder.unitId === undefined
  const unitId = stays ? matter.holderUnitId : (holder.unitId ?? null)
  const next = {
    ...matter,
    holderUnitId: unitId,
    holderUnitName: stays ? matter.holderUnitName : (holder.unitName ?? null),
    holderAccountId: holder.accountId ?? null,
    holderName: holder.accountId ? (holder.accountName ?? null) : null,
  }
  const isHop = answerable(matter) !== null && answerable(next) !== answerable(matter)
  const isSameUnit = next.holderUnitId === matter.holderUnitId
  if (isSameUnit && next.holderAccountId === matter.holderAccountId) return next
  return {
    ...next,
    hops: matter.hops + (isHop ? 1 : 0),
    heldSince: next.holderUnitId || next.holderAccountId ? now : null,
    // From hand to hand within a unit it is the unit's all the while.
    unitSince: isSameUnit ? matter.unitSince : next.holderUnitId ? now : null,
  }
}

/** Whoever had a hand in it neither checks nor decides on it (职责分离). */
export const withHandler = (matter: MatterRecord, accountId: string | null): MatterRecord =>
  accountId === null || matter.handledBy.includes(accountId)
    ? matter
    : { ...matter, handledBy: [...matter.handledBy, accountId] }

/**
 * Units that let it go so far: whoever held it as work to be done, and holds it no longer though the work is not done. A reply
 * sends it to be checked, and is no letting go.
 */
export const passedOnBy = (before: MatterRecord, now: MatterRecord): string[] | null => {
  const left = before.holderUnitId
  const isLeft = before.phase === 'doing' && left !== null && left !== now.holderUnitId
  if (!isLeft || (now.phase !== 'doing' && now.phase !== 'intake')) return before.passedOn
  return before.passedOn?.includes(left) ? before.passedOn : [...(before.passedOn ?? []), left]
}

/** Ping-pong (推诿): a unit that let it go once is given it again by arbitration only. */
export const mustNotBounce = (work: MattersWork, before: MatterRecord, unitId: string | null | undefined) => {
  if (!unitId || !before.passedOn?.includes(unitId) || work.actor.kind === 'system') return
  if (!work.may('matter.arbitrate', { area: before.areaCode, unit: before.holderUnitId }))
    throw work.refuse('ping-pong', {}, 'unitId')
}

/**
 * The word of arbitration (仲裁) is final: while the work lasts no other unit gets it, and it is not taken back, but by whoever may
 * arbitrate. Within the unit that has it, it goes downwards as before.
 */
export const mustKeepRuling = async (work: MattersWork, before: MatterRecord, now: MatterRecord) => {
  const isSentOn = before.phase === 'doing' && (now.phase === 'doing' || now.phase === 'intake')
  if (!before.isArbitrated || !isSentOn || now.holderUnitId === before.holderUnitId) return
  if (
    work.actor.kind === 'system' ||
    work.may('matter.arbitrate', { area: before.areaCode, unit: before.holderUnitId })
  )
    return
  const below = before.holderUnitId ? await work.use(organisation).unitsBelow(before.holderUnitId) : []
  if (now.holderUnitId === null || !below.includes(now.holderUnitId))
    throw work.refuse('arbitrated-already', {}, 'unitId')
}

/** How far a unit has had its fill this week; null while it may take more. */
export const overFill = async (work: MattersWork, unitId: string) => {
  const limit = await work.setting<number>('loadPerWeek')
  if (limit === 0) return null
  const week = await listStore(work.db).weekOf(unitId, work.now)
  return week >= limit ? { limit, week } : null
}

/**
 * A unit that has had its fill this week takes more only by a leader's word: who may say so gives the reason at once, everybody
 * else asks for it and has it granted for this matter and this unit.
 */
export const checkLoad = async (
  work: MattersWork,
  unitId: string | null | undefined,
  despite: string | undefined,
  at: { readonly id: string | null; readonly areaCode: string },
) => {
  if (!unitId) return
  const over = await overFill(work, unitId)
  if (!over) return
  if (despite && work.may('load.exceed', { area: at.areaCode })) return
  if (at.id !== null && (await partStore(work.db).mayExceed(at.id, unitId))) return
  throw work.refuse(despite ? 'needs-leader' : 'over-limit', over, 'despiteLoad')
}

/**
 * Checks that whoever a move gave it to can carry it. Work counts, not what is taken in, checked or done over again: nobody's
 * report is refused because a centre is busy, and rework goes back to the hands that did it.
 */
export const checkCarried = async (
  work: MattersWork,
  before: MatterRecord,
  now: MatterRecord,
  { isRework = false, despite }: { readonly isRework?: boolean | undefined; readonly despite?: string | undefined },
) => {
  await mustKeepRuling(work, before, now)
  if (now.phase !== 'doing' || isRework || now.holderUnitId === before.holderUnitId) return
  mustNotBounce(work, before, now.holderUnitId)
  await checkLoad(work, now.holderUnitId, despite, before)
}
