/** How many people stand where, beside the open cases there, and whom it would help most to lend. */
import { answer } from '@liren/kernel'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { loadOf, movesFor } from '../allocation.ts'
import { command } from '../contract.ts'
import { look } from './open.ts'
import { reachFor } from './reach.ts'
import { caseStore } from './store-cases.ts'

const days = 30
const digitsOf = { subdistrict: 9, community: 12 } as const
/** Whoever walks the ground or works where the residents are. */
const fieldPosts = ['gridWorker', 'gridLead', 'communityWorker'] as const

export const allocation = answer(command, 'allocation', async (work, { query }) => {
  const reach = reachFor(work, query.area)
  const level = query.level ?? 'community'
  const digits = digitsOf[level]
  const within = query.area?.slice(0, 12)
  const seen = await look(work)
  const from = new Date(work.now.getTime() - days * 86_400_000)
  const [areas, reported, seated] = await Promise.all([
    work.use(territory).areasAt(level, within),
    caseStore(work.db).reportedBy(reach, from, digits),
    work.use(organisation).seated({ ...(within ? { within } : {}), digits, posts: fieldPosts }),
  ])
  const open = new Map<string, { open: number; overdue: number }>()
  for (const cell of seen.cases.cells(reach, seen.at.getTime())) {
    const key = cell.code.slice(0, digits)
    const sum = open.get(key) ?? { open: 0, overdue: 0 }
    open.set(key, { open: sum.open + cell.open, overdue: sum.overdue + cell.overdue })
  }
  const mayCount = work.scope('board.read')
  const items = areas
    .filter(({ code }) => mayCount.everywhere || mayCount.areas.some((prefix) => code.startsWith(prefix)))
    .map(({ code, name }) => {
      const key = code.slice(0, digits)
      const counted = {
        areaCode: code,
        areaName: name,
        open: open.get(key)?.open ?? 0,
        overdue: open.get(key)?.overdue ?? 0,
        reported: reported.get(key) ?? 0,
        staff: seated.get(key) ?? 0,
      }
      return { ...counted, perHead: loadOf(counted) }
    })
  const names = new Map(items.map(({ areaCode, areaName }) => [areaCode, areaName]))
  return {
    days,
    items,
    moves: movesFor(items).map(({ fromCode, toCode, from: [fromBefore, fromAfter], to: [toBefore, toAfter] }) => ({
      fromCode,
      fromName: names.get(fromCode) ?? fromCode,
      toCode,
      toName: names.get(toCode) ?? toCode,
      fromBefore,
      fromAfter,
      toBefore,
      toAfter,
    })),
  }
})
