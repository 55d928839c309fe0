/** Giving a matter to somebody, in one place for every way it can happen: who holds it then, and whether they can carry it. */
import type { Holder } from '../port.ts'
import type { MattersWork } from './house.ts'
import { listStore } from './list-store.ts'
import type { MatterRecord } from './tables.ts'

/** Who holds it after being given to somebody; a person alone stays in the unit they stand in. */
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
  const isSame = next.holderUnitId === matter.holderUnitId && next.holderAccountId === matter.holderAccountId
  return isSame ? next : { ...next, heldSince: next.holderUnitId || next.holderAccountId ? now : null }
}

/** How far a unit has had its fill this week; null while it may take more. */
export const overFill = async (work: MattersWork, unitId: string) => {
  const limit = await work.setting<number>('loadPerWeek')
  if (limit === 0) return null
  const week = await listStore(work.db).weekOf(unitId, work.now)
  return week >= limit ? { limit, week } : null
}

/** A unit that has had its fill this week takes more only with a stated reason. */
export const checkLoad = async (work: MattersWork, unitId: string | null | undefined, despite: string | undefined) => {
  if (!unitId || despite) return
  const over = await overFill(work, unitId)
  if (over) throw work.refuse('over-limit', over, 'despiteLoad')
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
  if (now.phase !== 'doing' || isRework || now.holderUnitId === before.holderUnitId) return
  await checkLoad(work, now.holderUnitId, despite)
}
