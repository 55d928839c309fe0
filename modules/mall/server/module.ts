/** The plug. It names the parts; it contains no logic. */
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { notices } from '@liren/notices/contract'
import { type CarriedAlong, people } from '@liren/people/contract'
import { points } from '@liren/points/contract'
import { territory } from '@liren/territory/contract'
import { mall } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { mallTopics } from '../topics.ts'
import { counts, handOvers } from './deals.ts'
import {
  allGoods,
  conflicts,
  days,
  explainDay,
  keepGood,
  keepPoint,
  pointList,
  servers,
  settleConflict,
  settleDays,
} from './keep.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { conflictOrder } from './migrations/0002-conflict-order.ts'
import { readCountsAndHandOvers } from './migrations/0003-read-counts-and-hand-overs.ts'
import { daysExplained } from './migrations/0004-days-explained.ts'
import { englishNames } from './migrations/0005-english-names.ts'
import { carry, personalData } from './personal-data.ts'
import { cancel, codes, goods, lapse, remind, reservations, reserve } from './reserve.ts'
import { count, counter, handOver, refund } from './serve.ts'

export default defineModule({
  contract: mall,
  doors: ['resident', 'merchant', 'worker'],
  needs: [territory, identity, people, notices, points],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-conflict-order': conflictOrder,
    '0003-read-counts-and-hand-overs': readCountsAndHandOvers,
    '0004-days-explained': daysExplained,
    '0005-english-names': englishNames,
  },
  routes: [
    goods,
    reserve,
    reservations,
    codes,
    cancel,
    counter,
    handOver,
    handOvers,
    refund,
    count,
    counts,
    pointList,
    keepPoint,
    servers,
    allGoods,
    keepGood,
    days,
    explainDay,
    conflicts,
    settleConflict,
  ],
  jobs: [lapse, remind, settleDays],
  gives: { notices: mallTopics, people: { carry } satisfies CarriedAlong },
  personalData,
  seed,
})
