/** Handle 处置: sign in 签收, pass on to a unit below, reply with what was done and its evidence. */
import { answer } from '@liren/kernel'
import { organisation } from '@liren/organisation/contract'
import { needsGround, photosDue } from '../case.ts'
import { cases } from '../contract.ts'
import { asRead, wordsAhead } from './moderate.ts'
import { find, given, move, unitAsHolder } from './moves.ts'
import { keepEvidence, publishPhotos } from './photos.ts'
import { store } from './store.ts'
import { fieldHolder, sendOut } from './verification.ts'

export const signIn = answer(
  cases,
  'signIn',
  async (work, { params, body }) => {
    const { row, matter } = await find(work, params.id)
    const { because, ...shown } = await asRead(work, row, matter.title)
    const moved = await move(work, params.id, 'signIn', {
      seen: body.seen,
      ...shown,
      holder: {
        unitId: matter.holderUnitId,
        unitName: matter.holderUnitName,
        accountId: work.actor.id,
        accountName: work.actor.name,
      },
    })
    if (moved.isReplay || row.lookedAt) return moved
    // What the platform forwarded by itself is looked at by a person now.
    await store(work.db).set(params.id, { lookedAt: work.now, ...(because === null ? {} : { titleBecause: because }) })
    await publishPhotos(work, row, matter.areaCode, row.isPublic && !row.isRestricted)
    return moved
  },
  wordsAhead,
)

export const forward = answer(cases, 'forward', async (work, { params, body }) => {
  const { matter, category } = await find(work, params.id)
  const holder = await unitAsHolder(work, body.unitId)
  // Downwards only: sideways is the dispatcher's business, and upwards is a return.
  const below = matter.holderUnitId ? await work.use(organisation).unitsBelow(matter.holderUnitId) : []
  if (!below.includes(holder.unitId) || holder.unitId === matter.holderUnitId)
    throw work.refuse('no-such-unit', {}, 'unitId')
  const moved = await move(work, params.id, 'forward', {
    seen: body.seen,
    facts: given({ text: body.text }),
    holder: { ...holder, accountId: null, accountName: null },
    ...(body.despiteLoad ? { despiteLoad: body.despiteLoad } : {}),
    ...(category ? { limits: category.limits } : {}),
  })
  if (!moved.isReplay)
    await store(work.db).set(params.id, { handlingUnitId: holder.unitId, handlingUnitName: holder.unitName })
  return moved
})

/** A system beside us has done it: its answer is the reply, and the grid worker of the place looks whether it holds. */
export const adopt = answer(cases, 'adopt', async (work, { params, body }) => {
  const { matter, category } = await find(work, params.id)
  const moved = await sendOut(work, params.id, matter.areaCode, 'adopt', {
    seen: body.seen,
    facts: { outcome: 'referred', text: body.text, referredTo: body.referredTo },
    outcome: 'referred',
    holder: await fieldHolder(work, matter.areaCode, matter.cellCode, work.actor.id ? [work.actor.id] : []),
    ...(category ? { limits: category.limits } : {}),
  })
  if (moved.isReplay) return moved
  await store(work.db).set(params.id, { outcome: 'referred', handlerAccountId: work.actor.id })
  work.emit('replied', { caseId: params.id, outcome: 'referred', unitId: matter.holderUnitId ?? null })
  return moved
})

export const reply = answer(cases, 'reply', async (work, { params, body }) => {
  const found = await find(work, params.id)
  const photos = body.files ?? []
  if (needsGround(body.outcome) && !body.ground) throw work.refuse('ground-missing', {}, 'ground')
  if (body.outcome === 'referred' && !body.referredTo) throw work.refuse('ground-missing', {}, 'referredTo')
  if (photos.length < photosDue(body.outcome, found.category?.isMapped ?? false))
    throw work.refuse('photo-missing', {}, 'files')
  await keepEvidence(work, found, photos, 'after')
  const { matter } = found
  // Whoever handled, or did a part of it, may not check: the grid worker of the place does, or a colleague of theirs.
  const handlers = [...matter.handledBy, ...(work.actor.id ? [work.actor.id] : [])]
  const checker = await fieldHolder(work, matter.areaCode, matter.cellCode, handlers)
  const moved = await sendOut(work, params.id, matter.areaCode, 'reply', {
    seen: body.seen,
    facts: given({ outcome: body.outcome, text: body.text, ground: body.ground, referredTo: body.referredTo }),
    files: photos,
    outcome: body.outcome,
    holder: checker,
    ...(found.category ? { limits: found.category.limits } : {}),
  })
  if (moved.isReplay) return moved
  await store(work.db).set(params.id, {
    outcome: body.outcome,
    handlerAccountId: work.actor.id,
    handlingUnitId: matter.holderUnitId ?? null,
    handlingUnitName: matter.holderUnitName ?? null,
  })
  work.emit('replied', { caseId: params.id, outcome: body.outcome, unitId: matter.holderUnitId ?? null })
  return moved
})
