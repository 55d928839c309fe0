/** Photos of a case: bound to it, published once somebody of the office has looked, and hidden from the public with a reason. */
import { files } from '@liren/files/contract'
import { answer, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { cases } from '../contract.ts'
import { doubtsOf } from '../photo-doubt.ts'
import type { Publishing } from '../settings.ts'
import { type Found, find } from './moves.ts'
import { type CaseRow, store } from './store.ts'

type CasesWork = Work<typeof cases>
const objectOf = (id: string) => `case:${id}`

const publishingIn = (work: CasesWork, areaCode: string) => work.setting<Publishing>('publishPhotos', areaCode)

/** May photos added now be seen by everybody? `isOffice`: whoever adds them works here and has looked at them. */
export const isShownAtOnce = async (
  work: CasesWork,
  row: Pick<CaseRow, 'isPublic' | 'isRestricted' | 'lookedAt'>,
  areaCode: string,
  isOffice: boolean,
) => {
  if (!row.isPublic || row.isRestricted) return false
  const publishing = await publishingIn(work, areaCode)
  return publishing === 'atOnce' || (publishing === 'whenAccepted' && isOffice && row.lookedAt !== null)
}

/** Photos that prove work done are compared with where the case lies and when it was signed for. */
const doubted = async (
  work: CasesWork,
  { row, matter }: Pick<Found, 'row' | 'matter'>,
  ids: readonly string[],
  part: string,
) => {
  if (part !== 'after' && part !== 'check') return ids.map((id) => ({ id, doubts: [], metresOff: null }))
  const spine = work.use(matters)
  const [opening] = await spine.openings([row.id])
  const signed = (await spine.steps(row.id)).findLast(({ move }) => move === 'signIn')
  const kase = {
    place: opening && opening.lon !== null && opening.lat !== null ? { lon: opening.lon, lat: opening.lat } : null,
    signedAt: signed ? new Date(signed.at) : null,
    metres: await work.setting<number>('photoMetres', matter.areaCode),
  }
  const taken = new Map((await work.use(files).taken(ids)).map((one) => [one.id, one]))
  const found = ids.map((id) => ({ id, ...doubtsOf(taken.get(id) ?? { at: null, place: null }, kase) }))
  const worst = found.find(({ doubts }) => doubts.length > 0)
  if (worst && (await work.setting<boolean>('refuseDoubtfulPhotos', matter.areaCode)))
    throw work.refuse('photo-doubtful', { metres: kase.metres }, 'files')
  return found
}

/** Binds photos to the case and lists them as evidence of one part. */
export const keepEvidence = async (
  work: CasesWork,
  { row, matter }: Pick<Found, 'row' | 'matter'>,
  ids: readonly string[],
  part: string,
  isOffice = true,
) => {
  if (ids.length === 0) return
  const isPublic = await isShownAtOnce(work, row, matter.areaCode, isOffice)
  await work.use(files).claim(ids, { module: 'cases', object: objectOf(row.id), isPublic })
  await store(work.db).addEvidence(
    row.id,
    await doubted(work, { row, matter }, ids, part),
    part,
    work.now,
    work.actor.id,
  )
}

/** Somebody has looked at the case and says who may see it: its photos follow, but for those hidden by hand. */
export const publishPhotos = async (work: CasesWork, row: CaseRow, areaCode: string, isPublic: boolean) => {
  const object = objectOf(row.id)
  if (!isPublic) return work.use(files).publish({ module: 'cases', object, isPublic: false })
  if ((await publishingIn(work, areaCode)) === 'byHand') return
  const shown = (await store(work.db).evidence([row.id])).filter((one) => one.hiddenAt === null)
  await work.use(files).claim(
    shown.map((one) => one.fileId),
    { module: 'cases', object, isPublic: true },
  )
}

export const showPhoto = answer(cases, 'showPhoto', async (work, { params, body }) => {
  const { row, matter } = await find(work, params.id)
  work.must('photo.publish', { area: matter.areaCode, unit: matter.holderUnitId })
  const queries = store(work.db)
  const known = (await queries.evidence([row.id])).find((one) => one.fileId === params.fileId)
  if (!known) throw work.refuse('not-found')
  const because = body.because?.trim() ?? ''
  if (!body.isPublic && because.length < 2) throw work.refuse('nothing-said', {}, 'because')
  if (body.isPublic && (!row.isPublic || row.isRestricted)) throw work.refuse('not-public', {}, 'isPublic')
  await work.use(files).claim([params.fileId], { module: 'cases', object: objectOf(row.id), isPublic: body.isPublic })
  await queries.hidePhoto(row.id, params.fileId, body.isPublic ? null : { at: work.now, by: work.actor.name, because })
  work.audit({
    object: `matter:${row.id}`,
    area: matter.areaCode,
    facts: { photo: params.fileId, isPublic: body.isPublic, ...(because ? { because } : {}) },
  })
  return undefined
})
