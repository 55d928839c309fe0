/** Cells were redrawn: a match stands in the cell its person stands in now; of somebody no longer known, in the one that took most over. */
import { listen } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { benefits } from '../contract.ts'
import { store } from './store.ts'

/** Persons of one step. */
const portion = 500

export const followCells = listen(
  benefits,
  people,
  'cells-followed',
  'follow-cells',
  async (work, { communityCode, cells }) => {
    const rows = store(work.db)
    let moved = 0
    for (const { from, into } of cells) {
      const heir = into[0] ?? from
      // What was moved is not found again: each step takes the next ones.
      for (let ids = await rows.personsIn(from, portion); ids.length > 0; ids = await rows.personsIn(from, portion)) {
        const known = await work.use(people).factsAmong(ids)
        await rows.refit(
          from,
          ids.map((personId) => {
            const now = known.get(personId)?.areaCode ?? heir
            return { personId, areaCode: now === from ? heir : now }
          }),
        )
        moved += ids.length
      }
    }
    work.audit({ area: communityCode, facts: { cells: cells.length, moved } })
  },
)
