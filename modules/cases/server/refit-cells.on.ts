/** Cells were redrawn: open cases go to the cell their place lies in now; closed ones keep the one they were handled in. */
import { listen } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import { caseProcess } from '../case.ts'
import { cases } from '../contract.ts'

type Page = { readonly items: readonly { readonly id: string }[]; readonly next: string | null }

export const refitCells = listen(
  cases,
  territory,
  'changed',
  'refit-cells',
  async (work, { areaCode }) => {
    const spine = work.use(matters)
    const map = work.use(territory)
    let after: string | null = null
    do {
      const page: Page = await spine.list({
        process: caseProcess.name,
        area: areaCode,
        isOpen: true,
        limit: 100,
        ...(after === null ? {} : { after }),
      })
      const moves: { id: string; cellCode: string }[] = []
      for (const { id, cellCode, lon, lat } of await spine.openings(page.items.map((one) => one.id))) {
        if (cellCode === null || lon === null || lat === null) continue
        const found = await map.cellAt({ lon, lat })
        if (found && found.communityCode === areaCode && found.cellCode !== cellCode)
          moves.push({ id, cellCode: found.cellCode })
      }
      if (moves.length > 0) await spine.refit(moves)
      after = page.next
    } while (after !== null)
  },
  ({ what }) => what === 'boundary',
)
