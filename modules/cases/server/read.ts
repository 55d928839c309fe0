/** Reading a case: its matter as the spine shows it to this reader, and what only this module knows. */
import { type FileView, files } from '@liren/files/contract'
import { answer, together, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import { type CaseView, cases } from '../contract.ts'
import type { Called } from '../own-names.ts'
import { photoDoubts } from '../photo-doubt.ts'
import { categoryIn, reference } from './reference.ts'
import { senderMark } from './report.ts'
import { lookViews } from './reporter-contact.ts'
import { store } from './store.ts'

const nameIn = (work: Work<typeof cases>, one: { name: string; nameEn: string }) =>
  work.locale === 'en' ? one.nameEn : one.name

export const categoryView = (work: Work<typeof cases>, category: Called) => {
  const { nameEn: _, path, pathEn, keywords, limits, usual, ...rest } = category
  const shown = work.locale === 'en' ? (pathEn ?? path) : path
  return {
    ...rest,
    name: nameIn(work, category),
    usualName: usual && nameIn(work, usual),
    path: [...shown],
    keywords: [...keywords],
    limits: { ...limits },
  }
}

/**
 * Only what is drawn anew is ever for everybody: a film or a voice is handed out as it came, with the place and the faces in it, and
 * stays between the reporter and the office.
 */
const forAll = (view: FileView): FileView => (view.kind === 'photo' ? view : { ...view, isPublic: false })

const evidenceOf = (
  rows: readonly {
    fileId: string
    part: string
    at: Date
    hiddenBecause: string | null
    doubts: readonly string[]
    metresOff: number | null
  }[],
  views: readonly FileView[],
  isStaff: boolean,
): CaseView['evidence'] => {
  const byId = new Map(views.map((view) => [view.id, view]))
  return rows.flatMap((row) => {
    const view = byId.get(row.fileId)
    return view
      ? [
          {
            id: row.fileId,
            part: row.part as CaseView['evidence'][number]['part'],
            url: view.url,
            thumbUrl: view.thumbUrl,
            mime: view.mime,
            name: view.name,
            takenAt: view.takenAt,
            at: row.at.toISOString(),
            isPublic: view.isPublic,
            hiddenBecause: isStaff ? row.hiddenBecause : null,
            doubts: isStaff ? photoDoubts.filter((one) => row.doubts.includes(one)) : [],
            metresOff: isStaff ? row.metresOff : null,
          },
        ]
      : []
  })
}

export const read = answer(cases, 'read', async (work, { params }) => {
  // The spine refuses what is out of sight before anything else is looked at.
  const matter = await work.use(matters).read(params.id)
  const isStaff = matter.mayAs.some(
    (as) => as === 'staff' || as === 'holder' || as === 'handler' || as === 'verifier' || as === 'helper',
  )
  const isReporter = matter.mayAs.includes('reporter')
  const asked = together(work.db)
  const queries = store(asked)
  const [row, evidence, contact, looks, areaPath, known] = await Promise.all([
    queries.find(params.id),
    queries.evidence([params.id]),
    isStaff ? queries.contact(params.id) : undefined,
    isStaff || isReporter ? lookViews({ db: asked }, params.id) : [],
    work.use(territory).pathNames(matter.cellCode ?? matter.areaCode),
    reference(work),
  ])
  if (!row) throw work.refuse('not-found')
  const category = categoryIn(known, row.categoryCode, matter.cellCode ?? matter.areaCode)
  const views = evidence.length > 0 ? (await work.use(files).view(evidence.map((one) => one.fileId))).map(forAll) : []
  const source = known.sources.find((one) => one.code === row.source)
  // Where a community keeps the check to its own people, nobody else is offered it.
  const isOpenToReporters =
    matter.state !== 'checking' || (await work.setting<boolean>('reporterMayCheck', matter.areaCode))
  return {
    matter: isOpenToReporters
      ? matter
      : { ...matter, moves: matter.moves.filter(({ name }) => name !== 'confirm' && name !== 'object') },
    category: category ? categoryView(work, category) : null,
    ownership: row.ownership as CaseView['ownership'],
    // Strangers read the title; the reporter's own words may say more than is meant for them.
    text: isStaff || isReporter ? row.text : '',
    source: { code: row.source, name: source ? nameIn(work, source) : row.source },
    isAnonymous: row.isAnonymous,
    isRestricted: row.isRestricted,
    safetyWords: isStaff ? row.safetyWords : [],
    contact: contact ? { name: contact.nameMasked, phone: contact.phoneMasked } : null,
    seenAt: row.seenAt?.toISOString() ?? null,
    outcome: row.outcome as CaseView['outcome'],
    privacyVersion: isStaff || isReporter ? row.privacyVersion : null,
    titleBecause: isStaff ? row.titleBecause : null,
    undoUntil: (isStaff ? row.undoUntil?.toISOString() : null) ?? null,
    areaPath: [...areaPath],
    contactLooks: looks,
    // Everybody else sees what somebody of the office has looked at.
    evidence: evidenceOf(evidence, isStaff || isReporter ? views : views.filter((view) => view.isPublic), isStaff),
  }
})

export const cards = answer(cases, 'cards', async (work, { query }) => {
  const ids = Array.isArray(query.ids) ? query.ids : [query.ids]
  const queries = store(work.db)
  const units = work.actor.grants.map((grant) => grant.unitId)
  const held = new Map((await work.use(matters).rows(ids)).map((one) => [one.id, one]))
  const isOpenTo = (id: string, isRestricted: boolean) => {
    const matter = held.get(id)
    if (!matter) return false
    const where = { area: matter.areaCode, unit: matter.holderUnitId }
    // In hand, and still in office where it is.
    if (work.actor.id !== null && matter.holderAccountId === work.actor.id && work.may('case.card', where)) return true
    if (matter.holderUnitId !== null && units.includes(matter.holderUnitId)) return true
    return work.may(isRestricted ? 'matter.readRestricted' : 'case.card', where)
  }
  const isOwn = ({ id, sentBy }: { id: string; sentBy: string | null }) =>
    work.actor.id !== null && sentBy === senderMark(work, id, work.actor.id)
  const known = await queries.findMany(ids)
  const inside = new Set(known.flatMap((row) => (isOwn(row) || isOpenTo(row.id, row.isRestricted) ? [row.id] : [])))
  const rows = known.filter((row) => row.isPublic || inside.has(row.id))
  const words = await reference(work)
  const evidence = (await queries.evidence(rows.map((row) => row.id))).filter((one) => one.part === 'report')
  const views = new Map(
    (await work.use(files).view(evidence.map((one) => one.fileId))).map((view) => [view.id, view] as const),
  )
  const first = new Map<string, string | null>()
  for (const { caseId, fileId } of evidence) {
    const view = views.get(fileId)
    if (view && !first.has(caseId) && (view.isPublic || inside.has(caseId))) first.set(caseId, view.thumbUrl)
  }
  return {
    items: rows.map((row) => {
      const category = categoryIn(words, row.categoryCode, held.get(row.id)?.areaCode ?? '')
      const source = words.sources.find((one) => one.code === row.source)
      return {
        id: row.id,
        categoryCode: row.categoryCode,
        categoryName: category ? nameIn(work, category) : null,
        sourceName: source ? nameIn(work, source) : row.source,
        thumbUrl: first.get(row.id) ?? null,
      }
    }),
  }
})
