/** Cells were redrawn: values stand in the cell of whom they are about; of what is no longer known, in the one that took most over. */
import { listen } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { catalogue } from '../contract.ts'
import { areasOf } from './record.ts'
import { rightsStore } from './store-rights.ts'

/** Subjects of one step. */
const portion = 500

export const followCells = listen(
  catalogue,
  people,
  'cells-followed',
  'follow-cells',
  async (work, { communityCode, cells }) => {
    const rows = rightsStore(work.db)
    let moved = 0
    for (const { from, into } of cells) {
      const heir = into[0] ?? from
      // What was moved is not found again: each step takes the next ones.
      for (let of = await rows.subjectsIn(from, portion); of.length > 0; of = await rows.subjectsIn(from, portion)) {
        const areas = await areasOf(work, of)
        await rows.refit(
          from,
          of.map(({ id }) => {
            const now = areas.get(id) || heir
            return { id, areaCode: now === from ? heir : now }
          }),
        )
        moved += of.length
      }
    }
    work.audit({ area: communityCode, facts: { cells: cells.length, moved } })
  },
)
