/** A problem found on patrol becomes a case: filed for dispatch, or, put right on the spot, settled at once with both photos. */
import { AreaCode, At, Id, Nullable, Type } from '@liren/contract'
import { files } from '@liren/files/contract'
import { identity } from '@liren/identity/contract'
import { hear, type Work } from '@liren/kernel'
import { matters, type OpenInput } from '@liren/matters/contract'
import { sql } from 'kysely'
import { type GradeNumber, titleOf } from '../category.ts'
import { maskName } from '../contact.ts'
import { cases } from '../contract.ts'
import { safetyIn } from '../safety.ts'
import { commandCentre } from './moves.ts'
import { isShownAtOnce } from './photos.ts'
import { reference } from './reference.ts'
import { senderMark } from './report.ts'
import { insertCase, store } from './store.ts'

type CasesWork = Work<typeof cases>

/** What this module relies on of a problem found on patrol. */
const Found = Type.Object({
  caseId: Id,
  workerId: Id,
  text: Type.String(),
  areaCode: AreaCode,
  cellCode: Type.String(),
  place: Type.Object({ lon: Type.Number(), lat: Type.Number() }),
  address: Type.String(),
  categoryCode: Nullable(Type.String()),
  isFixed: Type.Boolean(),
  beforeIds: Type.Array(Id),
  afterIds: Type.Array(Id),
  seenAt: At,
})

/** Opened and settled in one life, in the name of whoever put it right. */
const settled = async (
  work: CasesWork,
  input: OpenInput,
  worker: { readonly id: string; readonly name: string },
  photos: readonly string[],
) => {
  const by = { accountId: worker.id, name: worker.name }
  const text = work.words('cases.screen.worker.settledOnPatrol')
  const [made] = await work.use(matters).openMany([
    {
      ...input,
      files: photos,
      openedBy: by,
      acts: [{ kind: 'move', move: 'settle', at: work.now, by, facts: { text }, files: photos, outcome: 'fixed' }],
    },
  ])
  if (!made) throw new Error('the case just opened is there')
  return { number: made.number, topics: [`area:${input.areaCode}`] }
}

/** The patrol was there itself: whether a photo belongs to the place is nothing to doubt here. */
const shown = (ids: readonly string[]) => ids.map((id) => ({ id, doubts: [], metresOff: null }))

export const takeInPatrol = hear(cases, 'patrol/problem-found', Found, 'take-in-patrol', async (work, fact) => {
  const { caseId, text, areaCode, cellCode, place, address, isFixed, workerId } = fact
  if (await store(work.db).find(caseId)) return
  const known = await reference(work)
  const source = known.sources.find(({ code }) => code === 'patrol')
  if (!source) return
  const account = await work.use(identity).account(workerId)
  const worker = { id: workerId, name: account?.displayName ?? '' }
  const category = fact.categoryCode ? (known.categories.get(fact.categoryCode) ?? null) : null
  const safety = safetyIn(text, known.safety)
  const isRestricted = (category?.isRestricted ?? false) || safety.some(({ rule }) => rule.isRestricted)
  const grade = (safety.length > 0 ? 4 : (category?.grade ?? 1)) as GradeNumber
  const title = titleOf(text, category)
  // Without a category somebody, or triage, has to say first what it is.
  const state = !category ? 'intake' : isFixed ? 'filing' : 'dispatching'
  const photos = [...fact.beforeIds, ...fact.afterIds]
  const input: OpenInput = {
    id: caseId,
    process: 'case-handling',
    subjectId: caseId,
    title,
    summary: text,
    areaCode,
    cellCode,
    place,
    address,
    source: source.code,
    letter: source.letter,
    grade,
    kindCode: category?.code ?? null,
    isPublic: !isRestricted,
    isRestricted,
    state,
    holder: await commandCentre(work, areaCode),
    ...(category ? { limits: category.limits } : {}),
    reporter: { accountId: workerId, name: maskName(worker.name) },
    files: fact.beforeIds,
  }
  const isPublic = !isRestricted
  const seen = { isPublic, isRestricted, lookedAt: work.now }
  await work.use(files).claim(photos, {
    module: 'cases',
    object: `case:${caseId}`,
    isPublic: await isShownAtOnce(work, seen, areaCode, true),
  })
  const opened = isFixed ? await settled(work, input, worker, photos) : await work.use(matters).open(input)
  const fresh = insertCase({
    id: caseId,
    categoryCode: category?.code ?? null,
    ownership: null,
    text,
    source: source.code,
    isAnonymous: false,
    isPublic,
    isRestricted,
    lookedAt: work.now,
    safetyWords: safety.map(({ word }) => word),
    seenAt: new Date(fact.seenAt),
    externalRef: null,
    createdAt: work.now,
    photos: isFixed ? [] : fact.beforeIds,
    accountId: workerId,
    contact: null,
    sentBy: senderMark(work, caseId, workerId),
  })
  await sql`with ${fresh} select 1`.execute(work.db)
  if (isFixed) {
    await store(work.db).addEvidence(caseId, shown(fact.beforeIds), 'before', work.now, workerId)
    await store(work.db).addEvidence(caseId, shown(fact.afterIds), 'after', work.now, workerId)
    await store(work.db).set(caseId, { outcome: 'fixed', handlerAccountId: workerId })
  }
  work.emit(
    'reported',
    {
      caseId,
      number: opened.number,
      title,
      areaCode,
      cellCode,
      categoryCode: category?.code ?? null,
      grade,
      source: source.code,
      // Where it began: whatever moved since is in hand already.
      state,
      safety: safety.map(({ rule }) => rule.code),
      ownership: null,
      hasPlace: true,
      photoIds: photos,
      isRestricted,
    },
    opened.topics,
  )
  if (isFixed) work.emit('closed', { caseId, outcome: 'fixed', categoryCode: category?.code ?? null, areaCode })
})
