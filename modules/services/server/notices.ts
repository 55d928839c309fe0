/** 公示 Public notices outside the limit: they hang for their days, objections are answered, then the application goes on. */
import { answer, job, secretsOf, uuidv7 } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import { services } from '../contract.ts'
import type { NoticeView } from '../views.ts'
import { advance, rest, wake } from './review.ts'
import { type Found, find, given, holderOf, move, recordOf, type ServicesWork, stepOf } from './standing.ts'
import { type NoticeStored, type ObjectionStored, store } from './store.ts'

/** Where an objection is sealed to. */
export const placeOfObjection = (id: string) => `services:objection:${id}`
const dayMs = 86_400_000

export const noticeViews = async (work: ServicesWork, rows: readonly NoticeStored[]): Promise<NoticeView[]> => {
  const names = await work.use(territory).areaNames([...new Set(rows.map(({ areaCode }) => areaCode))])
  return rows.map((row) => ({
    id: row.id,
    itemCode: row.itemCode,
    itemName: row.itemName,
    areaCode: row.areaCode,
    areaName: names.get(row.areaCode) ?? row.areaCode,
    shown: row.shown,
    fromAt: row.fromAt.toISOString(),
    untilAt: row.untilAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }))
}
export const objectionView = (work: object, row: ObjectionStored) => ({
  id: row.id,
  text: secretsOf(work).open(row.textSealed, placeOfObjection(row.id)),
  madeAt: row.madeAt.toISOString(),
  answer: row.answer,
  isUpheld: row.isUpheld,
  answeredAt: row.answeredAt?.toISOString() ?? null,
})

export const publish = answer(services, 'publish', async (work, { params, body }) => {
  const { row, record } = await find(work, params.id)
  const step = stepOf(record, row.step)
  // Of a child, of whoever is in need, nothing hangs in the open unless the item's own flow says so.
  if (step?.kind !== 'notice') throw work.refuse('not-in-flow')
  const moved = await move(work, row.id, 'publish', { seen: body.seen })
  if (moved.isReplay) return moved
  await rest(work, row.id)
  await store(work.db).addNotice({
    id: uuidv7(),
    applicationId: row.id,
    itemCode: row.itemCode,
    itemName: row.itemName,
    areaCode: row.areaCode,
    shown: body.shown,
    fromAt: work.now,
    untilAt: new Date(work.now.getTime() + (step.noticeDays ?? 5) * dayMs),
    endedAt: null,
  })
  return moved
})

const unanswered = async (work: ServicesWork, noticeId: string) =>
  (await store(work.db).objections([noticeId])).some(({ answeredAt }) => answeredAt === null)

const isUpheld = async (work: ServicesWork, noticeId: string) =>
  (await store(work.db).objections([noticeId])).some((one) => one.isUpheld === true)

/** 异议成立 What was objected to rightly is examined anew: back to the last step that looked at it, then it hangs again. */
const back = async (work: ServicesWork, { row, record }: Pick<Found, 'row' | 'record'>) => {
  const examined = record.flow
    .slice(0, row.step)
    .findLastIndex(({ kind }) => kind === 'review' || kind === 'verify' || kind === 'visit' || kind === 'assess')
  await store(work.db).set(row.id, { step: Math.max(0, examined) })
  return stepOf(record, Math.max(0, examined))
}

const close = async (work: ServicesWork, applicationId: string, seen: number | undefined, text: string | undefined) => {
  const found = await find(work, applicationId)
  const { row, record } = found
  const queries = store(work.db)
  const notice = (await queries.noticesOf(row.id)).find(({ endedAt }) => endedAt === null)
  if (!notice) throw work.refuse('wrong-state', { state: row.state })
  if (notice.untilAt > work.now) throw work.refuse('notice-running', { untilAt: notice.untilAt.toISOString() })
  if (await unanswered(work, notice.id)) throw work.refuse('objection-open')
  const moved = await move(work, row.id, 'endNotice', { seen, facts: given({ text }) })
  if (moved.isReplay) return moved
  await queries.endNotice(notice.id, work.now)
  await wake(work, row)
  const next = (await isUpheld(work, notice.id)) ? await back(work, found) : await advance(work, found)
  await work.use(matters).assign(row.id, await holderOf(work, next?.by ?? 'owner', record, row.areaCode))
  return moved
}

