/** What decisions taught about whose it is, for whoever shows dispatchers the units: part handed to `cases`. */
import type { Work } from '@liren/kernel'
import { agreed, refused } from '../placing.ts'
import { knownOf } from './known.ts'
import { lessonStore } from './store-lessons.ts'

export const placed = async (work: Work, categoryCode: string, areaCode: string) => {
  const known = await knownOf(work)
  const placings = await lessonStore(work.db).placings(known.sameAs.get(categoryCode) ?? categoryCode, areaCode)
  const unitId = agreed(placings)?.unitId ?? null
  return {
    unitId,
    isArbitrated: placings.find((one) => one.unitId === unitId)?.last === 'arbitrated',
    refused: [...refused(placings)],
  }
}
