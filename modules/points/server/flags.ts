/** What looks like abuse is frozen, looked at by somebody, and then cleared or reversed with a reason. Nobody is judged by a formula. */
import { answer, job, uuidv7 } from '@liren/kernel'
import { notices } from '@liren/notices/contract'
import { people } from '@liren/people/contract'
import { circles, type FlagKind, mutualPairs } from '../abuse.ts'
import { points } from '../contract.ts'
import { walletOf } from './accounts.ts'
import { type PointsWork, port, post, reverse, transferOf } from './book.ts'
import { type Flag, flagStore } from './flag-store.ts'
import { accountNow } from './follow.ts'
import { ledger } from './ledger-store.ts'

const holdOf = (flagId: string, transferId: string) => ({ source: 'points:flag', key: `${flagId} ${transferId}` })

/** Notes a sign once, and sets aside what of its awards is still there. */
export const raiseFlag = async (
  work: PointsWork,
  sign: {
    kind: FlagKind
    mark: string
    area: string | null
    personIds: readonly string[]
    transferIds: readonly string[]
  },
) => {
  const id = uuidv7()
  const { kind, area, personIds, transferIds } = sign
  const isNew = await flagStore(work.db).add({
    id,
    kind,
    mark: `${kind} ${sign.mark}`,
    areaCode: area,
    personIds,
    transferIds,
    foundAt: work.now,
  })
  if (!isNew) return
  const frozen = new Map<string, number>()
  for (const transferId of transferIds) {
    const transfer = await ledger(work.db).byId(transferId)
    if (!transfer?.personId || transfer.kind !== 'earn') continue
    const wallet = await accountNow(work.db, walletOf({ personId: transfer.personId }, transfer.unit))
    const { free } = await ledger(work.db).lock(wallet)
    const amount = Math.min(free, transfer.amount)
    if (amount <= 0) continue
    if (transfer.unit === 'point') frozen.set(transfer.personId, (frozen.get(transfer.personId) ?? 0) + amount)
    await post(
      work,
      transferOf(work, wallet, {
        ...holdOf(id, transferId),
        kind: 'freeze',
        unit: transfer.unit,
        amount,
        area: transfer.area,
        because: work.bothWords(`points.flag.${kind}`),
      }),
      [
        { account: wallet, pocket: 'free', amount: -amount },
        { account: wallet, pocket: 'held', amount },
      ],
    )
  }
  for (const [personId, amount] of frozen)
    await work.use(notices).send({
      to: { personIds: [personId] },
      topic: 'points.entries',
      template: 'points.frozen',
      facts: { amount, because: work.bothWords(`points.flag.${kind}`) },
      link: '/points',
      onceKey: `points/frozen ${id} ${personId}`,
    })
  work.emit('flagged', { flagId: id, kind, area: area ?? '' })
}

export const shownFlags = async (work: PointsWork, flags: readonly Flag[]) => {
  const known = new Map(
    (await work.use(people).persons([...new Set(flags.flatMap(({ personIds }) => personIds))])).map((one) => [
      one.id,
      one.displayName,
    ]),
  )
  return flags.map(({ foundAt, decidedAt, areaCode, personIds, transferIds, mark: _, ...flag }) => ({
    ...flag,
    area: areaCode,
    people: personIds.map((id) => ({ id, name: known.get(id) ?? '—' })),
    transferIds: [...transferIds],
    foundAt: foundAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  }))
}

export const flags = answer(points, 'flags', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await flagStore(work.db).page(
    work.scope('points.decide'),
    query.area,
    query.state,
    query.after,
    limit + 1,
  )
  const items = rows.slice(0, limit)
  return { items: await shownFlags(work, items), next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})

export const decideFlag = answer(points, 'decideFlag', async (work, { params, body }) => {
  const flag = await flagStore(work.db).lock(params.id)
  if (!flag || !work.may('points.decide', { area: flag.areaCode })) throw work.refuse('not-found')
  if (flag.state !== 'frozen') throw work.refuse('decided-already')
  const me = work.actor.personId
  if (me && flag.personIds.includes(me)) throw work.refuse('own-affair')
  const store = ledger(work.db)
  for (const transferId of flag.transferIds) {
    const hold = holdOf(flag.id, transferId)
    if (await store.find(hold.source, hold.key))
      await port(work as never).release(hold, work.bothWords('points.flag.released'))
    if (body.decision !== 'reverse') continue
    const transfer = await store.byId(transferId)
    if (!transfer) continue
    const wallet = await accountNow(work.db, walletOf({ personId: transfer.personId ?? '' }, transfer.unit))
    if ((await store.lock(wallet)).free > 0) await reverse(work, transfer, body.note)
  }
  const state = body.decision === 'reverse' ? 'reversed' : 'cleared'
  await flagStore(work.db).decide(flag.id, state, body.note, work.now, work.actor.id, work.actor.name)
  await work.use(notices).send({
    to: { personIds: flag.personIds },
    topic: 'points.entries',
    template: state === 'reversed' ? 'points.reversed' : 'points.cleared',
    facts: { because: body.note },
    link: '/points',
    onceKey: `points/flag ${flag.id}`,
  })
  work.audit({ object: `points-flag:${flag.id}`, area: flag.areaCode, facts: { state } })
  const [shown] = await shownFlags(work, [
    { ...flag, state, note: body.note, decidedAt: work.now, decidedByName: work.actor.name },
  ])
  if (!shown) throw work.refuse('not-found')
  return shown
})

const monthMs = 30 * 86_400_000

/** Every night: pairs and circles among the awards of thirty days. */
export const lookForAbuse = job(points, 'look-for-abuse', { cron: '20 3 * * *' }, async (work) => {
  const deeds = await flagStore(work.db).deeds(new Date(work.now.getTime() - monthMs))
  const least = await work.setting<number>('pairDeeds')
  const found: { kind: FlagKind; ids: readonly string[] }[] = [
    ...mutualPairs(deeds, least).map((ids) => ({ kind: 'pair' as const, ids })),
    ...circles(deeds, least).map((ids) => ({ kind: 'circle' as const, ids })),
  ]
  for (const { kind, ids } of found) {
    const among = deeds.filter(({ personId, withId }) => ids.includes(personId) && ids.includes(withId))
    await raiseFlag(work, {
      kind,
      mark: `${ids.join(' ')} ${work.now.toISOString().slice(0, 7)}`,
      area: among[0]?.area ?? null,
      personIds: ids,
      transferIds: among.map(({ id }) => id),
    })
  }
})
