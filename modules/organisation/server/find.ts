/** Finding what an act is about, or refusing as if it were not there. */
import { refuseAsKernel, type Work } from '@liren/kernel'
import type { Unit } from '../contract.ts'
import { store } from './store.ts'

/** Refuses with `not-found` when nothing was found. */
export const found = <T>(thing: T | null | undefined): T => {
  if (thing === null || thing === undefined) throw refuseAsKernel('not-found')
  return thing
}

/** An open unit, locked, that the actor may change. */
export const changeable = async (
  work: Work,
  id: string,
  permission: string,
  refuseClosed: () => Error,
): Promise<Unit> => {
  const unit = found(await store(work.db).lockUnit(id))
  work.must(permission, { area: unit.areaCode })
  if (unit.closedAt !== null) throw refuseClosed()
  return unit
}

/** A page from one row more than asked for. */
export const pageOf = <T>(rows: readonly T[], limit: number, key: (row: T) => string) => {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? key(last) : null }
}
