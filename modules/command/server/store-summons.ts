/** Queries about summonses and the calls on their rungs. */
import { type Db, readTimeAndId, uuidv7 } from '@liren/kernel'
import { sql } from 'kysely'
import type { Rung } from '../linkage.ts'
import type { Reach } from './store-cases.ts'
import { reachOf } from './store-reach.ts'

export type Summons = {
  readonly id: string
  readonly caseId: string
  readonly number: string
  readonly title: string
  readonly areaCode: string
  readonly grade: 1 | 2 | 3 | 4
  readonly isRestricted: boolean
  readonly because: string
  readonly ladder: readonly Rung[]
  readonly state: 'open' | 'answered' | 'exhausted' | 'ended'
  readonly startedBy: string | null
  readonly startedByName: string
  readonly startedAt: Date
  readonly answeredAt: Date | null
  readonly endedAt: Date | null
}
export type Call = {
  readonly id: string
  readonly summonsId: string
  readonly rung: Rung
  readonly unitId: string | null
  readonly unitName: string
  readonly accountId: string | null
  readonly name: string
  readonly calledAt: Date
  readonly dueAt: Date
  readonly answeredAt: Date | null
  readonly answer: 'accepted' | 'declined' | null
  readonly reason: string | null
}

const one = <T>(rows: readonly T[]): T | null => rows[0] ?? null

export const summonsStore = (db: Db) => {
  const summonses = async (where: ReturnType<typeof sql<boolean>>, tail = sql``) =>
    (await sql<Summons>`select s.* from command_summons s where ${where} ${tail}`.execute(db)).rows
  return {
    start: async (row: Omit<Summons, 'id' | 'state' | 'answeredAt' | 'endedAt'>): Promise<Summons> => {
      const id = uuidv7()
      await sql`insert into command_summons (id, case_id, number, title, area_code, grade, is_restricted, because, ladder, state, started_by,
          started_by_name, started_at)
        values (${id}::uuid, ${row.caseId}::uuid, ${row.number}, ${row.title}, ${row.areaCode}, ${row.grade}::smallint, ${row.isRestricted},
          ${row.because}, ${[...row.ladder]}::text[], 'open', ${row.startedBy}::uuid, ${row.startedByName}, ${row.startedAt})`.execute(
        db,
      )
      return { ...row, id, state: 'open', answeredAt: null, endedAt: null }
    },
    lock: async (id: string) => one(await summonses(sql<boolean>`s.id = ${id}::uuid`, sql`for no key update`)),
    openOf: async (caseId: string) =>
      one(await summonses(sql<boolean>`s.case_id = ${caseId}::uuid and s.state = 'open'`)),
    ofCase: (caseId: string) =>
      summonses(sql<boolean>`s.case_id = ${caseId}::uuid`, sql`order by s.started_at desc limit 20`),
    settle: async (id: string, state: Summons['state'], at: Date) => {
      await sql`update command_summons set state = ${state},
          answered_at = case when ${state} = 'answered' then ${at}::timestamptz else answered_at end,
          ended_at = case when ${state} in ('ended', 'exhausted') then ${at}::timestamptz else ended_at end
        where id = ${id}::uuid`.execute(db)
    },
    /** Open ones, and those of the last hours, within reach; the newest first. */
    lately: (reach: Reach, since: Date) =>
      summonses(
        sql<boolean>`(s.state in ('open', 'exhausted') or s.started_at >= ${since}::timestamptz) and s.started_at >= ${since}::timestamptz - interval '7 days' and ${reachOf('s', reach)}`,
        sql`order by s.started_at desc, s.id desc limit 30`,
      ),
    page: async (reach: Reach, state: Summons['state'] | undefined, after: string | undefined, limit: number) => {
      const from = readTimeAndId(after)
      const key = from
        ? sql<boolean>`(date_trunc('milliseconds', s.started_at), s.id) < (${from.at}::timestamptz, ${from.id}::uuid)`
        : sql<boolean>`true`
      const is = state ? sql<boolean>`s.state = ${state}` : sql<boolean>`true`
      const rows = await summonses(
        sql<boolean>`${is} and ${key} and ${reachOf('s', reach)}`,
        sql`order by date_trunc('milliseconds', s.started_at) desc, s.id desc limit ${limit + 1}`,
      )
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return { items, next: rows.length > limit && last ? `${last.startedAt.getTime()}~${last.id}` : null }
    },
    call: async (row: Omit<Call, 'id' | 'answeredAt' | 'answer' | 'reason'>): Promise<Call> => {
      const id = uuidv7()
      await sql`insert into command_calls (id, summons_id, rung, unit_id, unit_name, account_id, name, called_at, due_at)
        values (${id}::uuid, ${row.summonsId}::uuid, ${row.rung}, ${row.unitId}::uuid, ${row.unitName}, ${row.accountId}::uuid, ${row.name},
          ${row.calledAt}, ${row.dueAt})`.execute(db)
      return { ...row, id, answeredAt: null, answer: null, reason: null }
    },
    callsOf: async (summonsIds: readonly string[]): Promise<Call[]> =>
      summonsIds.length === 0
        ? []
        : (
            await sql<Call>`select * from command_calls where summons_id = any(${[...summonsIds]}::uuid[])
          order by called_at, id`.execute(db)
          ).rows,
    oneCall: async (id: string) =>
      one((await sql<Call>`select * from command_calls where id = ${id}::uuid`.execute(db)).rows),
    answer: async (id: string, answer: 'accepted' | 'declined', reason: string | null, at: Date) => {
      await sql`update command_calls set answer = ${answer}, reason = ${reason}, answered_at = ${at} where id = ${id}::uuid`.execute(
        db,
      )
    },
    /** What waits for an answer of this account: calls of summonses that nobody has answered. */
    waitingFor: async (accountId: string) =>
      (
        await sql<
          Call & {
            number: string
            title: string
            because: string
            caseId: string
            grade: number
            startedByName: string
          }
        >`
          select c.*, s.number, s.title, s.because, s.case_id, s.grade, s.started_by_name from command_calls c
          join command_summons s on s.id = c.summons_id and s.state = 'open'
          where c.account_id = ${accountId}::uuid and c.answer is null order by c.called_at limit 20`.execute(db)
      ).rows,
    /** Summonses whose called people have let their time pass. */
    dueToClimb: async (now: Date) =>
      (
        await sql<{
          id: string
        }>`select s.id from command_summons s where s.state = 'open' and not exists (select 1 from command_calls c
          where c.summons_id = s.id and c.answer is null and c.due_at > ${now}::timestamptz) order by s.started_at limit 100`.execute(
          db,
        )
      ).rows.map(({ id }) => id),
  }
}
