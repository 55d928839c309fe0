/** What a point handed over and counted: read at its counter, and by the desk for all points of a community. */
import { answer, readTimeAndId } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { mall } from '../contract.ts'
import { readIn } from '../words.ts'
import { dealStore, type Where } from './deal-store.ts'
import type { MallWork } from './reserve.ts'
import { mustServe } from './serve.ts'

/** One point, for whoever serves there; else all that the desk keeps. */
export const whereOf = async (work: MallWork, query: { pointId?: string; area?: string }): Promise<Where> => {
  if (!query.pointId) return { scope: work.scope('mall.keep'), area: query.area }
  return { pointId: (await mustServe(work, query.pointId)).id }
}

export const handOvers = answer(mall, 'handOvers', async (work, { query }) => {
  const limit = query.limit ?? 30
  const after = readTimeAndId(query.after)
  const rows = await dealStore(work.db).handedOver(await whereOf(work, query), query.number, after, limit + 1)
  const shown = rows.slice(0, limit)
  const names = new Map(
    (await work.use(people).persons([...new Set(shown.map(({ personId }) => personId))])).map((one) => [
      one.id,
      one.displayName,
    ]),
  )
  const last = shown.at(-1)
  return {
    items: shown.map(({ personId, handedAt, refundedAt, goodNameEn, pointNameEn, ...row }) => ({
      ...row,
      goodName: readIn(work.locale, row.goodName, goodNameEn),
      pointName: readIn(work.locale, row.pointName, pointNameEn),
      name: names.get(personId) ?? '—',
      handedAt: handedAt.toISOString(),
      refundedAt: refundedAt?.toISOString() ?? null,
    })),
    next: rows.length > limit && last ? `${last.handedAt.toISOString()} ${last.id}` : null,
  }
})

export const counts = answer(mall, 'counts', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await dealStore(work.db).counts(await whereOf(work, query), query.after, limit + 1)
  const items = rows.slice(0, limit).map(({ at, goodNameEn, pointNameEn, ...row }) => ({
    ...row,
    goodName: readIn(work.locale, row.goodName, goodNameEn),
    pointName: readIn(work.locale, row.pointName, pointNameEn),
    at: at.toISOString(),
  }))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})
