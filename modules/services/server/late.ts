/** 容缺补正 Papers that were allowed to follow: which are still to come, and which are late. */
import { answer } from '@liren/kernel'
import { services } from '../contract.ts'
import { dayOf } from './items.ts'
import { namedIn } from './standing.ts'
import { lateCursorOf, store } from './store.ts'

export const lateMaterials = answer(services, 'lateMaterials', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await store(work.db).lateMaterials(work.scope('application.read'), query.area, query.after, limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const today = dayOf(work.now)
  return {
    items: shown.map(({ itemNameEn, ...row }) => ({
      ...row,
      itemName: namedIn({ ...row, itemNameEn }, work.locale),
      isOverdue: row.dueOn < today,
    })),
    next: rows.length > limit && last ? lateCursorOf(last) : null,
  }
})