export const endNotice = answer(services, 'endNotice', (work, { params, body }) =>
  close(work, params.id, body.seen, body.text),
)

/** Whatever hung its time without an open objection goes on by itself. */
export const endNoticesJob = job(services, 'end-notices', { cron: '5 * * * *', retryLimit: 3 }, async (work) => {
  for (const notice of await store(work.db).overNotices(work.now, 100))
    if (!(await unanswered(work, notice.id))) await close(work, notice.applicationId, undefined, undefined)
})

export const notices = answer(services, 'notices', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await store(work.db).running(work.now, query.area, query.after, limit + 1)
  const shown = rows.slice(0, limit)
  return { items: await noticeViews(work, shown), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
})

export const notice = answer(services, 'notice', async (work, { params }) => {
  const row = await store(work.db).notice(params.id)
  if (!row) throw work.refuse('not-found')
  const objections = await store(work.db).objections([row.id])
  const mine = objections.filter(({ accountId }) => accountId !== null && accountId === work.actor.id)
  const isRunning = row.endedAt === null && row.untilAt > work.now
  // What was hung in the open about somebody does not stay there for good.
  if (!isRunning && mine.length === 0) throw work.refuse('not-found')
  const [shown] = await noticeViews(work, [row])
  const application = await store(work.db).find(row.applicationId)
  if (!shown || !application) throw work.refuse('not-found')
  // What hangs in the open is read by everybody; the application behind it by nobody for that.
  const record = await recordOf(work, application)
  return {
    notice: shown,
    isRunning,
    legalBasis: [...record.legalBasis],
    ownerName: record.ownerName,
    objections: objections.length,
    mine: mine.map((one) => objectionView(work, one)),
  }
})

/** Of one account to one notice, each after the last was answered. */
const objectionsAtMost = 3

export const object = answer(services, 'object', async (work, { params, body }) => {
  const notice = await store(work.db).holdNotice(params.id)
  if (!notice) throw work.refuse('not-found')
  const mine = (await store(work.db).objections([notice.id])).filter(({ accountId }) => accountId === work.actor.id)
  // Sent twice it is one; who waits for an answer waits with one, or nobody's papers would ever go on.
  const isNew = mine.every(({ id }) => id !== body.id)
  if (isNew && mine.some(({ answeredAt }) => answeredAt === null)) throw work.refuse('objected-already')
  if (isNew && mine.length >= objectionsAtMost) throw work.refuse('objected-already')
  if (notice.endedAt !== null || notice.untilAt <= work.now) throw work.refuse('code-ended')
  const row = {
    id: body.id,
    noticeId: notice.id,
    accountId: work.actor.id,
    textSealed: secretsOf(work).seal(body.text, placeOfObjection(body.id)),
    madeAt: work.now,
    answer: null,
    isUpheld: null,
    answeredAt: null,
  }
  await store(work.db).addObjection(row)
  const kept = await store(work.db).objection(body.id)
  if (!kept || kept.accountId !== work.actor.id || kept.noticeId !== notice.id) throw work.refuse('id-taken', {}, 'id')
  work.audit({ object: `notice:${notice.id}`, area: notice.areaCode })
  return objectionView(work, kept)
})

export const answerObjection = answer(services, 'answerObjection', async (work, { params, body }) => {
  const queries = store(work.db)
  const row = await queries.objection(params.id)
  const notice = row ? await queries.notice(row.noticeId) : undefined
  if (!row || !notice || !work.may('application.review', { area: notice.areaCode })) throw work.refuse('not-found')
  if (row.answeredAt !== null) throw work.refuse('answered-already')
  const change = { answer: body.answer, isUpheld: body.isUpheld, answeredAt: work.now }
  await queries.answerObjection(row.id, change)
  work.audit({ object: `notice:${notice.id}`, area: notice.areaCode, facts: { isUpheld: body.isUpheld } })
  return objectionView(work, { ...row, ...change })
})
