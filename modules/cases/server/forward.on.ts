/** What triage is sure of goes to its unit by the platform itself, or first to the grid worker of the place; people may take it back. */
import { Id, Nullable, Type } from '@liren/contract'
import { answer, hear, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { caseProcess } from '../case.ts'
import type { GradeNumber } from '../category.ts'
import { cases } from '../contract.ts'
import { limitsIn } from './limits.ts'
import { commandCentre, type Found, find, given, move, unitAsHolder } from './moves.ts'
import { ranking } from './ranking.ts'
import { reference } from './reference.ts'
import { store } from './store.ts'
import { fieldHolder, sendOut } from './verification.ts'

/** What this module relies on of the sorting of a report. */
const Sorted = Type.Object({
  caseId: Id,
  way: Type.String(),
  /** State the case was in when it was sorted: whatever moved since, a person has it in hand. */
  state: Type.String(),
  categoryCode: Nullable(Type.String()),
  unitId: Nullable(Id),
  /** As its words say; what was told before this was part of it says nothing. */
  grade: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
  because: Type.String(),
  undoMinutes: Type.Integer(),
})

const verifyFirst = async (work: Work<typeof cases>, id: string, because: string, undoUntil: Date) => {
  const { matter } = await find(work, id)
  const holder = await fieldHolder(work, matter.areaCode, matter.cellCode)
  await sendOut(work, id, matter.areaCode, 'askVerification', { facts: { text: because }, holder })
  await store(work.db).set(id, { undoUntil })
}

/** At most so many are brought in without a person having thought of them. */
const mostSupport = 3

/** Units the duty lists name to help with it (协办), each with its clause as the task. */
const bringSupport = async (work: Work<typeof cases>, { row, matter }: Found, categoryCode: string, leadId: string) => {
  const ranked = await ranking(work, { ...row, categoryCode }, matter)
  const helpers = ranked.filter((one) => one.part === 'support' && !one.isRefused && one.unitId !== leadId)
  for (const { unitId, clause } of helpers.slice(0, mostSupport))
    await work.use(matters).support(row.id, { ...(await unitAsHolder(work, unitId)), task: clause })
}

const send = async (
  work: Work<typeof cases>,
  id: string,
  fact: { categoryCode: string; unitId: string; because: string; grade: number },
) => {
  const found = await find(work, id)
  const category = (await reference(work)).categories.get(fact.categoryCode)
  // Should the category have gone meanwhile, or may only people decide on it, the case waits for one.
  if (!category || category.isManualOnly || category.isRestricted || found.row.isRestricted) return false
  // A unit that has had its fill is given more by a person only, who says why.
  if (!(await work.use(matters).canTake(fact.unitId))) return false
  const holder = await unitAsHolder(work, fact.unitId)
  const limits = await limitsIn(work, category, found.matter.areaCode)
  if (found.matter.state === 'intake') {
    const grade = found.row.safetyWords.length > 0 ? 4 : (Math.max(category.grade, fact.grade) as GradeNumber)
    await move(work, id, 'accept', {
      facts: { categoryCode: category.code },
      limits,
      grade,
      kindCode: category.code,
    })
    const before = found.row.categoryCode
    const { ownership } = found.row
    work.emit('accepted', { caseId: id, categoryCode: category.code, before, ownership, isBySystem: true })
  }
  if (found.matter.state !== 'dispatching') await move(work, id, 'file', { limits })
  await move(work, id, 'dispatch', {
    facts: { text: fact.because },
    holder: { ...holder, accountId: null, accountName: null },
    limits,
  })
  await bringSupport(work, found, category.code, holder.unitId)
  work.emit('dispatched', {
    caseId: id,
    unitId: holder.unitId,
    categoryCode: category.code,
    areaCode: found.matter.areaCode,
    isProposal: true,
    isBySystem: true,
  })
  return { categoryCode: category.code, handlingUnitId: holder.unitId, handlingUnitName: holder.unitName }
}

export const forwardSorted = hear(
  cases,
  'triage/sorted',
  Sorted,
  'forward-sorted',
  async (work, { caseId, way, state, categoryCode, unitId, because, undoMinutes, grade = 1 }) => {
    const [row] = await work.use(matters).rows([caseId])
    if (row?.phase !== 'intake' || row.state !== state || row.suspendedAt !== null) return
    const undoUntil = new Date(work.now.getTime() + undoMinutes * 60_000)
    if (way === 'verify') return verifyFirst(work, caseId, because, undoUntil)
    if (!categoryCode || !unitId) return
    const sent = await send(work, caseId, { categoryCode, unitId, because, grade })
    if (!sent) return
    await store(work.db).set(caseId, { ...sent, forwardedAt: work.now, undoUntil })
  },
  ({ way }) => way === 'forward' || way === 'verify',
)

/** Back to the command centre, as if it had not gone. */
const takeBack = async (
  work: Work<typeof cases>,
  { row, matter }: Found,
  { text, seen, isWholesale }: { text?: string | undefined; seen?: number | undefined; isWholesale: boolean },
) => {
  const moved = await move(work, row.id, 'undoForward', {
    seen,
    facts: given({ text }),
    holder: await commandCentre(work, matter.areaCode),
  })
  if (moved.isReplay) return moved
  // Whoever was to help has nothing to help with.
  await work.use(matters).layAside(row.id, text ?? work.words('cases.takenBack'))
  await store(work.db).set(row.id, { undoUntil: null })
  // Whether it is so was only asked: nothing had gone to the wrong place.
  if (matter.state === 'verifying') return moved
  work.emit('forwardUndone', { caseId: row.id, unitId: row.handlingUnitId, isWholesale })
  return moved
}

export const undoForward = answer(cases, 'undoForward', async (work, { params, body }) => {
  const found = await find(work, params.id)
  const { row } = found
  if (!row.undoUntil) throw work.refuse('not-forwarded')
  if (row.undoUntil <= work.now) throw work.refuse('undo-over')
  return takeBack(work, found, { text: body.text, seen: body.seen, isWholesale: false })
})

const TakenBack = Type.Object({ caseIds: Type.Array(Id), because: Type.String() })

/** A whole batch is taken back: what somebody has replied to already, or whose time is over, stays. */
export const takeBackBatch = hear(cases, 'triage/takenBack', TakenBack, 'take-back-batch', async (work, fact) => {
  for (const id of fact.caseIds) {
    const found = await find(work, id)
    const { undoUntil } = found.row
    const isOut = caseProcess.moves.undoForward.from.some((state) => state === found.matter.state)
    if (!undoUntil || undoUntil <= work.now || !isOut || found.matter.suspendedAt !== null) continue
    await takeBack(work, found, { text: fact.because, isWholesale: true })
  }
})
