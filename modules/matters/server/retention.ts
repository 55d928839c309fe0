/** 留存期限 Ten years after it was closed a matter is about nobody: words, people and papers go, its number and times stay as figures. */
import type { Work } from '@liren/kernel'
import { forgetMatters } from './forget.ts'
import type { MattersWork } from './house.ts'
import { overMatters } from './store-retention.ts'

const portion = 500

/** Modules that keep their own papers for less have them forgotten sooner, see the port's `forget`. */
const forgetOld = async (work: Pick<MattersWork, 'db' | 'use' | 'now'>, before: Date): Promise<number> => {
  for (let removed = 0; ; ) {
    const ids = await overMatters(work.db, before).ids(portion)
    removed += await forgetMatters(work, ids)
    if (ids.length < portion) return removed
  }
}

/** In the shape the catalogue collects. */
export const retention = {
  retention: [
    {
      name: 'closed',
      keepDays: 3653,
      due: (work: object, before: Date) => overMatters((work as Work).db, before).count(),
      remove: (work: object, before: Date) => forgetOld(work as MattersWork, before),
    },
  ],
}
