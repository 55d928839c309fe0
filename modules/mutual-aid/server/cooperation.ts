/** How neighbours work together, for everybody to read. */
import { answer } from '@liren/kernel'
import { mutualAid } from '../contract.ts'
import { noCooperation } from '../cooperation.ts'
import type { HelpKind } from '../help-request.ts'
import { cooperationStore } from './cooperation-store.ts'
import type { AidWork } from './shown.ts'

const dayMs = 86_400_000

const wholeOf = async (work: AidWork, area: string, since: Date) => {
  const [found] = await cooperationStore(work.db).counted(area, since, 'whole')
  if (!found) return noCooperation
  const { key: _, ...figures } = found
  return figures
}

export const cooperation = answer(mutualAid, 'cooperation', (work, { query }) =>
  wholeOf(work, query.area, new Date(work.now.getTime() - (query.days ?? 90) * dayMs)),
)

/** The first day of the month so many months ago, by Shanghai's clock: 1 is this month alone. */
const monthsAgo = (now: Date, months: number) => {
  const local = new Date(now.getTime() + 8 * 3_600_000)
  return new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - months + 1, 1) - 8 * 3_600_000)
}

export const cooperationReport = answer(mutualAid, 'cooperationReport', async (work, { query }) => {
  const since = monthsAgo(work.now, query.months ?? 12)
  const rows = cooperationStore(work.db)
  const communities = await rows.counted(query.area, since, 'communities')
  return {
    whole: await wholeOf(work, query.area, since),
    months: (await rows.counted(query.area, since, 'months')).map(({ key, ...one }) => ({ month: key, ...one })),
    // Written by this module only, from these very kinds.
    kinds: (await rows.counted(query.area, since, 'kinds')).map(({ key, ...one }) => ({
      kind: key as HelpKind,
      ...one,
    })),
    communities:
      communities.length > 1 || !/[1-9]$/.test(query.area.slice(9))
        ? communities.map(({ key, ...one }) => ({ area: key, ...one }))
        : [],
  }
})
