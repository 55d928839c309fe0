/** Thanks for a good deed no rule foresees: small ones by one person of the community, large ones by two; always out of the budget, with a reason. */
import { answer, readTimeAndId } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { points } from '../contract.ts'
import { quarterStart } from '../day.ts'
import { walletOf } from './accounts.ts'
import { issue, type PointsWork, transferOf } from './book.ts'
import { type GrantRow, grantStore } from './grant-store.ts'
import { ledger } from './ledger-store.ts'

/** Whoever is thanked belongs here, and is neither the one who thanks nor somebody they live with. */
const mustBeStranger = async (work: PointsWork, personId: string, area: string) => {
  work.must('points.grant', { area })
  const person = await work.use(people).person(personId)
  if (!person?.areaCode || !work.may('points.grant', { area: person.areaCode }))
    throw work.refuse('not-found', {}, 'personId')
  // Points come out of the budget of where somebody lives, and out of no other.
  if (person.areaCode.slice(0, 12) !== area) throw work.refuse('unknown-area', {}, 'area')
  const me = work.actor.personId
  if (me === person.id) throw work.refuse('own-affair', {}, 'personId')
  const isRelative =
    me !== null &&
    (await work.use(people).householdsOf(person.id)).some(({ members }) => members.some((one) => one.personId === me))
  if (isRelative) throw work.refuse('relative', {}, 'personId')
}

const give = async (
  work: PointsWork,
  of: {
    readonly id: string
    readonly personId: string
    readonly areaCode: string
    readonly amount: number
    readonly because: string
  },
) => {
  const wallet = walletOf({ personId: of.personId }, 'point')
  const given = {
    source: 'points:grant',
    key: of.id,
    kind: 'earn',
    unit: 'point' as const,
    amount: of.amount,
    area: of.areaCode,
  }
  const booked = await issue(work, transferOf(work, wallet, { ...given, because: of.because }), wallet)
  if (!booked) throw work.refuse('budget-spent', { area: of.areaCode }, 'amount')
  work.emit('granted', {
    transferId: booked.transferId,
    personId: of.personId,
    amount: of.amount,
    area: of.areaCode,
  })
  work.audit({ object: `points-transfer:${booked.transferId}`, area: of.areaCode, facts: { amount: of.amount } })
  return { transferId: booked.transferId, free: (await ledger(work.db).balance(wallet)).free, isWaiting: false }
}

export const grant = answer(points, 'grant', async (work, { body }) => {
  const area = body.area.slice(0, 12)
  await mustBeStranger(work, body.personId, area)
  const of = { ...body, areaCode: area, because: body.because.trim() }
  // Thanking twice is no way around the second person: what one hand gives one person in a quarter counts together.
  const given = await grantStore(work.db).givenAlone(
    work.actor.id ?? '',
    body.personId,
    quarterStart(work.now),
    body.id,
  )
  if (given + body.amount <= (await work.setting<number>('grantAloneAtMost', area))) return give(work, of)
  await grantStore(work.db).ask({
    id: body.id,
    personId: body.personId,
    areaCode: area,
    amount: body.amount,
    because: of.because,
    askedBy: work.actor.id ?? '',
    askedByName: work.actor.name,
    askedAt: work.now,
  })
  work.audit({ object: `points-grant:${body.id}`, area, facts: { amount: body.amount } })
  return { transferId: null, free: null, isWaiting: true }
})

const shown = async (work: PointsWork, rows: readonly GrantRow[]) => {
  const known = await work.use(people).persons([...new Set(rows.map(({ personId }) => personId))])
  const names = new Map(known.map((one) => [one.id, one.displayName]))
  return rows.map((row) => ({
    id: row.id,
    area: row.areaCode,
    personName: names.get(row.personId) ?? '—',
    amount: row.amount,
    because: row.because,
    state: row.state,
    askedByName: row.askedByName,
    isMine: row.askedBy === work.actor.id,
    askedAt: row.askedAt.toISOString(),
    decidedByName: row.decidedByName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    note: row.note,
  }))
}

export const grants = answer(points, 'grants', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await grantStore(work.db).page(
    work.scope('points.grant'),
    { area: query.area, state: query.state },
    readTimeAndId(query.after),
    limit + 1,
  )
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: await shown(work, items),
    next: rows.length > limit && last ? `${last.askedAt.toISOString()} ${last.id}` : null,
  }
})

/** The second of the two; never the one who asked. */
export const decideGrant = answer(points, 'decideGrant', async (work, { params, body }) => {
  const store = grantStore(work.db)
  const asked = await store.lock(params.id)
  if (!asked || !work.may('points.grant', { area: asked.areaCode })) throw work.refuse('not-found')
  if (asked.state !== 'asked') throw work.refuse('decided-already')
  if (asked.askedBy === work.actor.id) throw work.refuse('own-affair')
  // Who moved away, or is in the register no longer, gets nothing; that is no reason for it to wait for ever.
  if (body.isGranted) {
    await mustBeStranger(work, asked.personId, asked.areaCode)
    await give(work, asked)
  }
  await store.decide(params.id, body.isGranted ? 'granted' : 'declined', {
    id: work.actor.id,
    name: work.actor.name,
    at: work.now,
    note: body.note?.trim() || null,
  })
  work.audit({ object: `points-grant:${params.id}`, area: asked.areaCode, facts: { isGranted: body.isGranted } })
  const [one] = await shown(work, [(await store.lock(params.id)) ?? asked])
  if (!one) throw work.refuse('not-found')
  return one
})
