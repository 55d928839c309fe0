/** What a rule finds at this moment, one query for each kind; cases only few may open are found alone and never in a crowd. */
import type { Db } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import { type AlertKind, digitsOf, type Finding, isSurge } from '../alert.ts'
import { publicSources } from '../indicator.ts'
import type { AlertRule } from './store-alert-rules.ts'
import { inside } from './store-cases.ts'

type Rule = Omit<AlertRule, 'id' | 'changedAt' | 'changedByName'>
type Found = Omit<Finding, 'caseIds'> & { readonly caseIds: string[] }
/** More cases than this are not named one by one. */
const most = 100
/** More findings than this at once would be a flood, not an alert. */
const mostFound = 200

const ofRule = (rule: Rule) => {
  const categories =
    rule.categories.length === 0
      ? sql<boolean>`true`
      : sql<boolean>`c.category_code like any(${rule.categories.map((code) => `${code}%`)})`
  return sql<boolean>`c.is_counted and ${inside(rule.areaCode)} and ${categories} and c.grade >= ${sql.lit(rule.leastGrade)}`
}
const areaKey = (rule: Rule) => sql<string>`rpad(left(c.area_code, ${sql.lit(digitsOf[rule.per])}), 12, '0')`
const cases = sql<string[]>`(array_agg(c.id order by c.opened_at desc))[1:${sql.lit(most)}]`
/** Somebody who can be told apart: by account, else by a print of the telephone they gave. Most call 12345 or report as guests. */
const person = sql<string>`coalesce(c.reporter_id::text, c.caller_print)`
const nothing = sql.raw(`null::text as cell_code, null::uuid as unit_id, false as is_restricted, null::float8 as usual`)

