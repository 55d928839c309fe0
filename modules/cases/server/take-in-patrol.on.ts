/** What patrol found becomes a case: filed for dispatch, or, put right on the spot, settled at once with both photos; what was unforeseen as well. */
import { AreaCode, At, Id, Nullable, type Static, Type } from '@liren/contract'
import { maskName } from '@liren/contract/mask'
import { files } from '@liren/files/contract'
import { identity } from '@liren/identity/contract'
import { hear, type Work } from '@liren/kernel'
import { matters, type OpenInput } from '@liren/matters/contract'
import { cases } from '../contract.ts'
import { begin, keepBegun } from './begin.ts'
import { isShownAtOnce } from './photos.ts'
import { reference } from './reference.ts'
import { senderMark } from './report.ts'
import { store } from './store.ts'

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
  isReinspection: Type.Optional(Type.Boolean()),
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

type Taken = Omit<Static<typeof Found>, 'cellCode' | 'place' | 'address'> & {
  readonly cellCode: string | null
  readonly place: { readonly lon: number; readonly lat: number } | null
  readonly address: string | null
}

const takeIn = async (work: CasesWork, fact: Taken) => {
  const { caseId, text, areaCode, cellCode, place, address, isFixed, workerId } = fact
  if (await store(work.db).find(caseId)) return
  const source = (await reference(work)).sources.find(({ code }) => code === 'patrol')
  if (!source) return
  const account = await work.use(identity).account(workerId)
  const worker = { id: workerId, name: account?.displayName ?? '' }
  const { categoryCode } = fact
  const begun = await begin(work, { id: caseId, text, source, categoryCode, areaCode, cellCode, place, address })
  // Without a category somebody, or triage, has to say first what it is.
  const state = !begun.category ? 'intake' : isFixed ? 'filing' : 'dispatching'
  const photos = [...fact.beforeIds, ...fact.afterIds]
  const input: OpenInput = {
    ...begun.input(state, { accountId: workerId, name: maskName(worker.name) }),
    files: fact.beforeIds,
    facts: { seenAt: fact.seenAt, ...(fact.isReinspection ? { isReinspection: true } : {}) },
  }
  const { isPublic, isRestricted } = begun
  await work.use(files).claim(photos, {
    module: 'cases',
    object: `case:${caseId}`,
    isPublic: await isShownAtOnce(work, { isPublic, isRestricted, lookedAt: work.now }, areaCode, true),
  })
  const opened = isFixed ? await settled(work, input, worker, photos) : await work.use(matters).open(input)
  await keepBegun(work, begun, {
    opened,
    state,
    ownership: null,
    isAnonymous: false,
    lookedAt: work.now,
    seenAt: new Date(fact.seenAt),
    externalRef: null,
    photos: isFixed ? [] : fact.beforeIds,
    photoIds: photos,
    accountId: workerId,
    contact: null,
    sentBy: senderMark(work, caseId, workerId),
  })
  if (!isFixed) return
  await store(work.db).addEvidence(caseId, shown(fact.beforeIds), 'before', work.now, workerId)
  await store(work.db).addEvidence(caseId, shown(fact.afterIds), 'after', work.now, workerId)
  await store(work.db).set(caseId, { outcome: 'fixed', handlerAccountId: workerId })
  work.emit('closed', { caseId, outcome: 'fixed', categoryCode: begun.category?.code ?? null, areaCode })
}

export const takeInPatrol = hear(cases, 'patrol/problem-found', Found, 'take-in-patrol', takeIn)

/** Something unforeseen that a unit is to handle: where in the community it was, its words say. */
export const takeInHappening = hear(
  cases,
  'patrol/happening-passed-on',
  Type.Object({
    caseId: Id,
    workerId: Id,
    text: Type.String(),
    areaCode: AreaCode,
    photoIds: Type.Array(Id),
    seenAt: At,
  }),
  'take-in-happening',
  (work, { photoIds, ...fact }) =>
    takeIn(work, {
      ...fact,
      cellCode: null,
      place: null,
      address: null,
      categoryCode: null,
      isFixed: false,
      beforeIds: photoIds,
      afterIds: [],
    }),
)
