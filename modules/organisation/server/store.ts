/** All queries of this module, in one hand. */
import type { Db } from '@liren/kernel'
import { associations } from './store-associations.ts'
import { carried } from './store-carried.ts'
import { dutyLists } from './store-duties.ts'
import { people } from './store-people.ts'
import { rosters } from './store-rosters.ts'
import { swaps } from './store-swaps.ts'
import { units } from './store-units.ts'

export const store = (db: Db) => ({
  ...units(db),
  ...people(db),
  ...dutyLists(db),
  ...rosters(db),
  ...swaps(db),
  ...associations(db),
  ...carried(db),
})
export type Store = ReturnType<typeof store>
