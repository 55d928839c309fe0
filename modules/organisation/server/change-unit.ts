/** An administrator renames a unit, corrects how to reach it, or moves it to another place in the tree. */
import { answer } from '@liren/kernel'
import { organisation } from '../contract.ts'
import { changeable } from './find.ts'
import { pictureOf, repaint } from './picture.ts'
import { store } from './store.ts'

export const changeUnit = answer(organisation, 'changeUnit', async (work, { params, body }) => {
  const before = await changeable(work, params.id, 'organisation.change', () => work.refuse('unit-closed'))
  if (body.parentId) {
    const { units } = await pictureOf(work)
    const parent = units.get(body.parentId)
    if (!parent) throw work.refuse('parent-not-found', {}, 'parentId')
    // Moving a unit puts it under whoever answers for the new place; that takes a say there too.
    work.must('organisation.change', { area: parent.areaCode })
    for (let above: typeof parent | undefined = parent; above; above = units.get(above.parentId ?? ''))
      if (above.id === before.id) throw work.refuse('parent-loops', {}, 'parentId')
  }
  if (Object.keys(body).length === 0) return before
  const unit = await store(work.db).changeUnit(before.id, body)
  await repaint(work)
  work.audit({
    object: `unit:${unit.id}`,
    area: unit.areaCode,
    facts: { fields: Object.keys(body), before: before.name, after: unit.name },
  })
  work.emit('unit-changed', { unitId: unit.id, areaCode: unit.areaCode, what: 'changed' }, [`unit:${unit.id}`])
  return unit
})
