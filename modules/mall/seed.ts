/** Demo pick-up points of the preset with their goods and those who serve there. */
import { identity } from '@liren/identity/contract'
import { configOf, type Seed, type Work } from '@liren/kernel'
import type { mall } from './contract.ts'
import { store } from './server/store.ts'
import type { Good, PickupPoint } from './views.ts'

type DemoPoint = Omit<PickupPoint, 'staff' | 'isClosed'> & {
  readonly staff: readonly string[]
  readonly goods: readonly (Pick<Good, 'id' | 'name' | 'note' | 'kind' | 'points' | 'stock'> & {
    readonly perPerson?: number
  })[]
}

export const seed: Seed = async (bound, preset) => {
  // The kernel seeds with a work of this very module; only the type cannot say so.
  const work = bound as unknown as Work<typeof mall>
  if (!preset.has('mall/demo.json') || configOf(work).mode === 'production') return
  const { points } = await preset.read<{ points: DemoPoint[] }>('mall/demo.json')
  const shop = store(work.db)
  for (const { goods, staff, ...point } of points) {
    const accounts = []
    for (const login of staff) {
      const account = await work.use(identity).accountByLogin(login)
      if (account) accounts.push({ id: account.id, name: account.displayName })
    }
    await shop.keepPoint({ ...point, isClosed: false, staff: accounts }, work.now)
    for (const { stock, perPerson, ...good } of goods)
      await shop.keepGood(
        { ...good, pointId: point.id, perPerson: perPerson ?? null, isOffered: true },
        stock,
        work.now,
      )
  }
}
