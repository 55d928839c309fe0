/** People no channel reached (电话名单): a colleague takes one, rings up, and says how it went. */
import { maskName, maskPhone } from '@liren/contract/mask'
import { identity } from '@liren/identity/contract'
import { answer, secretsOf, type Work } from '@liren/kernel'
import { notices, type PhoneTask } from '../contract.ts'
import { keyText, readKey } from './page-key.ts'
import { store } from './store.ts'
import { insideWords } from './topics.ts'
import { phoneContext } from './ways.ts'

type NoticesWork = Work<typeof notices>
type Row = Awaited<ReturnType<ReturnType<typeof store>['phoneTasks']>>[number]

/** Name and number in full only for whoever took the task, while it is theirs. */
const tasksOf = async (work: NoticesWork, rows: readonly Row[]): Promise<PhoneTask[]> => {
  const accountIds = rows.flatMap(({ accountId }) => accountId ?? [])
  const [accounts, phones] = await Promise.all([
    work.use(identity).accounts(accountIds),
    work.use(identity).phonesOf(accountIds),
  ])
  const names = new Map(accounts.map((one) => [one.id, one.displayName]))
  return rows.map((row) => {
    const isMine = row.state === 'taken' && row.takenById === work.actor.id
    const name = names.get(row.accountId ?? '') ?? ''
    const phone = row.phoneSealed
      ? secretsOf(work).open(row.phoneSealed, phoneContext)
      : (phones[row.accountId ?? ''] ?? null)
    return {
      id: row.id,
      name: isMine || name === '' ? name : maskName(name),
      phone: phone === null ? null : isMine ? phone : maskPhone(phone),
      topic: row.topic,
      ...insideWords(work, row),
      urgency: row.urgency,
      state: row.state,
      takenById: row.takenById,
      outcome: row.outcome,
      createdAt: row.createdAt.toISOString(),
    }
  })
}

export const phoneTasks = answer(notices, 'phoneTasks', async (work, { query }) => {
  const limit = query.limit ?? 20
  const rows = await store(work.db).phoneTasks(
    work.scope('phone-task.work'),
    query.state ?? null,
    readKey(query.after),
    limit + 1,
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: await tasksOf(work, shown),
    next: rows.length > limit && last ? keyText({ at: last.createdAt, id: last.id }) : null,
  }
})

const within = async (work: NoticesWork, id: string) => {
  const row = await store(work.db).phoneTask(work.scope('phone-task.work'), id)
  if (!row) throw work.refuse('not-found')
  return row
}

const one = async (work: NoticesWork, id: string): Promise<PhoneTask> => {
  const [task] = await tasksOf(work, [await within(work, id)])
  if (!task) throw work.refuse('not-found')
  return task
}

export const takePhoneTask = answer(notices, 'takePhoneTask', async (work, { params }) => {
  work.audit({ object: `phone-task:${params.id}` })
  const row = await within(work, params.id)
  const isMine = row.takenById === work.actor.id && row.state === 'taken'
  if (!isMine && !(await store(work.db).takePhoneTask(params.id, work.actor.id ?? '', work.now)))
    throw work.refuse('already-taken')
  return one(work, params.id)
})

export const finishPhoneTask = answer(notices, 'finishPhoneTask', async (work, { params, body }) => {
  work.audit({ object: `phone-task:${params.id}`, facts: { outcome: body.outcome } })
  const row = await within(work, params.id)
  const done = await store(work.db).finishPhoneTask(params.id, work.actor.id ?? '', body.outcome, work.now)
  if (!done) throw work.refuse('wrong-state', { state: row.state })
  await store(work.db).called(done.messageId, body.outcome === 'reached', work.now)
  return one(work, params.id)
})
