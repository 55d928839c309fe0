/** What was saved, and whom services reached: figures with their sums behind them. */
import { answer } from '@liren/kernel'
import { services } from '../contract.ts'
import type { Need } from '../item.ts'
import { add, noSums, savingsOf } from '../savings.ts'
import { itemStore } from './store-items.ts'
import { outreachStore } from './store-outreaches.ts'

const yearMs = 365 * 86_400_000
/** Written beside every figure, so that a reader can compare like with like. */
const formula =
  'savings-1: 1 - sum(actual) / sum(baseline) over decided applications; days from submission to decision, pauses left out'

export const savings = answer(services, 'savings', async (work, { query }) => {
  const rows = await itemStore(work.db).sums(query.since, query.until)
  return {
    total: savingsOf(rows.reduce(add, noSums)),
    items: rows.map((row) => ({
      code: row.itemCode,
      name: (work.locale === 'en' ? row.nameEn : null) ?? row.name,
      source: row.source,
      visitsPromised: row.promisedVisits,
      ...savingsOf(row),
    })),
    asOf: work.now.toISOString(),
    formula,
  }
})

export const publicSavings = answer(services, 'publicSavings', async (work) => ({
  total: savingsOf((await itemStore(work.db).sums()).reduce(add, noSums)),
  asOf: work.now.toISOString(),
}))

export const savedBy = answer(services, 'savedBy', async (work, { params, query }) => {
  const limit = query.limit ?? 50
  const rows = await itemStore(work.db).savedBy(params.code, query.since, query.until, query.after, limit + 1)
  const shown = rows.slice(0, limit)
  return {
    items: shown.map((row) => ({ ...row, finishedAt: row.finishedAt.toISOString() })),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
})

export const use = answer(services, 'use', async (work) => {
  const since = new Date(work.now.getTime() - yearMs)
  const queries = itemStore(work.db)
  const atLeast = (await work.setting<number>('underUsePercent')) / 100
  const offered = new Map((await outreachStore(work.db).last()).map((one) => [one.itemCode, one]))
  return {
    items: (await queries.use(since)).map((row) => {
      const rate = row.expected === null ? null : row.reached / row.expected
      const last = offered.get(row.code)
      return {
        ...row,
        need: row.need as Need, // a checked record's need
        rate,
        isUnderUsed: rate !== null && rate < atLeast,
        offered: last
          ? { at: last.madeAt.toISOString(), recipients: last.recipients, appliedSince: last.reachedSince }
          : null,
      }
    }),
    beneficiaries: await queries.beneficiaries(since),
  }
})
