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
import { issue, type PointsWork, reverse, transferOf } from './book.ts'
import { entryStore } from './entry-store.ts'
import { ledger, type StoredTransfer } from './ledger-store.ts'
import { ownPersonId } from './own.ts'

const dayMs = 86_400_000

/** Whose wallet a transfer is about: a person's, or a household's, for which each of its members may speak. */
const purseOf = ({ accountId, personId, legs }: StoredTransfer): Wallet | null => {
  const owner = legs.find((leg) => leg.accountId === accountId && leg.kind === 'household')?.owner
  return owner ? { householdId: owner } : personId ? { personId } : null
}
const membersOf = async (work: PointsWork, householdId: string): Promise<readonly string[]> =>
  ((await work.use(people).household(householdId))?.members ?? []).map((one) => one.personId)

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
  const person = await work.use(people).person(personId)
  const area = (transfer.area ?? person?.areaCode ?? '').slice(0, 12)
  const id = uuidv7()
  await entryStore(work.db).object(id, transfer.id, personId, work.now)
  const unit = await work.use(organisation).unitOfArea(area, 'residentsCommittee')
  const opened = await work.use(matters).open({
    id,
    process: 'points-objection',
    subjectId: transfer.id,
    title: work.words('points.objectionTitle', { because: transfer.because, amount: transfer.amount }),
    summary: body.reason.trim(),
    areaCode: area,
    source: 'points',
    letter: 'J',
    isPublic: false,
    ...(unit ? { holder: { unitId: unit.id, unitName: unit.name } } : {}),
    reporter: { accountId: work.actor.id, personId, name: work.actor.name },
  })
  work.audit({ object: `matter:${opened.id}`, area })
  return { id: opened.id, number: opened.number }
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
        because: one.because,
        reason: openings.get(id)?.summary ?? null,
        amount: one.amount,
        // Written by this module only, from these very kinds.
        kind: one.kind as Static<typeof EntryView>['kind'],
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
  const transfer = await ledger(work.db).byId(objection.transferId)
  if (!transfer) throw work.refuse('not-found')
  const purse = purseOf(transfer)
  const me = work.actor
  const concerned = purse && 'householdId' in purse ? await membersOf(work, purse.householdId) : [objection.personId]
  if (
    (me.personId && [objection.personId, ...concerned].includes(me.personId)) ||
    (transfer.actorId !== null && transfer.actorId === me.id)
  )
    throw work.refuse('own-affair')
  // What was taken, also by a reversal, comes back as it was; where nothing was taken, somebody must say how much is due.
  const wasTaken = transfer.kind === 'deduct' || transfer.kind === 'reverse'
  if (body.isUpheld && !wasTaken && !body.amount) throw work.refuse('amount-needed', {}, 'amount')
  const move = body.isUpheld ? 'uphold' : 'reject'
  await port.move(params.id, move, { facts: { note: body.note }, outcome: move })
  if (body.isUpheld && wasTaken) await reverse(work, transfer, body.note)
  else if (body.isUpheld && body.amount) {
    const wallet = walletOf(purse ?? { personId: objection.personId }, 'point')
    const given = {
      source: 'points:objection',
      key: params.id,
      kind: 'earn',
      unit: 'point' as const,
      amount: body.amount,
      area: seen.areaCode,
    }
    if (
      !(await issue(
        work,
        transferOf(work, wallet, { ...given, because: work.words('points.because.objection') }),
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
