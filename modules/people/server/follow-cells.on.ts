/** Cells were redrawn: persons, households and ties stand in the cell of their dwelling; where none is known, in the one that took most over. */
import { listen } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { people } from '../contract.ts'
import { cellFollowers } from './store-cells.ts'

/** Dwellings of one step. */
const portion = 500

export const followCells = listen(
  people,
  territory,
  'redrawn',
  'follow-cells',
  async (work, { communityCode, cells }) => {
    const rows = cellFollowers(work.db)
    const map = work.use(territory)
    let moved = 0
    for (const { from, into } of cells) {
      for (let after: string | null = null; ; ) {
        const ids: string[] = await rows.dwellingsIn(from, after, portion)
        const dwellings = await map.dwellings(ids)
        moved += await rows.follow(
          from,
          dwellings.flatMap(({ id, cellCode }) => (cellCode === from ? [] : [{ id, cellCode }])),
        )
        after = ids.at(-1) ?? null
        if (ids.length < portion) break
      }
      moved += await rows.inherit(from, into[0] ?? from)
    }
    work.audit({ area: communityCode, facts: { cells: cells.length, moved } })
    work.emit('cells-followed', { communityCode, cells })
  },
)
