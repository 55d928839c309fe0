/** Cells were redrawn: open matters stand in another one now. Their place and their steps stay; nobody acted on them. */
import { Type } from '@liren/contract'
import { hear } from '@liren/kernel'
import { matters } from '../contract.ts'
import type { MattersWork } from './house.ts'
import { listStore } from './list-store.ts'

/** Matters of one step through a long list: one statement, one fact. */
const portion = 500

export const refit = async (
  work: MattersWork,
  moves: readonly { readonly id: string; readonly cellCode: string }[],
) => {
  const done = await listStore(work.db).refit(moves)
  for (const [areaCode, rows] of Map.groupBy(done, (row) => row.areaCode))
    work.emit('refitted', { areaCode, matterIds: rows.map(({ id }) => id) }, [])
}

const Redrawn = Type.Object({
  communityCode: Type.String(),
  cells: Type.Array(Type.Object({ from: Type.String(), into: Type.Array(Type.String(), { minItems: 1 }) })),
})

/** Whoever knows the exact place of a matter puts it right by it; without one it goes where most of the old cell went. */
export const followCells = hear(
  matters,
  'territory/redrawn',
  Redrawn,
  'follow-cells',
  async (work, { communityCode, cells }) => {
    const heirs = new Map(cells.map(({ from, into }) => [from, into[0] ?? from]))
    for (;;) {
      const found = await listStore(work.db).openIn(communityCode, [...heirs.keys()], portion)
      await refit(
        work,
        found.map(({ id, cellCode }) => ({ id, cellCode: heirs.get(cellCode) ?? cellCode })),
      )
      if (found.length < portion) break
    }
    work.audit({ area: communityCode, facts: { cells: cells.length } })
  },
)
