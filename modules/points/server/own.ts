/** Whose wallet it is: the person signed in, or the one helped in assisted use. */

import type { Static } from '@liren/contract'
import { identity } from '@liren/identity/contract'
import { answer, ownPersonOf, readAs } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { points } from '../contract.ts'
import { dayOf } from '../day.ts'
import { standing } from '../level.ts'
import { lotsLeft } from '../lots.ts'
import type { EntryView } from '../views.ts'
import { walletOf } from './accounts.ts'
import { householdOf, type PointsWork, readWords } from './book.ts'
import { type EntryRow, entryStore } from './entry-store.ts'
import { ledger } from './ledger-store.ts'
import { countingLevels } from './levels.ts'
import { ruleStore } from './rule-store.ts'

export const ownPersonId = (work: PointsWork): string => {
  const id = ownPersonOf(work.actor)
  if (!id) throw work.refuse('no-record')
  return id
}

/** Whose points or hours may be moved here and now: one's own, or those of somebody helped by their family; never by an office. */
export const ownToMove = async (work: PointsWork): Promise<string> => {
  if (await work.use(identity).isSentByOffice()) throw work.refuse('not-by-staff')
  return ownPersonId(work)
}

const dayMs = 86_400_000

/** An entry as its owner or their household sees it: an objection is open for some days, to whatever moved. */
export const shownEntry = (
  work: Pick<PointsWork, 'locale' | 'now'>,
  row: EntryRow,
  objectionDays: number,
): EntryView => {
  const { now } = work
  const until = new Date(row.at.getTime() + objectionDays * dayMs)
  const isOpen =
    until > now &&
    row.isOwn &&
    !row.objectionId &&
    row.kind !== 'thaw' &&
    (row.kind !== 'freeze' || row.source === 'points:flag')
  return {
    id: String(row.id),
    transferId: row.transferId,
    // Written by this module only, from these very kinds.
    kind: row.kind as Static<typeof EntryView>['kind'],
    unit: row.unit,
    change: row.change,
    because: readWords(work, row.because, row.becauseEn),
    ruleCode: row.ruleCode,
    ruleVersion: row.ruleVersion,
    byName: row.ruleCode ? null : row.actorName,
    source: row.source,
    link: row.link,
    validOn: row.validOn,
    at: row.at.toISOString(),
    mayObjectUntil: isOpen ? until.toISOString() : null,
    objectionId: row.objectionId,
    isReversed: row.isReversed,
  }
}

const pageOf = async (work: PointsWork, accountId: string, query: { after?: string; limit?: number }) => {
  const limit = query.limit ?? 30
  const days = await work.setting<number>('objectionDays')
  const [after] = readAs(query.after, /^(\d{1,15})$/) ?? []
  const rows = await entryStore(work.db).page(accountId, after ? Number(after) : null, limit + 1)
  const items = rows.slice(0, limit).map((row) => shownEntry(work, row, days))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

export const mine = answer(points, 'mine', async (work) => {
  const personId = ownPersonId(work)
  const store = ledger(work.db)
  const [household] = await work.use(people).householdsOf(personId)
  const wallets = []
  for (const unit of ['point', 'hour'] as const) {
    wallets.push({ which: 'mine' as const, unit, ...(await store.balance(walletOf({ personId }, unit))) })
    if (household)
      wallets.push({
        which: 'household' as const,
        unit,
        ...(await store.balance(walletOf({ householdId: household.id }, unit))),
      })
  }
  const lots = await store.lots(walletOf({ personId }, 'point').id)
  const entries = entryStore(work.db)
  const earned = await entries.earned(personId, new Date(work.now.getTime() - 365 * dayMs))
  const { level, next, missing } = standing(earned, await countingLevels(work))
  const objectionDays = await work.setting<number>('objectionDays')
  const thisYear = new Date(`${dayOf(work.now).slice(0, 4)}-01-01T00:00:00+08:00`)
  return {
    wallets,
    household: (household?.members ?? [])
      .filter((one) => one.personId !== personId)
      .map((one) => ({ personId: one.personId, name: one.displayName })),
    level: { name: level, next, missing, earned },
    expiring: lotsLeft(lots.earned, lots.spent).map(({ validOn, amount }) => ({ on: validOn, amount })),
    thisYear: (await entries.earnedBy(personId, thisYear)).map(({ because, becauseEn, ...one }) => ({
      ...one,
      because: readWords(work, because, becauseEn),
    })),
    unpaid: (await ruleStore(work.db).unpaidOf(personId, new Date(work.now.getTime() - 30 * dayMs))).map(
      ({ at, because, becauseEn, ...one }) => {
        const until = new Date(at.getTime() + objectionDays * dayMs)
        return {
          ...one,
          because: because && readWords(work, because, becauseEn),
          at: at.toISOString(),
          mayObjectUntil: until > work.now && !one.objectionId ? until.toISOString() : null,
        }
      },
    ),
  }
})

export const entries = answer(points, 'entries', async (work, { query }) => {
  const personId = ownPersonId(work)
  const householdId = query.which === 'household' ? await householdOf(work, personId) : null
  if (query.which === 'household' && !householdId) return { items: [], next: null }
  const wallet = walletOf(householdId ? { householdId } : { personId }, query.unit ?? 'point')
  return pageOf(work, wallet.id, query)
})

export const entriesOf = answer(points, 'entriesOf', async (work, { params, query }) => {
  const person = await work.use(people).person(params.id)
  if (!person || !work.may('points.read', { area: person.areaCode })) throw work.refuse('not-found')
  return pageOf(work, walletOf({ personId: params.id }, query.unit ?? 'point').id, query)
})
