/** Queries about the rules of alerts. */
import { type Db, readAs, type Scope, uuidv7, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { AlertKind, AlertScope } from '../alert.ts'
import type { Rung } from '../linkage.ts'

export type AlertRule = {
  readonly id: string
  readonly areaCode: string
  readonly name: string
  readonly kind: AlertKind
  readonly count: number
  readonly hours: number
  readonly factor: number
  readonly per: AlertScope
  readonly categories: readonly string[]
  readonly leastGrade: number
  readonly tell: readonly Rung[]
  readonly isOn: boolean
  readonly changedAt: Date
  readonly changedByName: string
}
export type NewRule = Omit<AlertRule, 'id' | 'changedAt' | 'changedByName'>
type Change = { readonly at: Date; readonly byName: string }
const one = <T>(rows: readonly T[]): T | null => rows[0] ?? null

export const alertRuleStore = (db: Db) => ({
  page: async (scope: Scope, since: Date, after: string | undefined, limit: number) => {
    const from = readAs(after, /^(.*)\n([0-9a-f-]{36})$/)
    const key = from ? sql<boolean>`(r.name, r.id) > (${from[0]}, ${from[1]}::uuid)` : sql<boolean>`true`
    const { rows } = await sql<AlertRule & { raised: number; seen: number }>`select r.*, counts.raised, counts.seen
      from command_alert_rules r
      cross join lateral (select count(*)::int as raised, count(a.seen_at)::int as seen from command_alerts a
        where a.rule_id = r.id and a.raised_at >= ${since}::timestamptz) counts
      where r.removed_at is null and ${key} and (${within(scope, { area: 'r.area_code' })}
        or exists (select 1 from unnest(${[...scope.areas]}::text[]) a where a like regexp_replace(r.area_code, '(000)+$', '') || '%'))
      order by r.name, r.id limit ${limit + 1}`.execute(db)
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return { items, next: rows.length > limit && last ? `${last.name}\n${last.id}` : null }
  },
  /** A district has dozens of rules, not thousands. The strictest come first: what two rules find is told by the one for graver cases. */
  on: async () =>
    (
      await sql<AlertRule>`select * from command_alert_rules where removed_at is null and is_on
        order by least_grade desc, hours, id limit 500`.execute(db)
    ).rows,
  read: async (id: string) =>
    one(
      (
        await sql<AlertRule>`select * from command_alert_rules where id = ${id}::uuid and removed_at is null`.execute(
          db,
        )
      ).rows,
    ),
  keep: async (rule: NewRule, { at, byName }: Change, id = uuidv7()) => {
    await sql`insert into command_alert_rules (id, area_code, name, kind, count, hours, factor, per, categories, least_grade, tell, is_on,
        changed_at, changed_by_name)
      values (${id}::uuid, ${rule.areaCode}, ${rule.name}, ${rule.kind}, ${rule.count}, ${rule.hours}, ${rule.factor}, ${rule.per},
        ${[...rule.categories]}::text[], ${rule.leastGrade}::smallint, ${[...rule.tell]}::text[], ${rule.isOn}, ${at}, ${byName})
      on conflict (id) do update set area_code = excluded.area_code, name = excluded.name, kind = excluded.kind, count = excluded.count,
        hours = excluded.hours, factor = excluded.factor, per = excluded.per, categories = excluded.categories,
        least_grade = excluded.least_grade, tell = excluded.tell, is_on = excluded.is_on, changed_at = excluded.changed_at,
        changed_by_name = excluded.changed_by_name`.execute(db)
    return id
  },
  remove: async (id: string, at: Date) => {
    await sql`update command_alert_rules set removed_at = ${at} where id = ${id}::uuid`.execute(db)
    // What it raised is over with it: nobody looks after it any more.
    await sql`update command_alerts set over_at = ${at} where rule_id = ${id}::uuid and over_at is null`.execute(db)
  },
})
