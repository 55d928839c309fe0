/** Duty lists 权责清单: by unit, by kind of unit, by category, as they stood at a moment; and every version of a line. */
import { answer } from '@liren/kernel'
import { organisation } from '../contract.ts'
import { found, pageOf } from './find.ts'
import { store } from './store.ts'

/** A leaf is also covered by its type, its tree and by everything. */
const covering = (pattern: string) => [...new Set([pattern, pattern.slice(0, 3), pattern.slice(0, 1), '*'])]

export const listDuties = answer(organisation, 'duties', async (work, { query }) => {
  const { unit, kind, category, inForceAt, after, limit = 60 } = query
  const rows = await store(work.db).duties({
    limit,
    ...(unit ? { unit } : {}),
    ...(kind ? { kind } : {}),
    ...(category ? { patterns: covering(category) } : {}),
    ...(inForceAt ? { at: new Date(inForceAt) } : {}),
    ...(after ? { after } : {}),
  })
  return pageOf(rows, limit, (row) => row.id)
})

export const dutyHistory = answer(organisation, 'dutyHistory', async (work, { params }) => {
  const items = await store(work.db).dutyVersions(params.id)
  found(items[0])
  return { items }
})
