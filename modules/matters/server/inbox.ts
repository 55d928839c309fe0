/** Lists people work from: the one inbox, search in reach, and what somebody reported. */
import { answer, jsonText } from '@liren/kernel'
import { matters } from '../contract.ts'
import type { ListQuery } from '../port.ts'
import type { QueueOrder } from '../queue-order.ts'
import { soonOf } from './board.ts'
import type { MattersWork } from './house.ts'
import { listStore } from './list-store.ts'
import { personOf, unitsOf } from './standing.ts'
import { pairsOf } from './store.ts'

/** The rule of the place somebody works for: of the unit's area first, else of whatever area they have. */
const orderOf = async (work: MattersWork): Promise<QueueOrder> => {
  const { grants } = work.actor
  const area = (grants.find(({ unitId }) => unitId !== null) ?? grants[0])?.area
  return work.setting<QueueOrder>('queueOrder', area)
}

export const inbox = answer(matters, 'inbox', async (work, { query }) => {
  const mine = unitsOf(work)
  if (query.unit !== undefined && !mine.includes(query.unit)) throw work.refuse('not-found')
  const units = query.unit === undefined ? mine : [query.unit]
  const who = {
    accountId: work.actor.id ?? '',
    units,
    process: query.process ?? null,
    ...(query.part === undefined ? {} : { part: query.part }),
  }
  const order = await orderOf(work)
  const store = listStore(work.db)
  const [after, limit] = [query.after, query.limit ?? 30]
  return jsonText(await (order === 'due' ? store.inbox(who, after, limit) : store.inboxBy(order, who, after, limit)))
})

export const inboxOrder = answer(matters, 'inboxOrder', async (work) => ({ order: await orderOf(work) }))

export const inboxKinds = answer(matters, 'inboxKinds', async (work) => ({
  kinds: await listStore(work.db).kindsWaiting({ accountId: work.actor.id ?? '', units: unitsOf(work) }),
}))

const wordsOf = (work: MattersWork, q: string | undefined) => {
  if (q === undefined) return {}
  const text = q.trim()
  if (/^\d{6,}[A-Za-z]?\d*$/.test(text)) return { numberStart: text.toUpperCase() }
  const pairs = pairsOf(text)
  if (pairs.length === 0) throw work.refuse('not-found', {}, 'q')
  return { pairs: pairs.slice(0, 30) }
}

/** Matters in reach of the acting person, as the text of a page. */
export const listText = async (work: MattersWork, query: ListQuery) => {
  const { q, after, limit, isOverdue, due, order, ...plain } = query
  const filter = {
    ...plain,
    ...wordsOf(work, q),
    ...(order ? { order: order === 'rule' ? await orderOf(work) : order } : {}),
    ...(isOverdue ? { overdueAt: work.now } : {}),
    ...(due ? { due, now: work.now, soon: await soonOf(work) } : {}),
  }
  return listStore(work.db).list(
    work.scope('matter.read'),
    work.scope('matter.readRestricted'),
    unitsOf(work),
    filter,
    after,
    limit ?? 30,
  )
}

export const list = answer(matters, 'list', async (work, { query }) => jsonText(await listText(work, query)))

const dayMs = 86_400_000
/** The longest term a community may set, and the most that home pages count. */
const longestDays = 365
const mostCounted = 20

export const waiting = answer(matters, 'waiting', async (work) => {
  const now = work.now.getTime()
  const since = new Date(now - longestDays * dayMs)
  const unrated = await listStore(work.db).unratedOf(work.actor.id ?? '', personOf(work), since)
  const terms = new Map<string, number>()
  let toRate = 0
  for (const { areaCode, closedAt } of unrated) {
    const days = terms.get(areaCode) ?? (await work.setting<number>('rateWithinDays', areaCode))
    terms.set(areaCode, days)
    if (now - closedAt.getTime() <= days * dayMs) toRate += 1
  }
  return { toRate: Math.min(toRate, mostCounted) }
})

export const mine = answer(matters, 'mine', async (work, { query }) =>
  jsonText(await listStore(work.db).mine(work.actor.id ?? '', personOf(work), query.after, query.limit ?? 30)),
)
