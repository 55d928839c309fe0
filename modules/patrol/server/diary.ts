/** Visits and happenings: written down once where they took place, under ids made on the phone. */
import { files } from '@liren/files/contract'
import { answer, readTimeAndId, secretsOf, uuidv7, type Work } from '@liren/kernel'
import { type Happening, patrol, type Visit } from '../contract.ts'
import { diaryStore, type HappeningRow, type VisitRow } from './diary-store.ts'
import { photosOf } from './shown.ts'
import { saidAt } from './walk.ts'

type PatrolWork = Work<typeof patrol>

const me = (work: PatrolWork) => {
  if (!work.actor.id) throw work.refuse('not-found')
  return work.actor.id
}

type PhotosAt = Awaited<ReturnType<typeof photosOf>>

const shownVisit = (work: PatrolWork, row: VisitRow, photos: PhotosAt): Visit => {
  const secrets = secretsOf(work)
  return {
    id: row.id,
    areaCode: row.areaCode,
    // The table allows these words only.
    kind: row.kind as Visit['kind'],
    way: row.way as Visit['way'],
    label: secrets.open(row.labelSealed, `patrol:visit:${row.id}`),
    template: row.template,
    note: row.noteSealed === null ? null : secrets.open(row.noteSealed, `patrol:visit:${row.id}`),
    photos: photos(row.fileIds),
    visitedAt: row.visitedAt.toISOString(),
  }
}

const shownHappening = (
  { byId: _, happenedAt, steps, fileIds, ...row }: HappeningRow,
  photos: PhotosAt,
): Happening => ({
  ...row,
  photos: photos(fileIds),
  happenedAt: happenedAt.toISOString(),
  // Written by this very file.
  steps: steps as Happening['steps'],
})

export const visit = answer(patrol, 'visit', async (work, { body }) => {
  work.must('visit.record', { area: body.area })
  const byId = me(work)
  const secrets = secretsOf(work)
  const note = body.note?.trim() ?? ''
  const fileIds = [...(body.files ?? [])]
  const { row, isNew } = await diaryStore(work.db).addVisit({
    id: body.id,
    areaCode: body.area.slice(0, 12),
    kind: body.kind,
    way: body.way,
    labelSealed: secrets.seal(body.label.trim(), `patrol:visit:${body.id}`),
    noteSealed: note === '' ? null : secrets.seal(note, `patrol:visit:${body.id}`),
    template: body.template?.trim() || null,
    fileIds,
    visitedAt: saidAt(work, body.visitedAt),
    byId,
  })
  if (row.byId !== byId) throw work.refuse('id-taken', {}, 'id')
  if (isNew) {
    await work.use(files).claim(fileIds, { module: 'patrol', object: `visit:${row.id}` })
    work.emit('visited', { visitId: row.id, areaCode: row.areaCode, kind: row.kind })
    work.audit({ object: `patrol-visit:${row.id}`, area: row.areaCode, facts: { kind: row.kind } })
  }
  return shownVisit(work, row, await photosOf(work, row.fileIds))
})

const next = (rows: readonly { readonly id: string }[], limit: number, at: (index: number) => Date) =>
  rows.length > limit ? `${at(limit - 1).toISOString()} ${rows[limit - 1]?.id ?? ''}` : null

export const visits = answer(patrol, 'visits', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await diaryStore(work.db).visitsOf(me(work), readTimeAndId(query.after), limit + 1)
  const photos = await photosOf(
    work,
    rows.flatMap(({ fileIds }) => fileIds),
  )
  return {
    items: rows.slice(0, limit).map((row) => shownVisit(work, row, photos)),
    next: next(rows, limit, (index) => rows[index]?.visitedAt ?? work.now),
  }
})

export const happen = answer(patrol, 'happen', async (work, { body }) => {
  work.must('visit.record', { area: body.area })
  const byId = me(work)
  const fileIds = [...(body.files ?? [])]
  const { row, isNew } = await diaryStore(work.db).addHappening({
    id: body.id,
    areaCode: body.area.slice(0, 12),
    text: body.text.trim(),
    team: body.team?.trim() || null,
    kind: null,
    fileIds,
    happenedAt: saidAt(work, body.happenedAt),
    byId,
    byName: work.actor.name,
  })
  if (row.byId !== byId) throw work.refuse('id-taken', {}, 'id')
  if (isNew) {
    await work.use(files).claim(fileIds, { module: 'patrol', object: `happening:${row.id}` })
    work.audit({ object: `patrol-happening:${row.id}`, area: row.areaCode })
  }
  return shownHappening(row, await photosOf(work, row.fileIds))
})

export const addStep = answer(patrol, 'addStep', async (work, { params, body }) => {
  const diary = diaryStore(work.db)
  const row = await diary.lockHappening(params.id)
  if (!row || !work.may('visit.record', { area: row.areaCode })) throw work.refuse('not-found')
  const known = shownHappening(row, await photosOf(work, row.fileIds))
  if (known.steps.some(({ id }) => id === body.id)) return known
  const at = saidAt(work, body.at).toISOString()
  const steps = [...known.steps, { id: body.id, text: body.text.trim(), at, byName: work.actor.name }]
  await diary.setSteps(row.id, steps)
  work.audit({ object: `patrol-happening:${row.id}`, area: row.areaCode })
  return { ...known, steps }
})

export const classify = answer(patrol, 'classify', async (work, { params, body }) => {
  const diary = diaryStore(work.db)
  const row = await diary.lockHappening(params.id)
  if (!row || !work.may('round.plan', { area: row.areaCode })) throw work.refuse('not-found')
  const kind = body.kind.trim()
  await diary.setKind(row.id, kind)
  work.audit({ object: `patrol-happening:${row.id}`, area: row.areaCode, facts: { kind } })
  return shownHappening({ ...row, kind }, await photosOf(work, row.fileIds))
})

/** Whoever wrote it down, or who plans there, gives it to the units: words, steps and photos go along, nothing is typed again. */
export const passOn = answer(patrol, 'passOn', async (work, { params }) => {
  const diary = diaryStore(work.db)
  const row = await diary.lockHappening(params.id)
  if (!row || (row.byId !== me(work) && !work.may('round.plan', { area: row.areaCode }))) throw work.refuse('not-found')
  const known = shownHappening(row, await photosOf(work, row.fileIds))
  if (row.caseId !== null) return known
  const caseId = uuidv7()
  await diary.setCase(row.id, caseId)
  const text = [row.text, ...known.steps.map((step) => step.text)].join('；').slice(0, 2000)
  work.emit('happening-passed-on', {
    caseId,
    happeningId: row.id,
    workerId: row.byId,
    text,
    areaCode: row.areaCode,
    photoIds: row.fileIds,
    seenAt: row.happenedAt.toISOString(),
  })
  work.audit({ object: `patrol-happening:${row.id}`, area: row.areaCode, facts: { caseId } })
  return { ...known, caseId }
})

export const happenings = answer(patrol, 'happenings', async (work, { query }) => {
  const limit = query.limit ?? 30
  // Planners see those of their area; whoever recorded one sees it anyway.
  const rows = await diaryStore(work.db).happenings(
    work.scope('round.plan'),
    me(work),
    { area: query.area, isOpen: query.isOpen ?? false, after: readTimeAndId(query.after) },
    limit + 1,
  )
  const photos = await photosOf(
    work,
    rows.flatMap(({ fileIds }) => fileIds),
  )
  return {
    items: rows.slice(0, limit).map((row) => shownHappening(row, photos)),
    next: next(rows, limit, (index) => rows[index]?.happenedAt ?? work.now),
  }
})
