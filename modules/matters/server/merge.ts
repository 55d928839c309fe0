/** One out of many and many out of one: 并案 merges, split gives children, 作废 makes void. Numbers and steps are kept. */
import { answer } from '@liren/kernel'
import { matters } from '../contract.ts'
import type { OpenInput } from '../port.ts'
import { act, mustBeOpen } from './act.ts'
import { unitNamed } from './bound.ts'
import { endAs } from './end.ts'
import { checkLoad } from './hand-over.ts'
import { type MattersWork, processIn } from './house.ts'
import { open } from './open.ts'
import { partStore } from './part-store.ts'
import { reopenSeen } from './reopen.ts'
import { factOf, inSight, mayAt, topicsOf } from './standing.ts'
import { matterStore } from './store.ts'

/** Takes matters into another one. Locked in order of id, so that two merges cannot wait for each other. */
export const mergeInto = async (
  work: MattersWork,
  childIds: readonly string[],
  intoId: string,
  because: string,
  isReopening = false,
) => {
  const store = matterStore(work.db)
  for (const id of [...childIds, intoId].sort()) await store.lock(id)
  const found = await inSight(work, intoId)
  const isOver = isReopening && found.matter.phase === 'done'
  if (isOver && !mayAt(work, 'matter.assign', found.matter)) throw work.refuse('not-open-to-you')
  if (isOver) await reopenSeen(work, found, because, [])
  const into = isOver ? await inSight(work, intoId) : found
  mustBeOpen(work, into.matter)
  const numbers: string[] = []
  const joined = new Set<string>()
  for (const id of new Set(childIds)) {
    const child = await inSight(work, id)
    const { matter } = child
    if (id === intoId || matter.phase === 'done' || matter.parentId === intoId)
      throw work.refuse('not-mergeable', { number: matter.number }, 'childIds')
    // Merged, each side's reporters would see the other's: what few may know stays by itself.
    if (matter.isRestricted !== into.matter.isRestricted)
      throw work.refuse('not-mergeable', { number: matter.number }, 'childIds')
    if (work.actor.kind !== 'system' && !mayAt(work, 'matter.merge', matter))
      throw work.refuse('not-open-to-you', { number: matter.number })
    await partStore(work.db).bringParties(id, intoId)
    const { now, fact } = await endAs(work, child, 'merged', because, intoId)
    work.emit('merged', { ...fact, intoId, intoNumber: into.matter.number }, topicsOf(child.parties, now))
    numbers.push(matter.number)
    for (const account of fact.partyAccountIds) joined.add(account)
  }
  const stays = await act(work, into.matter, 'mergedIn', { isPublic: true, facts: { numbers, because } })
  const fact = factOf(work, stays, into.parties)
  const partyAccountIds = fact.partyAccountIds.filter((account) => !joined.has(account))
  work.emit('tookIn', { ...fact, partyAccountIds, numbers }, topicsOf(into.parties, stays))
}

export const merge = answer(matters, 'merge', async (work, { params, body }) => {
  const { matter } = await inSight(work, params.id, false)
  if (!mayAt(work, 'matter.merge', matter)) throw work.refuse('not-open-to-you')
  await mergeInto(work, body.childIds, params.id, body.because, body.isReopening)
  return undefined
})

/** A part of a matter, with a life of its own; the whole cannot be finished before its parts. */
export const splitFrom = async (work: MattersWork, parentId: string, input: OpenInput) => {
  const { matter } = await inSight(work, parentId)
  mustBeOpen(work, matter)
  // A part of what few may know is known to few.
  const isRestricted = matter.isRestricted || (input.isRestricted ?? false)
  const opened = await open(work, { ...input, parentId, isRestricted })
  await act(work, matter, 'split', { isPublic: true, facts: { number: opened.number } })
  return opened
}

export const split = answer(matters, 'split', async (work, { params, body }) => {
  const { matter } = await inSight(work, params.id)
  if (!mayAt(work, 'matter.split', matter)) throw work.refuse('not-open-to-you')
  const { hasOwnParts } = await processIn(work, matter.process, matter.areaCode)
  if (hasOwnParts) throw work.refuse('wrong-state', { state: matter.state })
  await checkLoad(work, body.unitId, body.despiteLoad, matter)
  const { id, number } = await splitFrom(work, params.id, {
    process: matter.process,
    title: body.title,
    summary: body.summary ?? matter.summary,
    areaCode: matter.areaCode,
    cellCode: matter.cellCode,
    place: matter.lon !== null && matter.lat !== null ? { lon: matter.lon, lat: matter.lat } : null,
    address: matter.address,
    source: 'split',
    letter: 'F',
    reporter: null,
    kindCode: matter.kindCode,
    ...(body.despiteLoad ? { facts: { despiteLoad: body.despiteLoad } } : {}),
    ...(body.unitId ? { holder: await unitNamed(work, body.unitId) } : {}),
  })
  return { id, number }
})

const voidMatter = answer(matters, 'void', async (work, { params, body }) => {
  const seen = await inSight(work, params.id)
  mustBeOpen(work, seen.matter)
  work.must('matter.void', { area: seen.matter.areaCode, unit: seen.matter.holderUnitId })
  // Two people: whoever had a hand in it before asks for it, and somebody else decides.
  if (await matterStore(work.db).hasActed(params.id, work.actor.id)) throw work.refuse('needs-another')
  await endAs(work, seen, 'voided', body.because, null)
  return undefined
})

export { voidMatter as void }
