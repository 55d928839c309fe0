/** Hears of reports, verifications and decisions of cases, sorts what is new, and keeps what became of it. */
import { Id, Nullable, Type } from '@liren/contract'
import { hear, listen } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { triage } from '../contract.ts'
import { forgetKnown, isSameCategory, knownOf } from './known.ts'
import { teach, teachPlacing } from './learn.ts'
import { sortCase, tellSorted } from './sort.ts'
import { store } from './store.ts'
import { batchStore } from './store-batches.ts'
import { lessonStore } from './store-lessons.ts'

const Reported = Type.Object({
  caseId: Id,
  categoryCode: Nullable(Type.String()),
  ownership: Nullable(Type.String()),
  hasPlace: Type.Boolean(),
  photoIds: Type.Array(Id),
  isRestricted: Type.Boolean(),
  partOfId: Type.Optional(Nullable(Id)),
})

export const sortReported = hear(triage, 'cases/reported', Reported, 'sort', async (work, fact) => {
  if ((await work.setting<string>('forwarding')) === 'off') return
  const { caseId, ownership, hasPlace, isRestricted } = fact
  const sorted = await sortCase(work, {
    caseId,
    chosen: fact.categoryCode,
    ownership,
    hasPlace,
    photoIds: fact.photoIds,
    isRestricted,
    partOfId: fact.partOfId ?? null,
  })
  if (!sorted) return
  if (fact.partOfId) await store(work.db).setPart(fact.partOfId, sorted.text, caseId)
  const { way, opening, category, unitId, probability, grade, why } = sorted
  if (!isRestricted && (await work.setting<string>('assistant')) === 'on') work.enqueue('draft', { caseId })
  await tellSorted(work, {
    caseId,
    way,
    state: opening.state,
    categoryCode: category?.code ?? null,
    probability,
    unitId,
    grade,
    why,
  })
})

/** Verified on the spot, it goes the way that was only waiting for that. */
export const goOnVerified = hear(
  triage,
  'cases/verified',
  Type.Object({ caseId: Id, finding: Type.String() }),
  'go-on-verified',
  async (work, { caseId }) => {
    const row = await store(work.db).find(caseId)
    if (row?.way !== 'verify') return
    const { categoryCode, unitId, probability, proposal } = row
    await tellSorted(work, {
      caseId,
      way: 'forward',
      state: 'intake',
      categoryCode,
      probability,
      unitId,
      grade: proposal.grade,
      why: work.words('triage.because.foundTrue', { why: proposal.why }),
    })
  },
  ({ finding }) => finding === 'genuine',
)

export const hearAccepted = hear(
  triage,
  'cases/accepted',
  Type.Object({
    caseId: Id,
    categoryCode: Type.String(),
    ownership: Nullable(Type.String()),
    isBySystem: Type.Boolean(),
  }),
  'learn-accepted',
  async (work, { caseId, categoryCode, ownership }) => {
    const row = await store(work.db).find(caseId)
    if (!row) return
    const isRight = isSameCategory(await knownOf(work), row.categoryCode, categoryCode)
    await store(work.db).change(caseId, { finalCategory: categoryCode, isRight, settledAt: work.now })
    // Sent by itself before and taken up anew under another category: it had been wrong.
    if (row.forwardedAt && !isRight) await store(work.db).wrong(caseId, 'recategorised', work.now)
    await teach(work, row, categoryCode)
    if (row.categoryCode !== categoryCode)
      await sortCase(work, {
        caseId,
        chosen: categoryCode,
        ownership,
        hasPlace: row.cellCode !== null,
        photoIds: [],
        photosSaid: row.proposal.photos,
        isRestricted: false,
      })
  },
  ({ isBySystem }) => !isBySystem,
)

export const hearDispatched = hear(
  triage,
  'cases/dispatched',
  Type.Object({
    caseId: Id,
    unitId: Id,
    categoryCode: Nullable(Type.String()),
    areaCode: Type.String(),
    isBySystem: Type.Boolean(),
  }),
  'note-dispatched',
  async (work, { caseId, unitId, categoryCode, areaCode, isBySystem }) => {
    const sortings = store(work.db)
    const row = await sortings.find(caseId)
    if (!row) return
    const unit = await work.use(organisation).unit(unitId)
    const name = unit?.shortName || unit?.name || null
    const routedAt = row.routedAt ?? work.now
    await sortings.change(caseId, {
      routedAt,
      finalUnitId: unitId,
      finalUnitName: name,
      // Sent by hand after all: what the system did before is counted where it was undone.
      ...(isBySystem ? { forwardedAt: row.forwardedAt ?? work.now } : {}),
    })
    if (isBySystem || !categoryCode || !name) return
    if (row.forwardedAt && row.unitId !== unitId) await sortings.wrong(caseId, 'redispatched', work.now)
    const what = row.routedAt === null ? 'dispatched' : 'redispatched'
    await teachPlacing(work, { categoryCode, areaCode, unitId, unitName: name, what })
  },
)

