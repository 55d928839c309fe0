/** An administrator sets up a unit. */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { organisation } from '../contract.ts'
import { unitIdOf } from '../unit-id.ts'
import { repaint } from './picture.ts'
import { store } from './store.ts'

export const createUnit = answer(organisation, 'createUnit', async (work, { body }) => {
  work.must('organisation.change', { area: body.areaCode })
  const queries = store(work.db)
  if (!(await work.use(territory).area(body.areaCode)))
    throw work.refuse('outside-area', { areaCode: body.areaCode }, 'areaCode')
  if (await queries.hasCode(body.code)) throw work.refuse('code-taken', { code: body.code }, 'code')
  if (body.parentId) {
    const parent = await queries.unit(body.parentId)
    if (!parent) throw work.refuse('parent-not-found', {}, 'parentId')
    if (parent.closedAt) throw work.refuse('unit-closed', { name: parent.name }, 'parentId')
  }
  const unit = {
    id: unitIdOf(body.code),
    code: body.code,
    kind: body.kind,
    name: body.name,
    shortName: body.shortName ?? body.name,
    areaCode: body.areaCode,
    parentId: body.parentId ?? null,
    phone: body.phone ?? null,
    address: body.address ?? null,
    hours: body.hours ?? null,
    closedAt: null,
  }
  await queries.addUnits([{ ...unit, createdAt: work.now, closeReason: null }])
  await repaint(work)
  work.audit({ object: `unit:${unit.id}`, area: unit.areaCode, facts: { unitCode: unit.code, name: unit.name } })
  work.emit('unit-changed', { unitId: unit.id, areaCode: unit.areaCode, what: 'created' }, [`unit:${unit.id}`])
  return unit
})
