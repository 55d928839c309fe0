/** Points that were not spent by the end of the year after they were earned expire; whoever may spend them hears of it thirty and seven days before. */
import { job, longJob } from '@liren/kernel'
import { notices } from '@liren/notices/contract'
import { people } from '@liren/people/contract'
import { points } from '../contract.ts'
import { addDays, dayOf } from '../day.ts'
import { commonOf, walletOf } from './accounts.ts'
import { type PointsWork, post, transferOf } from './book.ts'
import { ledger } from './ledger-store.ts'

const first = '00000000-0000-0000-0000-000000000000'
const together = 200

type Due = Awaited<ReturnType<ReturnType<typeof ledger>['expiring']>>[number]

/** Whoever may spend it: of a common purse, everybody who lives in the household. */
const ownersOf = async (work: PointsWork, { kind, owner }: Due): Promise<readonly string[]> =>
  kind === 'person'
    ? [owner]
    : ((await work.use(people).household(owner))?.members ?? []).map(({ personId }) => personId)

export const expire = longJob(points, 'expire', { cron: '10 0 * * *' }, async (spell) => {
  for (let after = first; ; ) {
    const last = await spell(async (work) => {
      const yesterday = addDays(dayOf(work.now), -1)
      const due = await ledger(work.db).expiring(yesterday, false, after, together)
      for (const one of due) {
        const wallet = walletOf(one.kind === 'person' ? { personId: one.owner } : { householdId: one.owner }, one.unit)
        await ledger(work.db).lock(wallet)
        // Under the lock once more: somebody may have spent meanwhile.
        const [again] = await ledger(work.db).expiring(yesterday, false, before(one.accountId), 1)
        const amount = again?.accountId === one.accountId ? again.amount : 0
        if (amount <= 0) continue
        const given = {
          source: 'points:expiry',
          key: `${yesterday} ${wallet.id}`,
          kind: 'expire',
          unit: one.unit,
          amount,
          area: null,
        }
        await post(work, transferOf(work, wallet, { ...given, because: work.bothWords('points.because.expire') }), [
          { account: wallet, pocket: 'free', amount: -amount },
          { account: commonOf('expired', one.unit, null), pocket: 'free', amount },
        ])
      }
      return due.length < together ? null : (due.at(-1)?.accountId ?? null)
    })
    if (!last) return
    after = last
  }
})

/** The greatest id below one. */
const before = (id: string) => {
  const hex = (BigInt(`0x${id.replaceAll('-', '')}`) - 1n).toString(16).padStart(32, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const warnDays = [30, 7] as const

/** Tells whoever may spend them what is good for so many days after a day, and no longer. */
const warnOf = async (work: PointsWork, today: string, days: number) => {
  const day = addDays(today, days)
  for (let after = first; ; ) {
    const due = await ledger(work.db).expiring(day, true, after, together)
    for (const one of due) {
      if (one.amount <= 0) continue
      const personIds = await ownersOf(work, one)
      if (personIds.length > 0)
        await work.use(notices).send({
          to: { personIds },
          topic: 'points.entries',
          template: one.kind === 'person' ? 'points.expiring' : 'points.expiringAtHome',
          facts: { amount: one.amount, day },
          link: '/points',
          onceKey: `points/expiring ${day} ${days} ${one.accountId}`,
        })
    }
    const last = due.at(-1)
    if (!last || due.length < together) return
    after = last.accountId
  }
}

/** Every morning for that day, and for days on which the house stood still: nobody loses points untold. */
export const warn = job(points, 'warn-of-expiry', { cron: '0 9 * * *' }, async (work) => {
  const today = dayOf(work.now)
  const until = await ledger(work.db).warnedUntil()
  const from = until === null || until < addDays(today, -30) ? addDays(today, -30) : addDays(until, 1)
  for (let day = until === null ? today : from; day <= today; day = addDays(day, 1))
    for (const days of warnDays) if (addDays(day, days) >= today) await warnOf(work, day, days)
  await ledger(work.db).noteWarned(today)
})
