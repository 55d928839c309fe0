/** What decisions taught about whose it is 派遣样例: by category and community, arbitrations among them. */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { triage } from '../contract.ts'
import { knownOf } from './known.ts'
import { namedIn } from './read.ts'
import { lessonStore } from './store-lessons.ts'

export const placings = answer(triage, 'placings', async (work, { query }) => {
  const limit = query.limit ?? 30
  const named = namedIn(work, await knownOf(work))
  const rows = await lessonStore(work.db).placingPage(
    { scope: work.scope('triage.judge'), last: query.last ?? null, category: query.category ?? null },
    query.after ?? null,
    limit + 1,
  )
  const page = rows.slice(0, limit)
  const names = await work.use(territory).areaNames([...new Set(page.map(({ areaCode }) => areaCode))])
  const last = page.at(-1)
  return {
    items: page.map((row) => ({
      category: named(row.categoryCode),
      areaCode: row.areaCode,
      areaName: names.get(row.areaCode) ?? row.areaCode,
      unitId: row.unitId,
      unitName: row.unitName,
      weight: row.weight,
      last: row.last,
      at: row.at.toISOString(),
    })),
    next:
      rows.length > limit && last ? [last.at.getTime(), last.categoryCode, last.areaCode, last.unitId].join('~') : null,
  }
})
