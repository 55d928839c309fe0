/** 指标 What a tool says of its own use: how many records, or which part of them, came to a state; in one place, in a window of days. */
import { answer } from '@liren/kernel'
import { toolLibrary } from '../contract.ts'
import { edition } from './edition.ts'
import { recordStore } from './store-records.ts'
import { toolStore } from './store-tools.ts'

/** So few could point at somebody: only whoever handles them there reads how many exactly. */
const toldFrom = 10
const dayMs = 86_400_000

export const indicators = answer(toolLibrary, 'indicators', async (work, { params, query }) => {
  const tool = await toolStore(work.db).tool(params.id)
  const document = tool && (await edition(work, tool.id, tool.latest))
  if (!document) throw work.refuse('not-found')
  const area = query.area ?? null
  const isTheirs = area !== null && work.may('tool.handle', { area })
  const tables = recordStore(work.db)
  const items = await Promise.all(
    (document.indicators ?? []).map(async ({ id, title, of, states, measure = 'count', days }) => {
      const since = days === undefined ? null : new Date(work.now.getTime() - days * dayMs)
      const standing = await tables.standing({ toolId: document.id, process: of, since }, area)
      const all = [...standing.values()].reduce((sum, one) => sum + one, 0)
      const count = states.reduce((sum, state) => sum + (standing.get(state) ?? 0), 0)
      // Of a share it is the whole that could be too few to hide in; a difference of two large numbers tells no more than they do.
      const isFew = !isTheirs && (measure === 'share' ? all < toldFrom : count > 0 && count < toldFrom)
      return {
        ...{ id, title, measure, days: days ?? null, isFew },
        count: isFew ? null : measure === 'share' && !isTheirs ? null : count,
        all: isFew || !isTheirs ? null : all,
        share: measure === 'count' || isFew || all === 0 ? null : Math.round((count / all) * 1000) / 1000,
      }
    }),
  )
  return { atLeast: toldFrom, items }
})