const statements: Readonly<Record<AlertKind, (rule: Rule, now: Date, areas: readonly string[]) => RawBuilder<Found>>> =
  {
    threshold: (
      rule,
    ) => sql<Found>`select ${areaKey(rule)} as area_code, ${areaKey(rule)} as key, null::text as category_code, ${nothing},
      ${cases} as case_ids, count(*)::int as count, min(c.opened_at) as first_at
    from command_cases c where c.closed_at is null and not c.is_restricted and ${ofRule(rule)}
    group by 1 having count(*) >= ${rule.count} order by count(*) desc limit ${mostFound}`,

    // The same stretch of the four weeks before says what is usual.
    surge: (rule, now) => {
      const from = new Date(now.getTime() - rule.hours * 3_600_000)
      const before = new Date(now.getTime() - 28 * 86_400_000)
      const stretches = Math.max(1, (28 * 24) / rule.hours - 1)
      return sql<Found>`select area_code, area_code || ' ' || category_code as key, category_code, null::text as cell_code, null::uuid as unit_id,
        false as is_restricted, usual, case_ids, count, first_at
      from (select ${areaKey(rule)} as area_code, c.category_code,
          (count(*) filter (where c.opened_at < ${from}::timestamptz)) / ${stretches}::float8 as usual,
          (count(*) filter (where c.opened_at >= ${from}::timestamptz))::int as count,
          (array_agg(c.id order by c.opened_at desc) filter (where c.opened_at >= ${from}::timestamptz))[1:${sql.lit(most)}] as case_ids,
          min(c.opened_at) filter (where c.opened_at >= ${from}::timestamptz) as first_at
        from command_cases c where c.opened_at >= ${before}::timestamptz and c.category_code is not null and not c.is_restricted and ${ofRule(rule)}
        group by 1, 2) counted
      where count >= ${rule.count} and count >= usual * ${rule.factor}::float8 order by count desc limit ${mostFound}`
    },

    gathering: (
      rule,
      now,
    ) => sql<Found>`select ${areaKey(rule)} as area_code, ${areaKey(rule)} || ' ' || c.category_code as key, c.category_code,
      case when count(distinct c.cell_code) = 1 then min(c.cell_code) end as cell_code, null::uuid as unit_id, false as is_restricted,
      null::float8 as usual, ${cases} as case_ids, count(distinct ${person})::int as count, min(c.opened_at) as first_at
    from command_cases c
    where c.opened_at >= ${new Date(now.getTime() - rule.hours * 3_600_000)}::timestamptz and c.category_code is not null
      and ${person} is not null and not c.is_restricted and ${ofRule(rule)}
    group by 1, 3 having count(distinct ${person}) >= ${rule.count} and count(*) filter (where c.closed_at is null) > 0
    order by count(distinct ${person}) desc limit ${mostFound}`,

    // The person is in the key by a print of the id only: an alert speaks of cases, not of whoever reported them.
    repeated: (
      rule,
      now,
    ) => sql<Found>`select min(c.area_code) as area_code, md5(${person}) || ' ' || c.category_code as key, c.category_code,
      case when count(distinct c.cell_code) = 1 then min(c.cell_code) end as cell_code, null::uuid as unit_id,
      bool_or(c.is_restricted) as is_restricted, null::float8 as usual, ${cases} as case_ids,
      (count(*) + sum(c.reopens))::int as count, min(c.opened_at) as first_at
    from command_cases c
    where c.opened_at >= ${new Date(now.getTime() - rule.hours * 3_600_000)}::timestamptz and c.category_code is not null
      and ${person} is not null and ${ofRule(rule)}
    group by ${person}, c.category_code having count(*) + sum(c.reopens) >= ${rule.count}
      and count(*) filter (where c.closed_at is null) > 0
    order by count(*) desc limit ${mostFound}`,

    inaction: (
      rule,
      now,
    ) => sql<Found>`select c.area_code, c.id || ' ' || (extract(epoch from c.acted_at) * 1000)::bigint as key, c.category_code,
      c.cell_code, c.holder_unit_id as unit_id, c.is_restricted, null::float8 as usual, array[c.id] as case_ids,
      floor(extract(epoch from ${now}::timestamptz - c.acted_at) / 3600)::int as count, c.due_at as first_at
    from command_cases c
    where c.closed_at is null and c.suspended_at is null and c.due_at <= ${now}::timestamptz
      and c.acted_at <= ${new Date(now.getTime() - rule.hours * 3_600_000)}::timestamptz and ${ofRule(rule)}
    order by c.grade desc, c.acted_at limit ${mostFound}`,

    bounced: (
      rule,
    ) => sql<Found>`select c.area_code, c.id || ' ' || c.returns as key, c.category_code, c.cell_code, c.holder_unit_id as unit_id,
      c.is_restricted, null::float8 as usual, array[c.id] as case_ids, c.returns as count, c.opened_at as first_at
    from command_cases c where c.closed_at is null and c.returns >= ${rule.count} and c.returns > 1 and ${ofRule(rule)}
    order by c.returns desc, c.opened_at limit ${mostFound}`,

    templates: (
      rule,
      now,
    ) => sql<Found>`select min(c.area_code) as area_code, c.lead_unit_id || ' ' || c.reply_print as key,
      null::text as category_code, null::text as cell_code, c.lead_unit_id as unit_id, false as is_restricted, null::float8 as usual,
      ${cases} as case_ids, count(*)::int as count, min(c.handled_at) as first_at
    from command_cases c
    where c.handled_at >= ${new Date(now.getTime() - rule.hours * 3_600_000)}::timestamptz and c.reply_print is not null
      and c.lead_unit_id is not null and not c.is_restricted and ${ofRule(rule)}
    group by c.lead_unit_id, c.reply_print having count(*) >= ${rule.count} order by count(*) desc limit ${mostFound}`,

    // Where nothing is older than the window the platform is new, and silence says nothing yet.
    silent: (rule, now, areas) => {
      const from = new Date(now.getTime() - rule.hours * 3_600_000)
      const digits = sql.lit(digitsOf[rule.per])
      return sql<Found>`select a.code as area_code, a.code as key, null::text as category_code, ${nothing}, '{}'::uuid[] as case_ids,
        ${rule.hours}::int as count, ${from}::timestamptz as first_at
      from unnest(${[...areas]}::text[]) as a(code)
      where exists (select 1 from command_cases c where c.opened_at < ${from}::timestamptz)
        and left(a.code, ${digits}) not in (select left(c.area_code, ${digits}) from command_cases c
          where c.opened_at >= ${from}::timestamptz and c.source = any(${[...publicSources]}::text[]) and ${ofRule(rule)})
      order by a.code limit ${mostFound}`
    },
  }

/** @param areas those the rule looks over, one by one: silence has no cases to be found by. */
export const findAlerts = async (
  db: Db,
  rule: Rule,
  now: Date,
  areas: readonly string[],
): Promise<readonly Finding[]> => {
  const { rows } = await statements[rule.kind](rule, now, areas).execute(db)
  return rule.kind === 'surge' ? rows.filter((row) => isSurge(row.count, row.usual ?? 0, rule)) : rows
}
