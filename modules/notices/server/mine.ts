/** A person's own notices: the list, how many are unread, reading them, following their link. */
import { answer, type Work } from '@liren/kernel'
import { type Notice, notices } from '../contract.ts'
import { keyText, readKey } from './page-key.ts'
import { store } from './store.ts'
import { insideWords } from './topics.ts'

type Row = Awaited<ReturnType<ReturnType<typeof store>['mine']>>[number]

const meOf = (work: Work<typeof notices>) => {
  if (!work.actor.id) throw work.refuse('not-found')
  return work.actor.id
}

const noticeOf = (work: Work<typeof notices>, row: Row): Notice => ({
  id: row.id,
  topic: row.topic,
  kind: row.kind,
  urgency: row.urgency,
  ...insideWords(work, row),
  link: row.link,
  count: row.count,
  sentAt: row.sentAt.toISOString(),
  readAt: row.readAt?.toISOString() ?? null,
})

export const mine = answer(notices, 'mine', async (work, { query }) => {
  const limit = query.limit ?? 20
  const rows = await store(work.db).mine(meOf(work), query.unread ?? false, readKey(query.after), limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => noticeOf(work, row)),
    next: rows.length > limit && last ? keyText({ at: last.sentAt, id: last.id }) : null,
  }
})

export const unread = answer(notices, 'unread', async (work) => ({
  count: await store(work.db).countUnread(meOf(work), 100),
}))

export const markRead = answer(notices, 'markRead', async (work, { body }) => {
  const me = meOf(work)
  const ids = body.all ? null : (body.ids ?? [])
  const count = await store(work.db).markRead(me, ids, work.now)
  if (count > 0) await store(work.db).dropPhoneTasks(me)
  return { count }
})

export const open = answer(notices, 'open', async (work, { params }) => {
  const me = meOf(work)
  const opened = await store(work.db).open(me, params.id, work.now)
  if (!opened) throw work.refuse('not-found')
  await store(work.db).markRead(me, [params.id], work.now)
  await store(work.db).dropPhoneTasks(me)
  const sending = await store(work.db).sending(opened.sendingId)
  // Once per message: whoever rewards reading must not reward clicking again.
  if (opened.isFirst) work.emit('opened', { noticeId: params.id, accountId: me, topic: sending.topic })
  return { link: sending.link }
})
