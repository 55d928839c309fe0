/** 公益性岗位 Public-welfare posts: vacancies, who was given one, and the days they came. */
import { answer, areaPrefix, uuidv7 } from '@liren/kernel'
import { services } from '../contract.ts'
import { dayOf } from './items.ts'
import { store } from './store.ts'
import { type PostHolderStored, type PostStored, proofStore } from './store-proofs.ts'

const view = ({ madeBy: _, ...row }: PostStored, itemCode: string) => ({ ...row, itemCode })
const holderView = (row: PostHolderStored, number: string | null) => ({
  ...row,
  number,
  months: Object.entries((row.months ?? {}) as Record<string, number>).map(([month, days]) => ({ month, days })), // as `attend` writes it
})
const mostYears = 3

export const posts = answer(services, 'posts', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await proofStore(work.db).posts(query.area, dayOf(work.now), query.after, limit + 1)
  const shown = rows.slice(0, limit)
  const itemCode = await work.setting<string>('postItem')
  return {
    items: shown.map((row) => view(row, itemCode)),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
})

export const keepPost = answer(services, 'keepPost', async (work, { params, body }) => {
  work.must('post.keep', { area: body.area })
  const before = await proofStore(work.db).post(params.id)
  if (before && !work.may('post.keep', { area: before.areaCode })) throw work.refuse('not-found')
  const { area, ...rest } = body
  await proofStore(work.db).keepPost({ ...rest, id: params.id, areaCode: area, madeBy: work.actor.id })
  work.audit({ object: `post:${params.id}`, area })
  const post = { ...rest, id: params.id, areaCode: area, madeBy: null, taken: before?.taken ?? 0 }
  return view(post, await work.setting<string>('postItem'))
})

/** At most so many approved applicants are offered for choosing, the longest waiting first. */
const mostCandidates = 50

export const postHolders = answer(services, 'postHolders', async (work, { params }) => {
  const queries = proofStore(work.db)
  const post = await queries.post(params.id)
  if (!post || !work.may('post.keep', { area: post.areaCode })) throw work.refuse('not-found')
  const item = await work.setting<string>('postItem')
  const waiting = await queries.postCandidates(item, post.areaCode, dayOf(work.now), mostCandidates)
  return {
    holders: (await queries.postHolders(post.id)).map(({ number, ...row }) => holderView(row, number)),
    candidates: waiting.map((row) => ({ ...row, decidedAt: row.decidedAt.toISOString() })),
  }
})

export const fillPost = answer(services, 'fillPost', async (work, { params, body }) => {
  const queries = proofStore(work.db)
  const locked = await queries.lockPost(params.id)
  const post = locked ? await queries.post(params.id) : null
  if (!post || !work.may('post.keep', { area: post.areaCode })) throw work.refuse('not-found')
  const row = await store(work.db).find(body.applicationId)
  if (row?.outcome !== 'approved') throw work.refuse('wrong-state', { state: row?.state ?? null }, 'applicationId')
  // Only whoever was recognised for posts, lives within the post's area and holds none.
  const isRecognised = row.itemCode === (await work.setting<string>('postItem'))
  const isNear = row.areaCode.startsWith(areaPrefix(post.areaCode))
  if (!isRecognised || !isNear) throw work.refuse('not-candidate', {}, 'applicationId')
  if (post.taken >= post.places) throw work.refuse('post-full')
  if (await queries.holdsPost(row.id, dayOf(work.now))) throw work.refuse('not-candidate', {}, 'applicationId')
  const latest = `${Number(body.fromOn.slice(0, 4)) + mostYears}${body.fromOn.slice(4)}`
  if (body.untilOn <= body.fromOn || body.untilOn > latest) throw work.refuse('answers-wrong', { latest }, 'untilOn')
  const holder = {
    id: uuidv7(),
    postId: post.id,
    applicationId: row.id,
    fromOn: body.fromOn,
    untilOn: body.untilOn,
    months: {},
  }
  await queries.addPostHolder(holder)
  work.audit({ object: `post:${post.id}`, area: post.areaCode, facts: { applicationId: row.id } })
  return holderView(holder, row.number)
})

export const attend = answer(services, 'attend', async (work, { params, body }) => {
  const queries = proofStore(work.db)
  const holder = await queries.postHolder(params.id)
  const post = holder ? await queries.post(holder.postId) : null
  if (!holder || !post || !work.may('post.keep', { area: post.areaCode })) throw work.refuse('not-found')
  const months = { ...(holder.months as Record<string, number>), [body.month]: body.days } // written here only
  await queries.setMonths(holder.id, months)
  work.audit({ object: `post:${post.id}`, area: post.areaCode, facts: { month: body.month, days: body.days } })
  return holderView({ ...holder, months }, (await store(work.db).find(holder.applicationId))?.number ?? null)
})
