/** Queries about award rules, what they paid and did not pay. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { Had, RuleBody, RuleVersion } from '../rule.ts'
import { netOfAward } from './net.ts'

type Row = {
  code: string
  version: number
  body: RuleBody
  publishedOn: string
  effectiveOn: string
  endsOn: string | null
}
const columns = sql.raw(
  "code, version, body, to_char(published_on, 'YYYY-MM-DD') as published_on, to_char(effective_on, 'YYYY-MM-DD') as effective_on, to_char(ends_on, 'YYYY-MM-DD') as ends_on",
)
const versionOf = ({ body, version, publishedOn, effectiveOn, endsOn }: Row): RuleVersion => ({
  ...body,
  version,
  publishedOn,
  effectiveOn,
  endsOn,
})

/** Events that some rule names, as long as the rule may still count. */
export const ruleEvents = async (db: Db): Promise<ReadonlySet<string>> =>
  new Set(
    (await sql<{ event: string }>`select distinct event from points_rules`.execute(db)).rows.map(({ event }) => event),
  )

export const ruleStore = (db: Db) => ({
  /** Every version of every rule: a district has some dozens. */
  all: async (event?: string) =>
    (
      await sql<Row>`select ${columns} from points_rules where ${event ? sql`event = ${event}` : sql`true`}
        order by code, version desc limit 1000`.execute(db)
    ).rows.map(versionOf),
  /** Every version of one code, for wherever it was made, newest first. */
  ofCode: async (code: string) =>
    (
      await sql<Row>`select ${columns} from points_rules where code = ${code} order by version desc limit 1000`.execute(
        db,
      )
    ).rows.map(versionOf),
  /** Remembers that this very rule was tried; older tries are of no use to anybody. */
  noteTried: async (digest: string, by: string | null, at: Date, forgetBefore: Date) => {
    await sql`with gone as (delete from points_rehearsals where tried_at < ${forgetBefore})
      insert into points_rehearsals (digest, tried_by, tried_at) values (${digest}, ${by}::uuid, ${at})
      on conflict (digest) do update set tried_by = excluded.tried_by, tried_at = excluded.tried_at`.execute(db)
  },
  wasTried: async (digest: string, since: Date) =>
    (await sql`select 1 from points_rehearsals where digest = ${digest} and tried_at >= ${since}`.execute(db)).rows
      .length > 0,
  /** False where somebody else published that version meanwhile. */
  publish: async (rule: RuleVersion, by: string | null): Promise<boolean> => {
    const { version, publishedOn, effectiveOn, endsOn, ...body } = rule
    const { rows } =
      await sql`insert into points_rules (code, version, event, body, within_area, published_on, effective_on, ends_on, published_by)
      values (${rule.code}, ${version}, ${rule.on}, ${JSON.stringify(body)}::jsonb, ${rule.within ?? null}, ${publishedOn}::date, ${effectiveOn}::date,
        ${endsOn}::date, ${by}::uuid) on conflict do nothing returning version`.execute(db)
    return rows.length > 0
  },
  /** What a person had from a rule, on a day, in its month, ever: what was taken back does not count, what of that came back does. */
  had: async (personId: string, code: string, day: string): Promise<Had> => {
    const { rows } = await sql<Had>`select
        coalesce(sum(${netOfAward}) filter (where coalesce(t.fact_at, t.at) >= (${day}::timestamp at time zone 'Asia/Shanghai')
          and coalesce(t.fact_at, t.at) < ((${day}::timestamp + interval '1 day') at time zone 'Asia/Shanghai')), 0)::float8 as today,
        coalesce(sum(${netOfAward}) filter (where coalesce(t.fact_at, t.at) >= (date_trunc('month', ${day}::timestamp) at time zone 'Asia/Shanghai')
          and coalesce(t.fact_at, t.at) < ((date_trunc('month', ${day}::timestamp) + interval '1 month') at time zone 'Asia/Shanghai')), 0)::float8 as month,
        coalesce(sum(${netOfAward}), 0)::float8 as ever
      from points_transfers t where t.person_id = ${personId} and t.rule_code = ${code} and t.kind = 'earn'`.execute(db)
    return rows[0] ?? { today: 0, month: 0, ever: 0 }
  },
  /** Was a photo paid for before, to whom? */
  photoPaid: async (marks: readonly string[], source: string, key: string) =>
    (
      await sql<{
        id: string
        personId: string
      }>`select id, person_id from points_transfers where photo_marks && ${[...marks]}::text[]
        and kind = 'earn' and not (source = ${source} and key = ${key}) limit 1`.execute(db)
    ).rows[0] ?? null,
  peopleOnDevice: async (mark: string) =>
    (
      await sql<{
        personId: string
      }>`select distinct person_id from points_transfers where device_mark = ${mark} and person_id is not null limit 50`.execute(
        db,
      )
    ).rows.map(({ personId }) => personId),
  /** When the award nearest to a moment happened, before or after: facts may be heard in another order than they came. */
  nearestAward: async (personId: string, code: string, to: Date) =>
    (
      await sql<{
        at: Date
      }>`select coalesce(fact_at, at) as at from points_transfers where person_id = ${personId} and rule_code = ${code}
        order by abs(extract(epoch from coalesce(fact_at, at) - ${to}::timestamptz)) limit 1`.execute(db)
    ).rows[0]?.at ?? null,
  unpaid: async (one: {
    source: string
    key: string
    personId: string
    ruleCode: string
    area: string | null
    because: string
    becauseEn: string | null
    link: string | null
    amount: number
    why: string
    at: Date
  }) => {
    await sql`insert into points_unpaid (source, key, person_id, rule_code, because, because_en, link, area_code, amount, why, at)
      values (${one.source}, ${one.key}, ${one.personId}, ${one.ruleCode}, ${one.because}, ${one.becauseEn}, ${one.link}, ${one.area}, ${one.amount},
        ${one.why}, ${one.at}) on conflict do nothing`.execute(db)
  },
  unpaidOf: async (personId: string, since: Date) =>
    (
      await sql<{
        id: string
        ruleCode: string
        because: string | null
        becauseEn: string | null
        link: string | null
        amount: number
        why: string
        at: Date
        objectionId: string | null
      }>`select id, rule_code, because, because_en, link, amount::float8 as amount, why, at,
          (select o.matter_id from points_objections o where o.unpaid_id = u.id) as objection_id from points_unpaid u
        where person_id = ${personId} and at >= ${since} order by at desc limit 20`.execute(db)
    ).rows,
  unpaidById: async (id: string) =>
    (
      await sql<{
        id: string
        personId: string
        ruleCode: string
        because: string | null
        becauseEn: string | null
        areaCode: string | null
        amount: number
        at: Date
      }>`select id, person_id, rule_code, because, because_en, area_code, amount::float8 as amount, at from points_unpaid where id = ${id}`.execute(
        db,
      )
    ).rows[0] ?? null,
})
