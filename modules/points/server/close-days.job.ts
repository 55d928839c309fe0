/** Trial balance 日试算: every night the day before is added up, and its hash holds on to the day before it. */
import { createHash } from 'node:crypto'
import { type Db, job } from '@liren/kernel'
import { points } from '../contract.ts'
import { addDays, dayOf } from '../day.ts'
import type { PointsWork } from './book.ts'
import { type DayRow, dayStore } from './day-store.ts'

const nothing = '0'.repeat(64)
const hashOf = ({ onDay, entries, digest, before }: Pick<DayRow, 'onDay' | 'entries' | 'digest' | 'before'>) =>
  createHash('sha256').update([onDay, entries, digest, before].join('|')).digest('hex')

/** Closes every day that is over and was not; answers the last. */
export const closeUntilYesterday = async (work: PointsWork): Promise<string | null> => {
  const store = dayStore(work.db)
  const today = dayOf(work.now)
  let last = await store.last()
  const begin = last ? addDays(last.onDay, 1) : await store.firstDay()
  if (!begin) return null
  for (let day = begin; day < today; day = addDays(day, 1)) {
    const { entries, digest, odd } = await store.count(day)
    const { wrong, orphans } = day === addDays(today, -1) ? await store.faults() : { wrong: 0, orphans: 0 }
    const isBalanced = odd === 0 && wrong === 0 && orphans === 0
    const closing = { onDay: day, entries, isBalanced, digest, before: last?.hash ?? nothing }
    const closed = { ...closing, hash: hashOf(closing) }
    await store.close(closed, work.now)
    if (!isBalanced) work.log.error('points do not balance', { day, odd, wrong, orphans })
    last = { ...closed, closedAt: work.now }
  }
  return last?.onDay ?? null
}

export const closeDays = job(points, 'close-days', { cron: '40 1 * * *' }, async (work) => {
  work.audit({ facts: { until: await closeUntilYesterday(work) } })
})

/** What `liren verify points` says: the first day that does not fit, or none. */
export type Verdict = {
  readonly ok: boolean
  readonly days: number
  readonly sum: number
  readonly wrongBalances: number
  readonly orphans: number
  readonly firstBroken: { readonly day: string; readonly why: string } | null
}

export const verifyPoints = async (db: Db): Promise<Verdict> => {
  const store = dayStore(db)
  const days: DayRow[] = []
  for (let before: string | undefined; ; ) {
    const page = await store.page(before, 200)
    days.push(...page)
    before = page.at(-1)?.onDay
    if (page.length < 200) break
  }
  days.reverse()
  let firstBroken: Verdict['firstBroken'] = null
  let before = nothing
  for (const day of days) {
    const { entries, digest, odd } = await store.count(day.onDay)
    const why =
      day.before !== before
        ? 'it does not follow the day before'
        : hashOf(day) !== day.hash
          ? 'its hash is not its own'
          : entries !== day.entries || digest !== day.digest
            ? 'its entries were changed'
            : odd > 0
              ? 'a transfer in it does not add up'
              : null
    before = day.hash
    if (why && !firstBroken) firstBroken = { day: day.onDay, why }
  }
  const { wrong, orphans } = await store.faults()
  const sum = await store.total()
  return {
    ok: !firstBroken && wrong === 0 && orphans === 0 && sum === 0,
    days: days.length,
    sum,
    wrongBalances: wrong,
    orphans,
    firstBroken,
  }
}
