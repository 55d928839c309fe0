/** 社会组织名册 Which associations there are, what they do, and what they need; needs are noted, and answered. */
import { answer, areaPrefix, uuidv7, type Work } from '@liren/kernel'
import { organisation } from '../contract.ts'
import { changeable, found, pageOf } from './find.ts'
import { store } from './store.ts'
import type { AssociationRow } from './store-associations.ts'

type Deed = Work<typeof organisation>

const shown = (work: Deed, row: AssociationRow) => ({
  ...row,
  needs: [...row.needs],
  mayChange: work.may('organisation.change', { area: row.unit.areaCode }),
})

const association = async (work: Deed, id: string) => {
  const unit = await changeable(work, id, 'organisation.change', () => work.refuse('unit-closed'))
  if (unit.kind !== 'socialOrganisation') throw work.refuse('not-an-association', { name: unit.name }, 'id')
  work.audit({ object: `unit:${unit.id}`, area: unit.areaCode })
  return unit
}

export const listAssociations = answer(organisation, 'associations', async (work, { query }) => {
  const { area, limit = 50, ...rest } = query
  const rows = await store(work.db).associations({ ...rest, limit, ...(area ? { area: areaPrefix(area) } : {}) })
  const page = pageOf(rows, limit, (row) => row.unit.code)
  return { ...page, items: page.items.map((row) => shown(work, row)) }
})

export const describeAssociation = answer(organisation, 'describeAssociation', async (work, { params, body }) => {
  const unit = await association(work, params.id)
  const queries = store(work.db)
  await queries.describe(unit.id, {
    sort: body.sort,
    fields: [...body.fields],
    contactName: body.contactName?.trim() || null,
  })
  const [row] = await queries.associations({ unitId: unit.id, limit: 1 })
  return shown(work, found(row))
})

export const noteNeed = answer(organisation, 'noteNeed', async (work, { params, body }) => {
  const unit = await association(work, params.id)
  return found(
    await store(work.db).addNeed({
      id: uuidv7(),
      unitId: unit.id,
      kind: body.kind,
      text: body.text.trim(),
      at: work.now,
    }),
  )
})

export const meetNeed = answer(organisation, 'meetNeed', async (work, { params, body }) => {
  const queries = store(work.db)
  const need = found(await queries.lockNeed(params.id))
  await association(work, need.unitId)
  if (need.metAt !== null) throw work.refuse('need-met')
  return found(await queries.meetNeed(need.id, body.note.trim(), work.now))
})
