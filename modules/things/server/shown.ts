/** Things as the contract shows them, with the names of their areas. */
import type { Work } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import type { Thing, things } from '../contract.ts'
import type { ThingNamed } from './store.ts'

export type Deed = Work<typeof things>
/** The kernel gives a work of this very module; only the type cannot say so. */
export const asDeed = (work: Work): Deed => work as unknown as Deed

export const shown = async (work: Deed, rows: readonly ThingNamed[]): Promise<Thing[]> => {
  const names = await work.use(territory).areaNames([...new Set(rows.map(({ areaCode }) => areaCode))])
  return rows.map(({ changedBy: _, ...row }) => ({
    ...row,
    areaName: names.get(row.areaCode) ?? row.areaCode,
    changedAt: row.changedAt.toISOString(),
  }))
}
