/** An objection to an entry becomes a matter; upheld, the entry is reversed or what was missing is credited. */

import type { Static } from '@liren/contract'
import { answer, uuidv7 } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { points } from '../contract.ts'
import type { Wallet } from '../port.ts'
import type { EntryView } from '../views.ts'
import { walletOf } from './accounts.ts'
import { issue, type PointsWork, readWords, reverse, transferOf } from './book.ts'
import { entryStore } from './entry-store.ts'
import { ledger, type StoredTransfer } from './ledger-store.ts'
import { ownPersonId } from './own.ts'
import { ruleStore } from './rule-store.ts'

const dayMs = 86_400_000

/** Whose wallet a transfer is about: a person's, or a household's, for which each of its members may speak. */
const purseOf = ({ accountId, personId, legs }: StoredTransfer): Wallet | null => {
  const owner = legs.find((leg) => leg.accountId === accountId && leg.kind === 'household')?.owner
  return owner ? { householdId: owner } : personId ? { personId } : null
}
const membersOf = async (work: PointsWork, householdId: string): Promise<readonly string[]> =>
  ((await work.use(people).household(householdId))?.members ?? []).map((one) => one.personId)

const areaFor = async (work: PointsWork, area: string | null, personId: string): Promise<string> =>
  (area ?? (await work.use(people).person(personId))?.areaCode ?? '').slice(0, 12)

/** The objection as a matter, with the residents' committee. */
const opened = async (
  work: PointsWork,
  of: {
    readonly id: string
    readonly subjectId: string
    readonly personId: string
    readonly area: string
    readonly because: string
    readonly amount: number
    readonly reason: string
  },
) => {
  const unit = await work.use(organisation).unitOfArea(of.area, 'residentsCommittee')
  const matter = await work.use(matters).open({
    id: of.id,
    process: 'points-objection',
    subjectId: of.subjectId,
    // Read by whoever decides, not only by whoever objects.
    title: work.bothWords('points.objectionTitle', { because: of.because, amount: of.amount })['zh-CN'],
    summary: of.reason.trim(),
    areaCode: of.area,
    source: 'points',
    letter: 'J',
    isPublic: false,
    ...(unit ? { holder: { unitId: unit.id, unitName: unit.name } } : {}),
    reporter: { accountId: work.actor.id, personId: of.personId, name: work.actor.name },
  })
  work.audit({ object: `matter:${matter.id}`, area: of.area })
  return { id: matter.id, number: matter.number }
}

export const object = answer(points, 'object', async (work, { params, body }) => {
  const personId = ownPersonId(work)
  const transfer = await ledger(work.db).byId(params.id)
  const purse = transfer && purseOf(transfer)
  const isTheirs =
    purse &&
    ('householdId' in purse
      ? (await membersOf(work, purse.householdId)).includes(personId)
      : purse.personId === personId)
  if (!transfer || !isTheirs) throw work.refuse('not-found')
  const days = await work.setting<number>('objectionDays', transfer.area ?? undefined)
  if (work.now.getTime() > transfer.at.getTime() + days * dayMs) throw work.refuse('too-late', { days })
  // Of a household one speaks for all, also when two speak at the same moment.
  await ledger(work.db).lock(walletOf(purse, transfer.unit))
  if (await entryStore(work.db).isObjectedTo(transfer.id)) throw work.refuse('objected-already')
  const area = await areaFor(work, transfer.area, personId)
  const id = uuidv7()
  await entryStore(work.db).object(id, transfer.id, personId, work.now)
  return opened(work, {
    id,
    subjectId: transfer.id,
    personId,
    area,
    because: transfer.because,
    amount: transfer.amount,
    reason: body.reason,
  })
})

export const objectUnpaid = answer(points, 'objectUnpaid', async (work, { params, body }) => {
  const personId = ownPersonId(work)
  const unpaid = await ruleStore(work.db).unpaidById(params.id)
  if (!unpaid || unpaid.personId !== personId) throw work.refuse('not-found')
  const days = await work.setting<number>('objectionDays', unpaid.areaCode ?? undefined)
  if (work.now.getTime() > unpaid.at.getTime() + days * dayMs) throw work.refuse('too-late', { days })
  const area = await areaFor(work, unpaid.areaCode, personId)
  const id = uuidv7()
  if (!(await entryStore(work.db).objectUnpaid(id, unpaid.id, personId, work.now)))
    throw work.refuse('objected-already')
  const because = unpaid.because ?? unpaid.ruleCode
  return opened(work, { id, subjectId: unpaid.id, personId, area, because, amount: unpaid.amount, reason: body.reason })
})

