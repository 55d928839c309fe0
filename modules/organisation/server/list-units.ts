/** The unit tree 组织树, a branch at a time, and search by name or code. */
import { answer, areaPrefix } from '@liren/kernel'
import { organisation } from '../contract.ts'
import { pageOf } from './find.ts'
import { store } from './store.ts'

export const listUnits = answer(organisation, 'units', async (work, { query }) => {
  const { parent, kind, area, q, isClosed, after, limit = 60 } = query
  const rows = await store(work.db).units({
    limit,
    ...(parent ? { parent } : {}),
    ...(kind ? { kind } : {}),
    ...(area ? { area: areaPrefix(area) } : {}),
    ...(q?.trim() ? { q: q.trim() } : {}),
    ...(isClosed ? { isClosed } : {}),
    ...(after ? { after } : {}),
  })
  return pageOf(rows, limit, (row) => row.code)
})
