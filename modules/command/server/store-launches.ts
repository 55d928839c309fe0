/** Queries about started plans and their tasks: written once, followed as their orders move, shown with what stands in their way. */
import { type Db, readTimeAndId, uuidv7 } from '@liren/kernel'
import { sql } from 'kysely'
import type { TaskState } from '../plan.ts'
import type { TaskLimit } from '../routes-plans.ts'
import { type Reach, reachable } from './store-cases.ts'
import { reachOf } from './store-reach.ts'

export type Launch = {
  readonly id: string
  readonly planId: string
  readonly caseId: string | null
  readonly name: string
  readonly about: string
  readonly because: string
  readonly number: string | null
  readonly title: string | null
  readonly areaCode: string
  readonly grade: 1 | 2 | 3 | 4
  readonly isRestricted: boolean
  readonly byId: string | null
  readonly byName: string
  readonly at: Date
  readonly endedAt: Date | null
  readonly endedByName: string | null
  readonly review: string | null
  readonly facts: Record<string, number | null> | null
  /** Last day of a campaign 专项行动; null for a plan that ends when its work is done. */
  readonly untilOn: string | null
  /** What its plan was about when it was started. */
  readonly categories: readonly string[]
}
export type Task = {
  readonly id: string
  readonly launchId: string
  readonly place: number
  readonly step: number
  readonly title: string
  readonly text: string
  readonly receiveLimit: TaskLimit
  readonly finishLimit: TaskLimit
  readonly unitId: string | null
  readonly unitName: string | null
  readonly state: TaskState
  readonly matterId: string | null
  readonly number: string | null
  readonly openedAt: Date | null
  readonly receiveDueAt: Date | null
  readonly receivedAt: Date | null
  readonly dueAt: Date | null
  readonly reportedAt: Date | null
  readonly closedAt: Date | null
  readonly note: string | null
}
export type Standing = Pick<
  Task,
  'state' | 'unitName' | 'receiveDueAt' | 'receivedAt' | 'dueAt' | 'reportedAt' | 'closedAt' | 'note'
>

const one = <T>(rows: readonly T[]): T | null => rows[0] ?? null

