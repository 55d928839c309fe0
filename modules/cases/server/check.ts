/** Check 核查 and conclude 结案: somebody else looks whether it is done; what is not goes back to the same unit. */
import { identity } from '@liren/identity/contract'
import { answer, type Work } from '@liren/kernel'
import type { Outcome } from '../case.ts'
import { cases } from '../contract.ts'
import { commandCentre, type Found, find, given, move } from './moves.ts'
import { keepEvidence } from './photos.ts'
import { fieldHolder, sendOut } from './verification.ts'

/** The unit and person who handled it, to whom rework returns. */
const sameHands = async (work: Work<typeof cases>, row: Found['row']) => {
  const handler = row.handlerAccountId ? await work.use(identity).account(row.handlerAccountId) : null
  return {
    unitId: row.handlingUnitId,
    unitName: row.handlingUnitName,
    accountId: row.handlerAccountId,
    accountName: handler?.displayName ?? null,
  }
}

export const check = answer(cases, 'check', async (work, { params, body }) => {
  const found = await find(work, params.id)
  const photos = body.files ?? []
  if (body.isPassed && photos.length === 0 && found.row.outcome === 'fixed' && found.category?.isMapped)
    throw work.refuse('photo-missing', {}, 'files')
  if (!body.isPassed && !body.text) throw work.refuse('nothing-said', {}, 'text')
  await keepEvidence(work, found, photos, 'check')
  return move(work, params.id, body.isPassed ? 'pass' : 'fail', {
    seen: body.seen,
    facts: given({ text: body.text }),
    files: photos,
    holder: body.isPassed ? await commandCentre(work, found.matter.areaCode) : await sameHands(work, found.row),
    ...(found.category ? { limits: found.category.limits } : {}),
  })
})

export const conclude = answer(cases, 'conclude', async (work, { params, body }) => {
  const found = await find(work, params.id)
  const { row, matter, category } = found
  if (body.decision !== 'close' && !body.text) throw work.refuse('nothing-said', {}, 'text')
  const moved = await sendOut(work, params.id, matter.areaCode, body.decision, {
    seen: body.seen,
    facts: given({ text: body.text }),
    ...(category ? { limits: category.limits } : {}),
    ...(body.decision === 'close' ? { outcome: row.outcome ?? 'fixed' } : {}),
    ...(body.decision === 'rework' ? { holder: await sameHands(work, row) } : {}),
    ...(body.decision === 'recheck'
      ? {
          holder: await fieldHolder(work, matter.areaCode, matter.cellCode, [
            ...matter.handledBy,
            ...(row.handlerAccountId ? [row.handlerAccountId] : []),
          ]),
        }
      : {}),
  })
  if (!moved.isReplay && body.decision === 'close')
    work.emit('closed', {
      caseId: params.id,
      outcome: (row.outcome as Outcome | null) ?? 'fixed',
      categoryCode: row.categoryCode,
      areaCode: matter.areaCode,
    })
  return moved
})
