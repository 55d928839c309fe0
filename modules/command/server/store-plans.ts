/** Queries about plans 预案: templates by name, those of the areas around the reader too. */
import { type Db, readAs, type Scope, uuidv7, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { PlanTask } from '../routes-plans.ts'

export type Plan = {
  readonly id: string
  readonly areaCode: string
  readonly name: string
  readonly about: string
  readonly categories: readonly string[]
  readonly leastGrade: number
  readonly tasks: readonly PlanTask[]
  readonly changedAt: Date
  readonly changedByName: string
  readonly endedAt: Date | null
  readonly startedAt: Date | null
}
export type NewPlan = Pick<Plan, 'areaCode' | 'name' | 'about' | 'categories' | 'leastGrade' | 'tasks'>
type Change = { readonly at: Date; readonly byName: string }

const columns = sql`p.id, p.area_code, p.name, p.about, p.categories, p.least_grade, p.tasks, p.changed_at, p.changed_by_name, p.ended_at,
  (select max(l.at) from command_launches l where l.plan_id = p.id) as started_at`
const one = <T>(rows: readonly T[]): T | null => rows[0] ?? null

/** Plans of the reader's areas, and those of the wider areas these lie in. */
const readable = (scope: Scope) =>
  sql<boolean>`(${within(scope, { area: 'p.area_code' })}
    or exists (select 1 from unnest(${[...scope.areas]}::text[]) a where a like regexp_replace(p.area_code, '(000)+$', '') || '%'))`

export const planStore = (db: Db) => ({
  page: async (
    scope: Scope,
    asked: { area: string | null; isEnded: boolean; after: string | undefined; limit: number },
  ) => {
    const from = readAs(asked.after, /^(.*)\n([0-9a-f-]{36})$/)
    const key = from ? sql<boolean>`(p.name, p.id) > (${from[0]}, ${from[1]}::uuid)` : sql<boolean>`true`
    const at =
      asked.area === null
        ? sql<boolean>`true`
        : sql<boolean>`(${asked.area} like regexp_replace(p.area_code, '(000)+$', '') || '%'
            or p.area_code like ${asked.area.replace(/(000)+$/, '')} || '%')`
    const ended = asked.isEnded ? sql<boolean>`p.ended_at is not null` : sql<boolean>`p.ended_at is null`
    const { rows } =
      await sql<Plan>`select ${columns} from command_plans p where ${ended} and ${readable(scope)} and ${at} and ${key}
      order by p.name, p.id limit ${asked.limit + 1}`.execute(db)
    const items = rows.slice(0, asked.limit)
    const last = items.at(-1)
    return { items, next: rows.length > asked.limit && last ? `${last.name}\n${last.id}` : null }
  },
  /** All that may be started at a place: a district has dozens of plans, not thousands. */
  around: async (area: string) =>
    (
      await sql<Plan & { runningAt: string | null }>`select ${columns} from command_plans p
        where p.ended_at is null and ${area} like regexp_replace(p.area_code, '(000)+$', '') || '%' order by p.name, p.id limit 200`.execute(
        db,
      )
    ).rows,
  read: async (id: string, scope: Scope) =>
    one(
      (
        await sql<Plan>`select ${columns} from command_plans p where p.id = ${id}::uuid and ${readable(scope)}`.execute(
          db,
        )
      ).rows,
    ),
  make: async (plan: NewPlan, { at, byName }: Change, id = uuidv7()) => {
    await sql`insert into command_plans (id, area_code, name, about, categories, least_grade, tasks, changed_at, changed_by_name)
      values (${id}::uuid, ${plan.areaCode}, ${plan.name}, ${plan.about}, ${[...plan.categories]}::text[], ${plan.leastGrade}::smallint,
        ${JSON.stringify(plan.tasks)}::jsonb, ${at}, ${byName}) on conflict (id) do nothing`.execute(db)
    return id
  },
  change: async (id: string, plan: NewPlan, { at, byName }: Change) => {
    await sql`update command_plans set area_code = ${plan.areaCode}, name = ${plan.name}, about = ${plan.about},
        categories = ${[...plan.categories]}::text[], least_grade = ${plan.leastGrade}::smallint, tasks = ${JSON.stringify(plan.tasks)}::jsonb,
        changed_at = ${at}, changed_by_name = ${byName} where id = ${id}::uuid and ended_at is null`.execute(db)
  },
  withdraw: async (id: string, at: Date) => {
    await sql`update command_plans set ended_at = ${at} where id = ${id}::uuid and ended_at is null`.execute(db)
  },
})