export const hearUndone = hear(
  triage,
  'cases/forwardUndone',
  Type.Object({ caseId: Id, unitId: Nullable(Id), isWholesale: Type.Boolean() }),
  'note-undone',
  async (work, { caseId, unitId, isWholesale }) => {
    // A batch taken back says nothing of the one case: it is as if it had not gone.
    if (isWholesale) {
      await batchStore(work.db).takenBack(caseId, work.now)
      return void (await store(work.db).change(caseId, { forwardedAt: null, routedAt: null }))
    }
    const row = await store(work.db).find(caseId)
    await store(work.db).wrong(caseId, 'undone', work.now)
    if (row?.categoryCode && unitId && row.unitName)
      await teachPlacing(work, {
        categoryCode: row.categoryCode,
        areaCode: row.areaCode,
        unitId,
        unitName: row.unitName,
        what: 'undone',
      })
  },
)

export const hearReturned = listen(
  triage,
  matters,
  'returned',
  'learn-returned',
  async (work, { matterId, fromUnitId, reasonCode }) => {
    const sortings = store(work.db)
    const row = await sortings.find(matterId)
    if (!row) return
    await sortings.bounced(matterId)
    await sortings.wrong(matterId, 'returned', work.now)
    const categoryCode = row.finalCategory ?? row.categoryCode
    if (reasonCode !== 'notOurs' || !fromUnitId || !categoryCode) return
    const unit = await work.use(organisation).unit(fromUnitId)
    if (unit)
      await teachPlacing(work, {
        categoryCode,
        areaCode: row.areaCode,
        unitId: fromUnitId,
        unitName: unit.shortName || unit.name,
        what: 'returned',
      })
  },
)

/** Whose it is after arbitration is final, and an example for every case like it. */
export const hearArbitrated = listen(
  triage,
  matters,
  'arbitrated',
  'learn-arbitrated',
  async (work, { matterId, toUnitId }) => {
    const sortings = store(work.db)
    const row = await sortings.find(matterId)
    if (!row) return
    const unit = await work.use(organisation).unit(toUnitId)
    const name = unit?.shortName || unit?.name || ''
    await sortings.bounced(matterId)
    await sortings.change(matterId, { finalUnitId: toUnitId, finalUnitName: name, arbitratedAt: work.now })
    if (row.unitId !== toUnitId) await sortings.wrong(matterId, 'arbitrated', work.now)
    const categoryCode = row.finalCategory ?? row.categoryCode
    if (categoryCode)
      await teachPlacing(work, {
        categoryCode,
        areaCode: row.areaCode,
        unitId: toUnitId,
        unitName: name,
        what: 'arbitrated',
      })
  },
)

/** Closed without anybody correcting it: it was what it was taken for. */
export const hearClosed = hear(
  triage,
  'cases/closed',
  Type.Object({ caseId: Id, categoryCode: Nullable(Type.String()) }),
  'learn-closed',
  async (work, { caseId, categoryCode }) => {
    const row = await store(work.db).find(caseId)
    if (!row || !categoryCode) return
    const isRight = row.isRight ?? isSameCategory(await knownOf(work), row.categoryCode, categoryCode)
    await store(work.db).change(caseId, { finalCategory: categoryCode, isRight, settledAt: row.settledAt ?? work.now })
    if (row.finalCategory === null) await teach(work, row, categoryCode, true)
  },
)

/** The copy of a category follows; its code never changes. */
export const hearCategory = hear(
  triage,
  'cases/categoryChanged',
  Type.Object({
    code: Type.String(),
    name: Type.String(),
    nameEn: Type.String(),
    grade: Type.Integer(),
    keywords: Type.Array(Type.String()),
  }),
  'follow-category',
  async (work, { code, name, nameEn, grade, keywords }) => {
    await lessonStore(work.db).changeCategory({ code, name, nameEn, grade, keywords })
    forgetKnown(work)
  },
)
