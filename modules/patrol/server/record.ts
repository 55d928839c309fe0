/** What was found at a stop: once per record, first come first kept; the later one may stay beside it as a note. */

import { Id, Type } from '@liren/contract'
import { files } from '@liren/files/contract'
import { answer, hear, type Work } from '@liren/kernel'
import { patrol } from '../contract.ts'
import { shownRound } from './shown.ts'
import { type ItemRow, type RoundRow, store } from './store.ts'
import { saidAt } from './walk.ts'

type PatrolWork = Work<typeof patrol>
type Walker = { readonly id: string; readonly name: string }

/** The item and its round, held, for anybody who walks there; others do not find it. */
const itemInReach = async (work: PatrolWork, id: string) => {
  const queries = store(work.db)
  const item = await queries.lockItem(id)
  const round = item && (await queries.round(item.roundId))
  const { id: me, name } = work.actor
  if (!item || !round || !me || !work.may('round.walk', { area: round.areaCode })) throw work.refuse('not-found')
  const walker: Walker = { id: me, name }
  return { item, round, walker }
}

const isRunning = ({ startedAt, finishedAt }: RoundRow, at: Date) =>
  startedAt !== null && startedAt <= at && (finishedAt === null || at <= finishedAt)

const wordsOf = (item: ItemRow, note: string) =>
  note === '' ? `${item.name}：${item.checks[0] ?? ''}` : `${item.name}：${note}`

export const record = answer(patrol, 'record', async (work, { params, body }) => {
  const queries = store(work.db)
  const { item, round, walker } = await itemInReach(work, params.id)
  if (item.recordId === body.recordId && item.doneBy === walker.id) return shownRound(work, round)
  if (item.recordId !== null)
    throw work.refuse('done-already', { name: item.doneByName ?? '', at: item.doneAt?.toISOString() ?? '' })
  if (round.workerId !== walker.id) throw work.refuse('not-yours', { name: round.workerName ?? '' })

  const note = body.note?.trim() ?? ''
  const [before, after] = [body.before ?? [], body.after ?? []]
  const isProblem = body.found === 'problem'
  if (isProblem && note === '' && before.length === 0) throw work.refuse('nothing-said', {}, 'note')
  const isFixed = isProblem && after.length > 0
  if (isFixed && before.length === 0) throw work.refuse('photos-missing', {}, 'before')
  const caseId = isProblem ? (body.caseId ?? body.recordId) : null
  if (await queries.isTaken(body.recordId, caseId)) throw work.refuse('id-taken', {}, 'recordId')

  const doneAt = saidAt(work, body.doneAt)
  // Whoever records has begun, even if the word of it was lost.
  const running = { ...round, startedAt: round.startedAt ?? doneAt }
  if (!round.startedAt) await queries.setRound(round.id, { startedAt: doneAt })
  const place = body.place && before.length + after.length > 0 && isRunning(running, doneAt) ? body.place : null
  await work.use(files).claim([...before, ...after], { module: 'patrol', object: `item:${item.id}` })
  await queries.setFinding(item.id, {
    found: body.found,
    note: note || null,
    beforeIds: [...before],
    afterIds: [...after],
    recordId: body.recordId,
    doneAt,
    doneBy: walker.id,
    doneByName: walker.name,
    placeLon: place?.lon ?? null,
    placeLat: place?.lat ?? null,
    caseId,
    isFixed,
  })
  if (caseId)
    work.emit('problem-found', {
      caseId,
      itemId: item.id,
      workerId: walker.id,
      text: wordsOf(item, note),
      areaCode: item.cellCode.slice(0, 12),
      cellCode: item.cellCode,
      // The stop's own place: where it is wrong is known without knowing where anybody stood.
      place: { lon: item.lon, lat: item.lat },
      address: item.name,
      categoryCode: item.categoryCode,
      isFixed,
      beforeIds: [...before],
      afterIds: [...after],
      seenAt: doneAt.toISOString(),
      isReinspection: round.isReinspection,
    })
  work.audit({ object: `patrol-item:${item.id}`, area: round.areaCode, facts: { found: body.found, isFixed } })
  return shownRound(work, running)
})

export const keepNote = answer(patrol, 'keepNote', async (work, { params, body }) => {
  const { item, round, walker } = await itemInReach(work, params.id)
  const fileIds = [...(body.files ?? [])]
  await work.use(files).claim(fileIds, { module: 'patrol', object: `item:${item.id}` })
  const kept = await store(work.db).addNote({
    id: body.id,
    itemId: item.id,
    byId: walker.id,
    byName: walker.name,
    at: saidAt(work, body.at),
    found: body.found,
    note: body.note?.trim() || null,
    fileIds,
  })
  if (kept.itemId !== item.id || kept.byId !== walker.id) throw work.refuse('id-taken', {}, 'id')
  work.audit({ object: `patrol-item:${item.id}`, area: round.areaCode })
  return shownRound(work, round)
})

/** What this module relies on of a case that was opened. */
const Reported = Type.Object({ caseId: Id, number: Type.String(), source: Type.String() })

export const numberItem = hear(
  patrol,
  'cases/reported',
  Reported,
  'number-item',
  async (work, { caseId, number }) => {
    await store(work.db).numberCase(caseId, number)
  },
  ({ source }) => source === 'patrol',
)