export const launchStore = (db: Db) => {
  const launches = async (where: ReturnType<typeof sql<boolean>>, tail = sql``) =>
    (
      await sql<Launch>`select l.*, to_char(l.until_on, 'YYYY-MM-DD') as until_on from command_launches l where ${where} ${tail}`.execute(
        db,
      )
    ).rows
  return {
    /** Nothing where the same plan already runs for the same case or place. */
    start: async (row: Omit<Launch, 'id' | 'endedAt' | 'endedByName' | 'review' | 'facts'>): Promise<Launch | null> => {
      const id = uuidv7()
      return one(
        (
          await sql<Launch>`insert into command_launches (id, plan_id, case_id, name, about, because, number, title, area_code, grade,
              is_restricted, by_id, by_name, at, until_on, categories)
            values (${id}::uuid, ${row.planId}::uuid, ${row.caseId}::uuid, ${row.name}, ${row.about}, ${row.because}, ${row.number}, ${row.title},
              ${row.areaCode}, ${row.grade}::smallint, ${row.isRestricted}, ${row.byId}::uuid, ${row.byName}, ${row.at},
              ${row.untilOn}::date, ${[...row.categories]}::text[])
            on conflict do nothing returning *, to_char(until_on, 'YYYY-MM-DD') as until_on`.execute(db)
        ).rows,
      )
    },
    /** Cases of a campaign's categories in its area since it began, as far as the reader sees them. */
    casesOf: async ({ categories, at, endedAt }: Launch, reach: Reach, now: Date) => {
      const { rows } = await sql<{
        reported: number
        closed: number
        overdue: number
      }>`select count(*)::int as reported,
          (count(*) filter (where c.closed_at is not null))::int as closed,
          (count(*) filter (where c.closed_at is null and c.due_at <= ${now}::timestamptz))::int as overdue
        from command_cases c where c.is_counted and c.category_code = any(${[...categories]}::text[]) and c.opened_at >= ${at}
          and c.opened_at < ${endedAt ?? now} and ${reachable(reach)}`.execute(db)
      return one(rows) ?? { reported: 0, closed: 0, overdue: 0 }
    },
    lock: async (id: string) => one(await launches(sql<boolean>`l.id = ${id}::uuid`, sql`for no key update`)),
    read: async (id: string, reach: Reach) =>
      one(await launches(sql<boolean>`l.id = ${id}::uuid and ${reachOf('l', reach)}`)),
    page: async (
      reach: Reach,
      asked: {
        state: 'running' | 'ended' | undefined
        caseId: string | undefined
        after: string | undefined
        limit: number
      },
    ) => {
      const from = readTimeAndId(asked.after)
      const key = from ? sql<boolean>`(l.at, l.id) < (${from.at}::timestamptz, ${from.id}::uuid)` : sql<boolean>`true`
      const state =
        asked.state === undefined
          ? sql<boolean>`true`
          : asked.state === 'running'
            ? sql<boolean>`l.ended_at is null`
            : sql<boolean>`l.ended_at is not null`
      const about = asked.caseId ? sql<boolean>`l.case_id = ${asked.caseId}::uuid` : sql<boolean>`true`
      const rows = await launches(
        sql<boolean>`${state} and ${about} and ${key} and ${reachOf('l', reach)}`,
        sql`order by l.at desc, l.id desc limit ${asked.limit + 1}`,
      )
      const items = rows.slice(0, asked.limit)
      const last = items.at(-1)
      return { items, next: rows.length > asked.limit && last ? `${last.at.getTime()}~${last.id}` : null }
    },
    runningOf: async (planIds: readonly string[], caseId: string | null, area: string) =>
      launches(
        sql<boolean>`l.plan_id = any(${[...planIds]}::uuid[]) and l.ended_at is null
          and ${caseId === null ? sql<boolean>`l.case_id is null and l.area_code = ${area}` : sql<boolean>`l.case_id = ${caseId}::uuid`}`,
      ),
    end: async (id: string, byName: string, review: string, facts: object, at: Date) => {
      await sql`update command_launches set ended_at = ${at}, ended_by_name = ${byName}, review = ${review}, facts = ${JSON.stringify(facts)}::jsonb
        where id = ${id}::uuid`.execute(db)
    },
    tasksOf: async (launchIds: readonly string[]): Promise<Task[]> =>
      launchIds.length === 0
        ? []
        : (
            await sql<Task>`select * from command_launch_tasks where launch_id = any(${[...launchIds]}::uuid[])
              order by launch_id, step, place`.execute(db)
          ).rows,
    /** The task behind an order, if there is one. */
    taskOf: async (matterId: string) =>
      one((await sql<Task>`select * from command_launch_tasks where matter_id = ${matterId}::uuid`.execute(db)).rows),
    addTask: async (
      row: Pick<
        Task,
        | 'launchId'
        | 'place'
        | 'step'
        | 'title'
        | 'text'
        | 'receiveLimit'
        | 'finishLimit'
        | 'unitId'
        | 'unitName'
        | 'state'
      >,
    ): Promise<string> => {
      const id = uuidv7()
      await sql`insert into command_launch_tasks (id, launch_id, place, step, title, text, receive_limit, finish_limit, unit_id, unit_name, state)
        values (${id}::uuid, ${row.launchId}::uuid, ${row.place}::smallint, ${row.step}::smallint, ${row.title}, ${row.text},
          ${JSON.stringify(row.receiveLimit)}::jsonb, ${JSON.stringify(row.finishLimit)}::jsonb, ${row.unitId}::uuid, ${row.unitName},
          ${row.state})`.execute(db)
      return id
    },
    ordered: async (
      id: string,
      order: { matterId: string; number: string; unitId: string; unitName: string; at: Date },
    ) => {
      await sql`update command_launch_tasks set state = 'issued', matter_id = ${order.matterId}::uuid, number = ${order.number},
          unit_id = ${order.unitId}::uuid, unit_name = ${order.unitName}, opened_at = ${order.at}, received_at = null, reported_at = null,
          closed_at = null, note = null
        where id = ${id}::uuid`.execute(db)
    },
    /** When it was begun, for what has no order: a plan that ran before. */
    begin: async (id: string, at: Date) => {
      await sql`update command_launch_tasks set opened_at = ${at} where id = ${id}::uuid`.execute(db)
    },
    stand: async (id: string, now: Standing) => {
      await sql`update command_launch_tasks set state = ${now.state}, unit_name = ${now.unitName}, receive_due_at = ${now.receiveDueAt}::timestamptz,
          received_at = ${now.receivedAt}::timestamptz, due_at = ${now.dueAt}::timestamptz, reported_at = ${now.reportedAt}::timestamptz,
          closed_at = ${now.closedAt}::timestamptz, note = ${now.note}
        where id = ${id}::uuid`.execute(db)
    },
    setState: async (id: string, state: TaskState, note: string | null) => {
      await sql`update command_launch_tasks set state = ${state}, note = coalesce(${note}, note) where id = ${id}::uuid`.execute(
        db,
      )
    },
  }
}
