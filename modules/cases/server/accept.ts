/** Accept 受理: say what it is, where, and how grave; its limits follow from the category. */
import { answer, type Work } from '@liren/kernel'
import type { GradeNumber } from '../category.ts'
import { cases } from '../contract.ts'
import { limitsIn } from './limits.ts'
import { asRead, mustFit, wordsAhead } from './moderate.ts'
import { commandCentre, type Found, find, move } from './moves.ts'
import { publishPhotos } from './photos.ts'
import { reference } from './reference.ts'
import { howPlaced, locate } from './report.ts'
import { store } from './store.ts'

/** Another area, another command centre: whoever watches over that place holds it from now on, and that is a hop. */
const centreOf = async (work: Work<typeof cases>, matter: Found['matter'], areaCode: string) => {
  if (areaCode === matter.areaCode) return {}
  const centre = await commandCentre(work, areaCode)
  return centre.unitId === null || centre.unitId === matter.holderUnitId ? {} : { holder: centre }
}

/** Read by somebody of the office now; what was decided about its title before, stands, and what is said anew must be fit. */
const titleFor = async (work: Work<typeof cases>, { row, matter }: Found, publicTitle: string | undefined) => {
  const said = publicTitle?.trim()
  if (said === undefined) {
    const looked = { ...row, lookedAt: null }
    return asRead(work, looked, matter.title)
  }
  await mustFit(work, said, 'publicTitle')
  return { publicTitle: said === matter.title ? null : said, because: null }
}

export const accept = answer(
  cases,
  'accept',
  async (work, { params, body }) => {
    const found = await find(work, params.id)
    const { categories } = await reference(work)
    const category = categories.get(body.categoryCode)
    if (!category) throw work.refuse('no-such-category', {}, 'categoryCode')
    const where = body.place || body.areaCode ? await locate(work, body) : null
    const areaCode = where?.areaCode ?? found.matter.areaCode
    const isRestricted = found.row.isRestricted || category.isRestricted
    const isPublic = (body.isPublic ?? found.row.isPublic) && !isRestricted
    const ofCategory = found.row.safetyWords.length > 0 ? 4 : category.grade
    const grade = body.grade ?? (Math.max(ofCategory, body.leastGrade ?? 1) as GradeNumber)
    const { because, ...shown } = await titleFor(work, found, body.publicTitle)
    const moved = await move(work, params.id, 'accept', {
      seen: body.seen,
      facts: { categoryCode: category.code, ...howPlaced(body.place) },
      limits: await limitsIn(work, category, areaCode),
      grade,
      isPublic,
      ...shown,
      isRestricted,
      kindCode: category.code,
      ...(body.orderKind ? { orderKind: body.orderKind } : {}),
      ...(where ?? {}),
      ...(await centreOf(work, found.matter, areaCode)),
    })
    if (moved.isReplay) return moved
    await store(work.db).set(params.id, {
      categoryCode: category.code,
      isRestricted,
      isPublic,
      lookedAt: found.row.lookedAt ?? work.now,
      ...(because === null ? {} : { titleBecause: because }),
      ...(body.ownership ? { ownership: body.ownership } : {}),
    })
    await publishPhotos(work, found.row, areaCode, isPublic)
    work.emit('accepted', {
      caseId: params.id,
      categoryCode: category.code,
      before: found.row.categoryCode,
      ownership: body.ownership ?? found.row.ownership,
      isBySystem: false,
    })
    return moved
  },
  wordsAhead,
)
