/** Demo pick-up points of the preset with their goods, those who serve there, and what was reserved. */
import { randomInt } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import { configOf, type Seed, uuidv7 } from '@liren/kernel'
import { dayOf, points } from '@liren/points/contract'
import { keepDays } from './reservation.ts'
import { holdOf, type MallWork, sealedSecret } from './server/reserve.ts'
import { bothOf } from './server/say-name.ts'
import { complete } from './server/serve.ts'
import { store } from './server/store.ts'
import type { Good, PickupPoint } from './views.ts'

type DemoPoint = Omit<PickupPoint, 'staff' | 'isClosed' | 'nameEn' | 'addressEn'> & {
  readonly nameEn?: string
  readonly addressEn?: string
  readonly staff: readonly string[]
  readonly goods: readonly (Pick<Good, 'id' | 'name' | 'note' | 'kind' | 'points' | 'stock'> & {
    readonly perPerson?: number
    readonly nameEn?: string
    readonly noteEn?: string
  })[]
}

type DemoDeal = { readonly login: string; readonly goodId: string; readonly isHandedOver?: boolean }

/** Somebody reserved, and perhaps it was handed over: by the ledger like any other, so that the books of the day add up. */
const dealOf = async (work: MallWork, { login, goodId, isHandedOver }: DemoDeal) => {
  const shop = store(work.db)
  const good = await shop.good(goodId)
  const personId = (await work.use(identity).accountByLogin(login))?.personId
  if (!good || !personId) return
  const tries = Array.from({ length: 40 }, () => String(randomInt(10_000)).padStart(4, '0'))
  const number = await shop.freeNumber(good.pointId, tries)
  const ledger = work.use(points)
  if (!number || (await ledger.balance({ personId })).free < good.points) return
  const id = uuidv7()
  await ledger.hold(
    { personId },
    {
      ...holdOf(id),
      amount: good.points,
      area: good.area,
      because: bothOf(work, 'mall.because.reserved', { goodName: good.name, goodNameEn: good.nameEn }),
    },
  )
  await shop.takeStock(good.id, 1)
  await shop.add({
    id,
    number,
    goodId: good.id,
    pointId: good.pointId,
    area: good.area,
    personId,
    quantity: 1,
    points: good.points,
    secretSealed: sealedSecret(work, id),
    reservedAt: work.now,
    keptUntil: dayOf(new Date(work.now.getTime() + keepDays * 86_400_000)),
  })
  if (!isHandedOver) return
  const row = await shop.lock(id)
  if (row) await complete(work, row, uuidv7(), work.now)
}

export const seed: Seed = async (bound, preset) => {
  // The kernel seeds with a work of this very module; only the type cannot say so.
  const work = bound as unknown as MallWork
  if (!preset.has('mall/demo.json') || configOf(work).mode === 'production') return
  const demo = await preset.read<{ points: DemoPoint[]; deals?: DemoDeal[] }>('mall/demo.json')
  const shop = store(work.db)
  for (const { goods, staff, nameEn = null, addressEn = null, ...point } of demo.points) {
    const accounts = []
    for (const login of staff) {
      const account = await work.use(identity).accountByLogin(login)
      if (account) accounts.push({ id: account.id, name: account.displayName })
    }
    await shop.keepPoint({ ...point, nameEn, addressEn, isClosed: false, staff: accounts }, work.now)
    for (const { stock, perPerson, nameEn: name = null, noteEn = null, ...good } of goods)
      await shop.keepGood(
        { ...good, nameEn: name, noteEn, pointId: point.id, perPerson: perPerson ?? null, isOffered: true },
        stock,
        work.now,
      )
  }
  for (const deal of demo.deals ?? []) await dealOf(work, deal)
}
