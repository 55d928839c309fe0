/** Queries about words that wait for a reply, about what bad ratings said, and about what became of them. */
import { type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { Owed } from '../reply.ts'
import { fetching, inside, keyAfter, ofKind, openTo, pageText } from './lists.ts'

export type BadAsked = {
  readonly scope: Scope
  readonly restricted: Scope
  readonly area: string | null
  readonly from: Date
  readonly until: Date
  /** Ratings up to this score are bad ones. */
  readonly low: number
}

const reach = ({ scope, restricted, area, from, until }: BadAsked) => sql<boolean>`r.at >= ${from} and r.at < ${until}
  and ${within(scope, { area: 'm.area_code', unit: 'm.holder_unit_id' })} and ${openTo(restricted)}
  and ${area === null ? sql`true` : inside('m.area_code', area)}`

/** Content again: the follow-up says so, or the same person rated well after it was taken up once more. */
const isTurned = (
  low: number,
) => sql<boolean>`(coalesce(r.is_satisfied_now, false) or exists (select 1 from matters_ratings later
  where later.matter_id = r.matter_id and later.account_id is not distinct from r.account_id and later.at > r.at and later.score > ${low}))`
/** The cause found by the follow-up, else what the resident said. */
const causesOf = sql`case when r.cause is not null then array[r.cause] when r.reasons = '{}' then array['unsaid'] else r.reasons end`

export type Row = { readonly name: string; readonly bad: number; readonly turned: number }

export const replyStore = (db: Db) => ({
  wait: async (of: { id: string; areaCode: string }, kind: Owed, since: Date, dueAt: Date) => {
    await sql`insert into matters_unanswered (matter_id, kind, area_code, since, due_at)
      values (${of.id}::uuid, ${kind}, ${of.areaCode}, ${since}, ${dueAt}) on conflict do nothing`.execute(db)
  },
  answered: async (id: string, kind: Owed) => {
    await sql`delete from matters_unanswered where matter_id = ${id}::uuid and kind = ${kind}`.execute(db)
  },
  of: async (id: string) =>
    (
      await sql<{
        kind: Owed
        dueAt: Date
        missedAt: Date | null
      }>`select kind, due_at, missed_at from matters_unanswered
        where matter_id = ${id}::uuid order by due_at`.execute(db)
    ).rows,
  /** What ran out, with whether the office did something the resident could see meanwhile. */
  ranOut: async (now: Date, limit: number) =>
    (
      await sql<{ matterId: string; kind: Owed; since: Date; isActedOn: boolean }>`select u.matter_id, u.kind, u.since,
        u.kind = 'word' and exists (select 1 from matters_steps s where s.matter_id = u.matter_id and s.at > u.since and s.is_public
          and s.actor_id is not null and not exists (select 1 from matters_parties p where p.matter_id = u.matter_id
            and p.account_id = s.actor_id and p.kind <> 'participant')) as is_acted_on
        from matters_unanswered u where u.missed_at is null and u.due_at <= ${now} order by u.due_at limit ${limit}`.execute(
        db,
      )
    ).rows,
  miss: async (id: string, kind: Owed, at: Date) => {
    await sql`update matters_unanswered set missed_at = ${at} where matter_id = ${id}::uuid and kind = ${kind}`.execute(
      db,
    )
  },
  waiting: async (scope: Scope, restricted: Scope, after: string | undefined, limit: number) => {
    const { at, id } = keyAfter(after, 'rising')
    const rows = sql`select json_build_object('matterId', m.id, 'number', m.number, 'title', m.title, 'module', m.module, 'kind', u.kind,
        'since', u.since, 'dueAt', u.due_at, 'isMissed', u.missed_at is not null, 'holderUnitName', m.holder_unit_name) as item,
        u.due_at as key_at, u.matter_id as key_id
      from matters_unanswered u join matters_matters m on m.id = u.matter_id
      where ${within(scope, { area: 'u.area_code', unit: 'm.holder_unit_id' })} and ${openTo(restricted)}
        and (u.due_at, u.matter_id) > (${at}::timestamptz, ${id}::uuid) order by u.due_at, u.matter_id limit ${fetching(limit)}`
    return (await pageText(rows, limit, 'rising').execute(db)).rows[0]?.text ?? ''
  },

  /** All ratings and bad ones, then by cause and by unit. */
  dissatisfaction: async (asked: BadAsked) => {
    const { rows } = await sql<{
      rated: number
      bad: number
      followed: number
      turned: number
      excluded: number
      byCause: Row[]
      byUnit: (Row & { rated: number })[]
    }>`
      with rated as (select r.*, m.excluded_because, r.score <= ${asked.low} as is_bad, ${isTurned(asked.low)} as is_turned
        from matters_ratings r join matters_matters m on m.id = r.matter_id where ${reach(asked)})
      select count(*) filter (where excluded_because is null)::int as rated,
        count(*) filter (where is_bad and excluded_because is null)::int as bad,
        count(*) filter (where is_bad and excluded_because is null and follow_up = 'done')::int as followed,
        count(*) filter (where is_bad and excluded_because is null and is_turned)::int as turned,
        count(*) filter (where excluded_because is not null)::int as excluded,
        (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'bad', bad, 'turned', turned) order by bad desc, name), '[]') from (
          select why as name, count(*) as bad, count(*) filter (where is_turned) as turned
          from rated r cross join lateral unnest(${causesOf}) as why where is_bad and excluded_because is null group by why) as c) as by_cause,
        (select coalesce(jsonb_agg(jsonb_build_object('name', unit_id, 'bad', bad, 'turned', turned, 'rated', rated) order by bad desc, unit_id), '[]') from (
          select unit_id, count(*) as rated, count(*) filter (where is_bad) as bad, count(*) filter (where is_bad and is_turned) as turned
          from rated where unit_id is not null and excluded_because is null group by unit_id) as u) as by_unit
      from rated`.execute(db)
    return rows[0]
  },
  badRatings: async (
    asked: BadAsked & {
      readonly cause?: string | undefined
      readonly unit?: string | undefined
      readonly kind?: string | undefined
    },
    after: string | undefined,
    limit: number,
  ) => {
    const { at, id } = keyAfter(after, 'falling')
    const rows = sql`select json_build_object('id', r.id, 'matterId', m.id, 'number', m.number, 'title', m.title, 'module', m.module,
        'score', r.score, 'reasons', r.reasons, 'cause', r.cause, 'text', r.text, 'at', r.at, 'unitId', r.unit_id, 'followUp', r.follow_up,
        'result', r.follow_up_result, 'isTurned', ${isTurned(asked.low)}, 'excludedBecause', m.excluded_because) as item,
        r.at as key_at, r.id as key_id
      from matters_ratings r join matters_matters m on m.id = r.matter_id
      where ${reach(asked)} and r.score <= ${asked.low} and (r.at, r.id) < (${at}::timestamptz, ${id}::uuid)
        and ${asked.cause ? sql`${asked.cause} = any(${causesOf})` : sql`true`}
        and ${asked.unit ? sql`r.unit_id = ${asked.unit}::uuid` : sql`true`}
        and ${asked.kind ? ofKind(asked.kind) : sql`true`}
      order by r.at desc, r.id desc limit ${fetching(limit)}`
    return (await pageText(rows, limit, 'falling').execute(db)).rows[0]?.text ?? ''
  },
})