type MatterOf = {
  id: string
  number: string
  state: string
  areaCode: string
  dueAt: string | Date | null
}

const shown = async (work: PointsWork, rows: readonly MatterOf[]) => {
  const found = new Map(
    (await entryStore(work.db).objections(rows.map(({ id }) => id))).map((one) => [one.matterId, one]),
  )
  const openings = new Map((await work.use(matters).openings(rows.map(({ id }) => id))).map((one) => [one.id, one]))
  const names = new Map(
    (await work.use(people).persons([...new Set([...found.values()].map(({ personId }) => personId))])).map((one) => [
      one.id,
      one.displayName,
    ]),
  )
  return rows.flatMap(({ id, number, state, areaCode, dueAt }) => {
    const one = found.get(id)
    if (!one) return []
    return [
      {
        id,
        number,
        state,
        area: areaCode,
        personName: names.get(one.personId) ?? '—',
        because: readWords(work, one.because, one.becauseEn),
        reason: openings.get(id)?.summary ?? null,
        amount: one.amount,
        // Written by this module only, from these very kinds.
        kind: one.kind as Static<typeof EntryView>['kind'],
        isUnpaid: one.unpaidId !== null,
        raisedAt: one.raisedAt.toISOString(),
        dueAt: dueAt ? new Date(dueAt).toISOString() : null,
      },
    ]
  })
}

export const objections = answer(points, 'objections', async (work, { query }) => {
  const page = await work.use(matters).list({
    process: 'points-objection',
    order: 'newest',
    limit: query.limit ?? 30,
    ...(query.after ? { after: query.after } : {}),
  })
  return { items: await shown(work, page.items), next: page.next }
})

export const decideObjection = answer(points, 'decideObjection', async (work, { params, body }) => {
  const port = work.use(matters)
  const [objection] = await entryStore(work.db).objections([params.id])
  const seen = objection ? await port.see(params.id) : null
  if (!objection || !seen || !work.may('points.decide', { area: seen.areaCode })) throw work.refuse('not-found')
  const transfer = objection.transferId ? await ledger(work.db).byId(objection.transferId) : null
  const unpaid = objection.unpaidId ? await ruleStore(work.db).unpaidById(objection.unpaidId) : null
  if (!transfer && !unpaid) throw work.refuse('not-found')
  const purse = transfer && purseOf(transfer)
  const me = work.actor
  const concerned = purse && 'householdId' in purse ? await membersOf(work, purse.householdId) : [objection.personId]
  if (
    (me.personId && [objection.personId, ...concerned].includes(me.personId)) ||
    (transfer?.actorId && transfer.actorId === me.id)
  )
    throw work.refuse('own-affair')
  // What was taken, also by a reversal, comes back as it was; where nothing was taken, somebody must say how much is due.
  const taken = transfer?.kind === 'deduct' || transfer?.kind === 'reverse' ? transfer : null
  // Of what was not paid it is said how much that would have been.
  const amount = body.amount ?? unpaid?.amount
  if (body.isUpheld && !taken && !amount) throw work.refuse('amount-needed', {}, 'amount')
  const move = body.isUpheld ? 'uphold' : 'reject'
  await port.move(params.id, move, { facts: { note: body.note }, outcome: move })
  if (body.isUpheld && taken) await reverse(work, taken, body.note)
  else if (body.isUpheld && amount) {
    const wallet = walletOf(purse ?? { personId: objection.personId }, 'point')
    const given = {
      source: 'points:objection',
      key: params.id,
      kind: 'earn',
      unit: 'point' as const,
      amount,
      area: seen.areaCode,
    }
    if (
      !(await issue(
        work,
        transferOf(work, wallet, { ...given, because: work.bothWords('points.because.objection') }),
        wallet,
      ))
    )
      throw work.refuse('budget-spent', { area: seen.areaCode }, 'amount')
  }
  work.audit({ object: `matter:${params.id}`, area: seen.areaCode, facts: { move } })
  const [row] = await shown(work, await port.rows([params.id]))
  if (!row) throw work.refuse('not-found')
  return row
})
