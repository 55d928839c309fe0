/** What somebody has taken on, as they see it: staff and residents alike (楼长, 志愿队长, 议事员). */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { organisation } from '../contract.ts'
import { dayOf } from '../roster.ts'
import { pictureOf } from './picture.ts'
import { store } from './store.ts'

export const myPosts = answer(organisation, 'myPosts', async (work) => {
  const rows = await store(work.db).postsHeldBy(work.actor.id, work.actor.personId, dayOf(work.now.getTime()))
  const { units } = await pictureOf(work)
  const names = await work.use(territory).areaNames([...new Set(rows.map(({ areaCode }) => areaCode))])
  return {
    items: rows.map(({ unitId, areaCode, ...row }) => ({
      ...row,
      unitName: units.get(unitId)?.name ?? '',
      unitPhone: units.get(unitId)?.phone ?? null,
      areaCode,
      areaName: names.get(areaCode) ?? areaCode,
    })),
  }
})
