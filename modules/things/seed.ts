/** The kinds a preset keeps; in a demonstration also some of each before the houses of every community. */
import { configOf, type Seed } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { asDeed } from './server/shown.ts'
import { store, type ThingStored } from './server/store.ts'
import { nextCode, type ThingState } from './thing.ts'

type Kinds = { readonly kinds: readonly (readonly [code: string, name: string, nameEn: string])[] }
type Demo = {
  /** Of which kinds one stands before every so many houses, who owns it, and what else may be true of it. */
  readonly standing: readonly { readonly kind: string; readonly every: number; readonly owner: string }[]
  readonly states: readonly ThingState[]
}

const housesPerCommunity = 12

export const seed: Seed = async (bound, preset) => {
  if (!preset.has('things/kinds.json')) return
  const work = asDeed(bound)
  const queries = store(work.db)
  const { kinds } = await preset.read<Kinds>('things/kinds.json')
  await queries.keepKinds(kinds.map(([code, name, nameEn]) => ({ code, name, nameEn })))
  if (configOf(work).mode === 'production' || !preset.has('things/demo.json')) return
  const { standing, states } = await preset.read<Demo>('things/demo.json')
  const last = new Map<string, string>()
  const rows: ThingStored[] = []
  for (const community of await work.use(territory).areasAt('community'))
    for (const [at, house] of (
      await work.use(territory).buildingsIn({ area: community.code, limit: housesPerCommunity })
    ).entries())
      for (const { kind, every, owner } of standing) {
        if (at % every !== 0) continue
        const prefix = `${community.code.slice(0, 6)}${kind}`
        const code = nextCode(community.code, kind, last.get(prefix) ?? null)
        last.set(prefix, code)
        rows.push({
          // The same id every time: seeded twice, it is there once.
          id: `0197c100-0000-7000-8000-${code.slice(6, 18).padStart(12, '0')}`,
          ...{ code, kind, place: `${house.address}门前`, areaCode: house.cellCode, lon: house.lon, lat: house.lat },
          ...{ ownerName: owner, state: states[rows.length % states.length] ?? 'inUse', lastCheckedOn: null, note: '' },
          ...{ changedAt: work.now, changedBy: null },
        })
      }
  for (let from = 0; from < rows.length; from += 1000) await queries.keep(rows.slice(from, from + 1000))
  preset.progress('things', rows.length, rows.length)
}
