/** A community calls a category by another name (本地叫法), and gives the name back; every place that says it follows. */
import { answer, refuseAsKernel, type Work } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { cases } from '../contract.ts'
import { calledIn, typeOf } from '../own-names.ts'
import { categoryIn, forgetReference, reference } from './reference.ts'
import { ownNamesStore } from './store-own-names.ts'

/** The area, its street and its district. */
const around = (area: string) => [...new Set([area, `${area.slice(0, 9)}000`, `${area.slice(0, 6)}000000`])]

export const ownNames = answer(cases, 'ownNames', async (work, { query }) => {
  work.must('category.own', { area: query.area })
  const rows = await ownNamesStore(work.db).of(around(query.area))
  return {
    items: rows.map(({ areaCode, code, name, nameEn, since, byName, endedAt }) => ({
      areaCode,
      code,
      name,
      nameEn,
      since: since.toISOString(),
      byName,
      endedAt: endedAt?.toISOString() ?? null,
    })),
  }
})

export const nameHere = answer(cases, 'nameHere', async (work, { params, body }) => {
  const { code } = params
  const { area } = body
  work.must('category.own', { area })
  if (!(await work.use(territory).areaNames([area])).has(area)) throw work.refuse('outside-district', {}, 'area')
  const { categories, ownNames: own } = await reference(work)
  const isType = code.length === 3
  const alike = [...categories.values()].filter((one) => (isType ? typeOf(one.code) : one.code) === code)
  if (alike.length === 0) throw work.refuse('not-found')
  const name = body.name?.trim() || null
  if (body.name !== null && name === null) throw refuseAsKernel('invalid-input', {}, 'name')
  const nameEn = body.nameEn?.trim() || null
  if (name !== null && !isType) {
    // Two things of one tree under one name could not be told apart by whoever chooses.
    const other = [...categories.values()].find(
      (one) => one.code !== code && one.code.startsWith(code.slice(0, 1)) && calledIn(one, own, area).name === name,
    )
    if (other) throw work.refuse('name-taken', { code: other.code }, 'name')
  }
  const names = ownNamesStore(work.db)
  const before = await names.lock(area, code)
  if ((before?.name ?? null) === name && (before?.nameEn ?? null) === (name === null ? null : nameEn)) return undefined
  if (before) await names.end(before.id, work.now)
  if (name !== null)
    await names.begin({
      areaCode: area,
      code,
      name,
      nameEn,
      since: work.now,
      byId: work.actor.id,
      byName: work.actor.name,
    })
  forgetReference(work)
  work.audit({ object: `category:${code}`, area, facts: { name, before: before?.name ?? null } })
  work.emit('namedHere', { areaCode: area, code, name, nameEn: name === null ? null : nameEn })
  return undefined
})

/** For modules that say a category's name in sentences of their own: what it is called in a place, in both languages. */
export const nameIn = async (work: Work, code: string, areaCode: string) => {
  const found = categoryIn(await reference(work), code, areaCode)
  return found ? { name: found.name, nameEn: found.nameEn } : null
}
