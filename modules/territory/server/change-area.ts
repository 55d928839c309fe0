/** A data steward renames an area or corrects its counts; a community's administrator does so at home. */
import { answer, refuseAsKernel, uuidv7 } from '@liren/kernel'
import { parentOf } from '../areas.ts'
import { territory } from '../contract.ts'
import { atlasOf, forgetAtlas } from './atlas.ts'
import { store } from './store.ts'

export const changeArea = answer(territory, 'changeArea', async (work, { params, body }) => {
  work.must('area.change', { area: params.code })
  const before = (await atlasOf(work)).areas.get(params.code)
  if (!before) throw refuseAsKernel('not-found')
  const name = body.name?.trim()
  if (name !== undefined) {
    const siblings = (await atlasOf(work)).children.get(parentOf(params.code) ?? '') ?? []
    if (siblings.some((one) => one.name === name && one.code !== params.code))
      throw work.refuse('name-taken', { name }, 'name')
  }
  const rows = store(work.db)
  const change = { ...body, ...(name === undefined ? {} : { name }) }
  if (Object.keys(change).length > 0) await rows.changeArea(params.code, change)
  await rows.revise(uuidv7())
  forgetAtlas(work)
  work.audit({ object: params.code, area: params.code, facts: { before: before.name, ...change } })
  work.emit('changed', { areaCode: params.code, what: 'area' }, [`area:${params.code}`])
  return { ...before, ...change }
})
