/** For identity, which keeps ids of units only: what open units are called. */
import type { Work } from '@liren/kernel'
import { isCitizens } from '../own-units.ts'
import { pictureOf } from './picture.ts'

export const unitsNamed = async (someWork: object, ids: readonly string[]) => {
  // Any module's work has a database; the tables are this module's.
  const { units } = await pictureOf(someWork as Work)
  return ids.flatMap((id) => {
    const unit = units.get(id)
    return unit && unit.closedAt === null ? [{ id, name: unit.name, isOffice: !isCitizens(unit.kind) }] : []
  })
}
