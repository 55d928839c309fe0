/** 需求登记 The needs register: who asks for what, seconded by those it is about, answered by versions; and both sides of every tool. */
import { answer, isWithin, readAs, uuidv7 } from '@liren/kernel'
import { refuseField } from '@liren/kernel/validation'
import { territory } from '@liren/territory/contract'
import { toolLibrary } from '../contract.ts'
import { textFault } from '../document/words.ts'
import type { LibraryWork } from './edition.ts'
import { makingStore, type NeedRecord } from './store-making.ts'

/** Whoever lives, trades or works there, above it or in a part of it: what neighbours want is weighed by them alone. */
const belongsTo = ({ actor }: Pick<LibraryWork, 'actor'>, area: string) =>
  actor.grants.some(
    ({ role, area: own }) => role !== 'guest' && own !== '' && (isWithin(area, own) || isWithin(own, area)),
  )

const shownNeed = (work: LibraryWork, need: NeedRecord, names: ReadonlyMap<string, string>) => ({
  ...need,
  mayVote: !need.hasMine && belongsTo(work, need.areaCode),
  areaName: names.get(need.areaCode) ?? need.areaCode,
  toolIds: [...need.toolIds],
  versions: need.versions.map((one) => ({ ...one })),
  askedAt: need.askedAt.toISOString(),
})

export const needs = answer(toolLibrary, 'needs', async (work, { query }) => {
  const limit = query.limit ?? 20
  const found = readAs(query.after, /^(\d+):([0-9a-f-]{36})$/)
  const area = query.area ? query.area.slice(0, 12).replace(/(000)+$/, '') : null
  const rows = await makingStore(work.db).needs(
    { area, serves: query.serves ?? null, isUnmet: query.unmet ?? false },
    work.actor.id,
    found ? { votes: Number(found[0]), id: found[1] ?? '' } : null,
    limit + 1,
  )
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const names = await work.use(territory).areaNames([...new Set(items.map(({ areaCode }) => areaCode))])
  return {
    items: items.map((need) => shownNeed(work, need, names)),
    next: rows.length > limit && last ? `${last.votes}:${last.id}` : null,
  }
})

/** Whoever lives or trades here is asked what is wanted; staff speak for their office. */
const speaksForOffice = (work: LibraryWork) =>
  !work.actor.grants.some(({ role }) => role === 'resident' || role === 'merchant')

const askedAs = (work: LibraryWork): NeedRecord['askedBy'] =>
  speaksForOffice(work) ? 'office' : work.actor.grants.some(({ role }) => role === 'resident') ? 'resident' : 'merchant'

export const askNeed = answer(toolLibrary, 'askNeed', async (work, { body }) => {
  if (!belongsTo(work, body.area)) throw work.refuse('need-elsewhere', {}, 'area')
  if (body.serves === 'management') {
    work.must('tool.make', { area: body.area })
    if (!body.issuer) throw refuseField('issuer', 'required')
    if (textFault(body.issuer)) throw refuseField('issuer', 'text')
  }
  for (const field of ['title', 'evidence'] as const) if (textFault(body[field])) throw refuseField(field, 'text')
  const id = uuidv7()
  const store = makingStore(work.db)
  await store.keepNeed({
    id,
    areaCode: body.area.slice(0, 12),
    title: body.title.trim(),
    evidence: body.evidence.trim(),
    serves: body.serves,
    issuer: body.serves === 'management' ? (body.issuer?.trim() ?? null) : null,
    askedBy: askedAs(work),
    by: work.actor.id,
    at: work.now,
  })
  if (work.actor.id) await store.vote(id, work.actor.id, speaksForOffice(work))
  work.audit({ object: `need:${id}`, area: body.area })
  const need = await store.need(id, work.actor.id)
  if (!need) throw new Error('a need just written is not there')
  return shownNeed(work, need, await work.use(territory).areaNames([need.areaCode]))
})

export const voteNeed = answer(toolLibrary, 'voteNeed', async (work, { params }) => {
  const store = makingStore(work.db)
  const asked = await store.need(params.id, null)
  if (!asked) throw work.refuse('not-found')
  if (!belongsTo(work, asked.areaCode)) throw work.refuse('need-elsewhere')
  if (work.actor.id) await store.vote(params.id, work.actor.id, speaksForOffice(work))
  const need = await store.need(params.id, work.actor.id)
  if (!need) throw work.refuse('not-found')
  return shownNeed(work, need, await work.use(territory).areaNames([need.areaCode]))
})

/** Both sides of every tool: the resident's need and the office's requirement. */
export const serving = answer(toolLibrary, 'serving', async (work, { query }) => {
  const limit = query.limit ?? 50
  const rows = await makingStore(work.db).serving(query.after ?? null, limit + 1)
  const items = rows.slice(0, limit).map(({ id, kind, head, needs, stopWhen, registered }) => ({
    id,
    kind,
    name: head.name,
    resident: needs.filter(({ serves }) => serves === 'resident').map(({ what }) => what),
    management: needs.filter(({ serves }) => serves === 'management').map(({ what }) => what),
    stopWhen,
    registered,
  }))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})
