/** Accept 受理: say what it is, where, and how grave; its limits follow from the category. */
import { files } from '@liren/files/contract'
import { answer } from '@liren/kernel'
import { cases } from '../contract.ts'
import { find, move } from './moves.ts'
import { reference } from './reference.ts'
import { locate } from './report.ts'
import { store } from './store.ts'

export const accept = answer(cases, 'accept', async (work, { params, body }) => {
  const found = await find(work, params.id)
  const { categories } = await reference(work)
  const category = categories.get(body.categoryCode)
  if (!category) throw work.refuse('no-such-category', {}, 'categoryCode')
  const where = body.place || body.areaCode ? await locate(work, body) : null
  const isRestricted = found.row.isRestricted || category.isRestricted
  const isPublic = (body.isPublic ?? found.row.isPublic) && !isRestricted
  const grade = body.grade ?? (found.row.safetyWords.length > 0 ? 4 : category.grade)
  const moved = await move(work, params.id, 'accept', {
    seen: body.seen,
    facts: { categoryCode: category.code },
    limits: category.limits,
    grade,
    isPublic,
    isRestricted,
    ...(where ?? {}),
  })
  if (moved.isReplay) return moved
  await store(work.db).set(params.id, {
    categoryCode: category.code,
    isRestricted,
    isPublic,
    ...(body.ownership ? { ownership: body.ownership } : {}),
  })
  if (isPublic !== found.row.isPublic)
    await work.use(files).publish({ module: 'cases', object: `case:${params.id}`, isPublic })
  work.emit('accepted', {
    caseId: params.id,
    categoryCode: category.code,
    before: found.row.categoryCode,
    ownership: body.ownership ?? found.row.ownership,
    isBySystem: false,
  })
  return moved
})
