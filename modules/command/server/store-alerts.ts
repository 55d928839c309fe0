/** Queries about alerts: raised once, gone on with, taken note of, over. */
import { type Db, readTimeAndId, uuidv7 } from '@liren/kernel'
import { sql } from 'kysely'
import { type AlertKind, type Finding, isOfOneCase } from '../alert.ts'
import type { AlertRule } from './store-alert-rules.ts'
import type { Reach } from './store-cases.ts'
import { reachOf } from './store-reach.ts'

export type Alert = {
  readonly id: string
  readonly ruleId: string | null
  readonly ruleName: string
  readonly kind: AlertKind
  readonly key: string
  readonly areaCode: string
  readonly cellCode: string | null
  readonly categoryCode: string | null
  readonly unitId: string | null
  readonly caseIds: readonly string[]
  readonly count: number
  readonly usual: number | null
  readonly isRestricted: boolean
  readonly firstAt: Date
  readonly lastAt: Date
  readonly raisedAt: Date
  readonly told: number
  readonly seenByName: string | null
  readonly seenAt: Date | null
  readonly seenNote: string | null
  readonly overAt: Date | null
}
const one = <T>(rows: readonly T[]): T | null => rows[0] ?? null

export const alertStore = (db: Db) => ({
  standing: async (ruleId: string) =>
    (
      await sql<Pick<Alert, 'key' | 'lastAt' | 'overAt'>>`select key, last_at, over_at from command_alerts
        where rule_id = ${ruleId}::uuid and over_at is null`.execute(db)
    ).rows,
  /** Nothing where it stands already: a case stands in one alert of a kind, whichever rule found it. */
  raise: async (rule: Pick<AlertRule, 'id' | 'name' | 'kind'>, found: Finding, at: Date): Promise<Alert | null> =>
    one(
      (
        await sql<Alert>`insert into command_alerts (id, rule_id, rule_name, kind, key, area_code, cell_code, category_code, unit_id, case_ids,
            count, usual, first_at, last_at, is_restricted, raised_at)
          select ${uuidv7()}::uuid, ${rule.id}::uuid, ${rule.name}, ${rule.kind}, ${found.key}, ${found.areaCode}, ${found.cellCode}::text,
            ${found.categoryCode}::text, ${found.unitId}::uuid, ${[...found.caseIds]}::uuid[], ${found.count}::integer, ${found.usual}::float8,
            ${found.firstAt}::timestamptz, ${at}::timestamptz, ${found.isRestricted}::boolean, ${at}::timestamptz
          where ${isOfOneCase(rule.kind) ? sql<boolean>`not exists (select 1 from command_alerts a where a.kind = ${rule.kind} and a.key = ${found.key} and a.over_at is null)` : sql<boolean>`true`}
          on conflict do nothing returning *`.execute(db)
      ).rows,
    ),
  goOn: async (ruleId: string, found: readonly Finding[], at: Date) => {
    if (found.length === 0) return
    const rows = found.map(({ key, count, usual, caseIds }) => ({ key, count, usual, case_ids: caseIds }))
    await sql`update command_alerts a set last_at = ${at}, count = f.count, usual = f.usual, case_ids = f.case_ids
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f(key text, count integer, usual float8, case_ids uuid[])
      where a.rule_id = ${ruleId}::uuid and a.key = f.key and a.over_at is null`.execute(db)
  },
  over: async (ruleId: string, keys: readonly string[], at: Date) => {
    if (keys.length === 0) return
    await sql`update command_alerts set over_at = ${at} where rule_id = ${ruleId}::uuid and key = any(${[...keys]}::text[])
      and over_at is null`.execute(db)
  },
  tell: async (id: string, accountIds: readonly string[], at: Date) => {
    await sql`update command_alerts set told = ${accountIds.length} where id = ${id}::uuid`.execute(db)
    await sql`insert into command_alert_told (account_id, alert_id, told_at)
      select unnest(${[...accountIds]}::uuid[]), ${id}::uuid, ${at} on conflict do nothing`.execute(db)
  },
  /** What somebody was told of and still stands, or stood a while ago; the newest first. */
  toldTo: async (accountId: string, since: Date, limit: number) =>
    (
      await sql<Alert>`select a.* from command_alert_told t join command_alerts a on a.id = t.alert_id
        where t.account_id = ${accountId}::uuid and (a.over_at is null or a.over_at >= ${since}::timestamptz)
        order by a.raised_at desc, a.id desc limit ${limit}`.execute(db)
    ).rows,
  read: async (id: string, reach: Reach) =>
    one(
      (
        await sql<Alert>`select a.* from command_alerts a where a.id = ${id}::uuid and ${reachOf('a', reach)} for no key update`.execute(
          db,
        )
      ).rows,
    ),
  look: async (id: string, reach: Reach) =>
    one(
      (
        await sql<Alert>`select a.* from command_alerts a where a.id = ${id}::uuid and ${reachOf('a', reach)}`.execute(
          db,
        )
      ).rows,
    ),
  see: async (id: string, byName: string, note: string, at: Date) => {
    await sql`update command_alerts set seen_by_name = ${byName}, seen_at = ${at}, seen_note = ${note} where id = ${id}::uuid`.execute(
      db,
    )
  },
  page: async (
    reach: Reach,
    asked: {
      state: 'unseen' | 'standing' | 'all'
      kind: AlertKind | undefined
      after: string | undefined
      limit: number
    },
  ) => {
    const from = readTimeAndId(asked.after)
    const key = from
      ? sql<boolean>`(a.raised_at, a.id) < (${from.at}::timestamptz, ${from.id}::uuid)`
      : sql<boolean>`true`
    const state = {
      unseen: sql<boolean>`a.seen_at is null and a.over_at is null`,
      standing: sql<boolean>`a.over_at is null`,
      all: sql<boolean>`true`,
    }[asked.state]
    const kind = asked.kind ? sql<boolean>`a.kind = ${asked.kind}` : sql<boolean>`true`
    const { rows } =
      await sql<Alert>`select a.* from command_alerts a where ${state} and ${kind} and ${key} and ${reachOf('a', reach)}
      order by a.raised_at desc, a.id desc limit ${asked.limit + 1}`.execute(db)
    const items = rows.slice(0, asked.limit)
    const last = items.at(-1)
    return { items, next: rows.length > asked.limit && last ? `${last.raisedAt.getTime()}~${last.id}` : null }
  },
})
