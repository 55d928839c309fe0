/** Queries on the phone list. */
import { type Db, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { PhoneTask } from '../contract.ts'
import { type Key, open } from './store-tables.ts'

type Scope = Parameters<typeof within>[0]

export const phoneList = (db: Db) => {
  const tables = open(db)
  return {
    addPhoneTask: (row: { id: string; messageId: string; areaCode: string; unitId: string | null; createdAt: Date }) =>
      tables
        .insertInto('noticesPhoneTasks')
        .values({ ...row, state: 'waiting', takenById: null, takenAt: null, outcome: null, doneAt: null })
        .onConflict((conflict) => conflict.column('messageId').doNothing())
        .execute(),

    phoneTasks: (scope: Scope, state: PhoneTask['state'] | null, after: Key | null, limit: number) => {
      let query = tasks(tables).where(within(scope, { area: 'task.area_code', unit: 'task.unit_id' }))
      if (state) query = query.where('task.state', '=', state)
      if (after) query = query.where(sql<boolean>`(task.created_at, task.id) > (${after.at}, ${after.id}::uuid)`)
      return query.orderBy('task.createdAt').orderBy('task.id').limit(limit).execute()
    },

    phoneTask: (scope: Scope, id: string) =>
      tasks(tables)
        .where('task.id', '=', id)
        .where(within(scope, { area: 'task.area_code', unit: 'task.unit_id' }))
        .executeTakeFirst(),

    /** Takes it unless somebody else was faster. */
    takePhoneTask: (id: string, takenById: string, takenAt: Date) =>
      tables
        .updateTable('noticesPhoneTasks')
        .set({ state: 'taken', takenById, takenAt })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .returning('id')
        .executeTakeFirst(),

    finishPhoneTask: (id: string, takenById: string, outcome: NonNullable<PhoneTask['outcome']>, doneAt: Date) =>
      tables
        .updateTable('noticesPhoneTasks')
        .set({ state: 'done', outcome, doneAt })
        .where('id', '=', id)
        .where('state', '=', 'taken')
        .where('takenById', '=', takenById)
        .returning('messageId')
        .executeTakeFirst(),

    /** The call is over: reached by it, or not at all. */
    called: async (messageId: string, isReached: boolean, at: Date) => {
      await tables
        .updateTable('noticesDeliveries')
        .set({ status: isReached ? 'delivered' : 'failed', receivedAt: at })
        .where('messageId', '=', messageId)
        .where('channel', '=', 'phone')
        .execute()
      await tables
        .updateTable('noticesMessages')
        .set({ reach: isReached ? 'delivered' : 'not-reached', nextAt: null })
        .where('id', '=', messageId)
        .where('readAt', 'is', null)
        .execute()
    },

    /** Somebody read it before we rang: nobody needs to ring any more. */
    dropPhoneTasks: (accountId: string) =>
      sql`delete from notices_phone_tasks where state = 'waiting' and message_id in (
        select id from notices_messages where account_id = ${accountId} and read_at is not null)`.execute(db),
  }
}

const tasks = (tables: ReturnType<typeof open>) =>
  tables
    .selectFrom('noticesPhoneTasks as task')
    .innerJoin('noticesMessages as message', 'message.id', 'task.messageId')
    .innerJoin('noticesSendings as sending', 'sending.id', 'message.sendingId')
    .select(['task.id', 'task.state', 'task.takenById', 'task.outcome', 'task.createdAt', 'task.messageId'])
    .select(['message.accountId', 'message.personId', 'message.phoneSealed'])
    .select(['sending.topic', 'sending.template', 'sending.facts', 'sending.urgency'])
