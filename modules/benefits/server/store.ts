/** Queries about who was found for what, what they decided, and whom to look at again. */
import { areaPrefix, type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { MatchState, Standing } from '../outreach.ts'

export type MatchRow = Standing & {
  readonly id: string
  readonly personId: string
  readonly ruleId: string
  readonly ruleVersion: number
  readonly serviceItem: string | null
  readonly areaCode: string
  readonly matterId: string | null
}
export type NewMatch = {
  readonly id: string
  readonly personId: string
  readonly ruleId: string
  readonly ruleVersion: number
  readonly serviceItem: string | null
  readonly mode: string
  readonly isGuarded: boolean
  readonly areaCode: string
}

export type Rests = { readonly againAfterDays: number; readonly restAfterRefusalDays: number }
const daysBefore = (at: Date, days: number) => new Date(at.getTime() - days * 86_400_000)

const waitsForNothing = (at: Date, { againAfterDays, restAfterRefusalDays }: Rests) => sql`where not exists (
  select from benefits_applications x where x.person_id = a.person_id and x.service_item = a.service_item and (x.outcome is null
    or (x.outcome = 'approved' and x.at > ${daysBefore(at, againAfterDays)})
    or (x.outcome = 'refused' and x.at > ${daysBefore(at, restAfterRefusalDays)})))`

const columns = sql`m.id, m.person_id, m.rule_id, m.rule_version, m.service_item, m.mode, m.is_guarded, m.area_code, m.state, m.told_at,
  m.reminded_at, m.rests_until, m.matter_id`

export const store = (db: Db) => ({
  /**
   * Those never found before are found now; those who had lapsed, or were served long ago, are found again; whoever decided, waits for an
   * answer or was refused lately is left in peace.
   */
  found: async (
    matches: readonly NewMatch[],
    screeningId: string | null,
    at: Date,
    rests: Rests | null = null,
  ): Promise<number> => {
    if (matches.length === 0) return 0
    const column = <T>(of: (one: NewMatch) => T) => matches.map(of)
    const { numAffectedRows } =
      await sql`insert into benefits_matches (id, person_id, rule_id, rule_version, service_item, mode, is_guarded,
        area_code, screening_id, state, found_at)
      select a.*, ${screeningId}::uuid, 'found', ${at}::timestamptz from unnest(${column((m) => m.id)}::uuid[], ${column((m) => m.personId)}::uuid[],
        ${column((m) => m.ruleId)}::text[], ${column((m) => m.ruleVersion)}::int[], ${column((m) => m.serviceItem)}::text[],
        ${column((m) => m.mode)}::text[], ${column((m) => m.isGuarded)}::boolean[], ${column((m) => m.areaCode)}::text[])
        as a (id, person_id, rule_id, rule_version, service_item, mode, is_guarded, area_code)
      ${rests ? waitsForNothing(at, rests) : sql``}
      on conflict (person_id, rule_id) do update set state = 'found', rule_version = excluded.rule_version, mode = excluded.mode,
        is_guarded = excluded.is_guarded, area_code = excluded.area_code, screening_id = excluded.screening_id, found_at = excluded.found_at,
        told_at = null, reminded_at = null, agreed_at = null, matter_id = null
      where benefits_matches.state = 'lapsed'
        ${rests ? sql`or (benefits_matches.state = 'served' and benefits_matches.decided_at < ${daysBefore(at, rests.againAfterDays)})` : sql``}`.execute(
        db,
      )
    return Number(numAffectedRows ?? 0)
  },
  openAmong: async (personIds: readonly string[], ruleIds: readonly string[]) =>
    (
      await sql<{ id: string; personId: string; ruleId: string }>`select id, person_id, rule_id from benefits_matches
        where person_id = any(${[...personIds]}::uuid[]) and rule_id = any(${[...ruleIds]}::text[]) and state in ('found', 'told')`.execute(
        db,
      )
    ).rows,
  lapse: async (ids: readonly string[]) => {
    if (ids.length > 0)
      await sql`update benefits_matches set state = 'lapsed' where id = any(${[...ids]}::uuid[])`.execute(db)
  },
  /** Everything found for these and not decided yet. */
  lapseOpen: async (personIds: readonly string[]) => {
    if (personIds.length > 0)
      await sql`update benefits_matches set state = 'lapsed'
        where person_id = any(${[...personIds]}::uuid[]) and state in ('found', 'told')`.execute(db)
  },
  of: async (personId: string): Promise<readonly MatchRow[]> =>
    (await sql<MatchRow>`select ${columns} from benefits_matches m where m.person_id = ${personId}`.execute(db)).rows,
  one: async (personId: string, ruleId: string): Promise<MatchRow | undefined> =>
    (
      await sql<MatchRow>`select ${columns} from benefits_matches m where m.person_id = ${personId} and m.rule_id = ${ruleId} for update`.execute(
        db,
      )
    ).rows[0],
  byMatter: async (matterId: string): Promise<MatchRow | undefined> =>
    (await sql<MatchRow>`select ${columns} from benefits_matches m where m.matter_id = ${matterId}`.execute(db))
      .rows[0],
  set: async (
    id: string,
    change: {
      readonly state?: MatchState
      readonly restsUntil?: Date | null
      readonly matterId?: string | null
      readonly decidedAt?: Date
      readonly agreedAt?: Date
    },
  ) => {
    await sql`update benefits_matches set state = coalesce(${change.state ?? null}, state),
        rests_until = ${change.restsUntil === undefined ? sql`rests_until` : change.restsUntil},
        matter_id = ${change.matterId === undefined ? sql`matter_id` : change.matterId},
        decided_at = coalesce(${change.decidedAt ?? null}::timestamptz, decided_at),
        agreed_at = coalesce(${change.agreedAt ?? null}::timestamptz, agreed_at)
      where id = ${id}`.execute(db)
  },
  /** Whoever something is due for, held so that two runs do not tell twice. */
  waiting: async (
    due: { readonly now: Date; readonly remindBefore: Date; readonly visitBefore: Date },
    limit: number,
  ): Promise<readonly MatchRow[]> =>
    (
      await sql<MatchRow>`select ${columns} from benefits_matches m where m.id in (
          (select id from benefits_matches where state = 'found' and (rests_until is null or rests_until <= ${due.now})
            and (put_off_until is null or put_off_until <= ${due.now}) order by id limit ${limit})
          union all
          (select id from benefits_matches where state = 'told' and mode <> 'automatic' and told_at <= ${due.remindBefore}
            and (reminded_at is null or told_at <= ${due.visitBefore}) and (rests_until is null or rests_until <= ${due.now})
            and (put_off_until is null or put_off_until <= ${due.now})
            order by told_at, id limit ${limit}))
        order by m.id limit ${limit} for update skip locked`.execute(db)
    ).rows,
  visit: async (id: string, at: Date) => {
    await sql`update benefits_matches set state = 'visiting', visit_at = ${at} where id = ${id}`.execute(db)
  },
  putOff: async (ids: readonly string[], until: Date) => {
    await sql`update benefits_matches set put_off_until = ${until} where id = any(${[...ids]}::uuid[])`.execute(db)
  },
  /** Visits opened in communities since then; guarded ones are no part of the pace. */
  visitsSince: async (communities: readonly string[], since: Date): Promise<ReadonlyMap<string, number>> =>
    new Map(
      (
        await sql<{
          community: string
          n: number
        }>`select left(area_code, 12) as community, count(*)::int as n from benefits_matches
          where left(area_code, 12) = any(${[...communities]}::text[]) and visit_at > ${since} and not is_guarded group by 1`.execute(
          db,
        )
      ).rows.map(({ community, n }) => [community, n]),
    ),
  told: async (ids: readonly string[], at: Date) => {
    await sql`update benefits_matches set state = 'told', told_at = ${at} where id = any(${[...ids]}::uuid[])`.execute(
      db,
    )
  },
  reminded: async (ids: readonly string[], at: Date) => {
    await sql`update benefits_matches set reminded_at = ${at} where id = any(${[...ids]}::uuid[])`.execute(db)
  },
  /** Persons with a match filed under a cell. */
  personsIn: async (cell: string, limit: number) =>
    (
      await sql<{
        personId: string
      }>`select distinct person_id from benefits_matches where area_code = ${cell} limit ${limit}`.execute(db)
    ).rows.map(({ personId }) => personId),
  refit: async (from: string, moves: readonly { readonly personId: string; readonly areaCode: string }[]) => {
    const rows = JSON.stringify(moves.map(({ personId, areaCode }) => ({ person_id: personId, area_code: areaCode })))
    await sql`update benefits_matches m set area_code = r.area_code
      from jsonb_to_recordset(${rows}::jsonb) as r(person_id uuid, area_code text)
      where m.person_id = r.person_id and m.area_code = ${from}`.execute(db)
  },
  /** Per rule: how many came how far. */
  funnel: async (scope: Scope, area: string | undefined) =>
    (
      await sql<{
        rule: string
        found: number
        told: number
        agreed: number
        served: number
        declined: number
      }>`select m.rule_id as rule,
          count(*)::int as found, count(m.told_at)::int as told, count(m.agreed_at)::int as agreed,
          (count(*) filter (where m.state = 'served'))::int as served, (count(*) filter (where m.state = 'declined'))::int as declined
        from benefits_matches m
        where m.state <> 'lapsed' and ${within(scope, { area: 'm.area_code' })}
          and ${area ? sql`m.area_code like ${`${areaPrefix(area)}%`}` : sql`true`}
        group by m.rule_id order by m.rule_id`.execute(db)
    ).rows,

  optedOut: async (personIds: readonly string[]): Promise<ReadonlySet<string>> =>
    new Set(
      (
        await sql<{ personId: string }>`select person_id from benefits_choices
          where person_id = any(${[...personIds]}::uuid[]) and is_opted_out`.execute(db)
      ).rows.map(({ personId }) => personId),
    ),
  choose: async (personId: string, isOptedOut: boolean, at: Date) => {
    await sql`insert into benefits_choices (person_id, is_opted_out, chosen_at) values (${personId}, ${isOptedOut}, ${at})
      on conflict (person_id) do update set is_opted_out = excluded.is_opted_out, chosen_at = excluded.chosen_at`.execute(
      db,
    )
    if (isOptedOut)
      await sql`update benefits_matches set state = 'lapsed' where person_id = ${personId} and state in ('found', 'told')`.execute(
        db,
      )
  },

  /** When to look again; null where no day can change anything. Whatever was to be looked at has been. */
  watch: async (marks: readonly { readonly personId: string; readonly mark: string | null }[]) => {
    await sql`insert into benefits_watches (person_id, day_mark, changed_at)
      select a.person_id, a.mark, null from unnest(${marks.map(({ personId }) => personId)}::uuid[], ${marks.map(({ mark }) => mark)}::text[])
        as a (person_id, mark)
      on conflict (person_id) do update set day_mark = excluded.day_mark, changed_at = null`.execute(db)
  },
  changed: async (personIds: readonly string[], at: Date) => {
    await sql`insert into benefits_watches (person_id, changed_at) select unnest(${[...personIds]}::uuid[]), ${at}
      on conflict (person_id) do update set changed_at = coalesce(benefits_watches.changed_at, excluded.changed_at)`.execute(
      db,
    )
  },
  /** Those whose facts changed, then those whose day has come. */
  due: async (dayMarks: readonly string[], limit: number): Promise<readonly string[]> =>
    (
      await sql<{ personId: string }>`select person_id from (
          (select person_id from benefits_watches where changed_at is not null order by changed_at, person_id limit ${limit})
          union
          (select person_id from benefits_watches where day_mark = any(${[...dayMarks]}::text[]) limit ${limit})) as a
        limit ${limit}`.execute(db)
    ).rows.map(({ personId }) => personId),
  lookedUntil: async (): Promise<string | null> =>
    (await sql<{ day: string | null }>`select max(day)::text as day from benefits_looked`.execute(db)).rows[0]?.day ??
    null,
  looked: async (day: string) => {
    await sql`with gone as (delete from benefits_looked where day < ${day}::date)
      insert into benefits_looked (day) values (${day}::date) on conflict do nothing`.execute(db)
  },

  addConcern: async (row: {
    readonly matterId: string
    readonly kind: string
    readonly isMinor: boolean
    readonly sealedWords: string
    readonly raisedBy: string | null
    readonly raisedAt: Date
  }) => {
    await sql`insert into benefits_concerns (matter_id, kind, is_minor, sealed_words, raised_by, raised_at)
      values (${row.matterId}, ${row.kind}, ${row.isMinor}, ${row.sealedWords}, ${row.raisedBy}, ${row.raisedAt})`.execute(
      db,
    )
  },
  concern: async (matterId: string) =>
    (
      await sql<{
        matterId: string
        kind: 'violence' | 'childHarm'
        isMinor: boolean
        sealedWords: string
        raisedAt: Date
      }>`select matter_id, kind,
        is_minor, sealed_words, raised_at from benefits_concerns where matter_id = ${matterId}`.execute(db)
    ).rows[0],

  /** What was found and is over since then; counted, or deleted. */
  overSince: async (before: Date, isCounting: boolean): Promise<number> => {
    const over = sql`state in ('served', 'declined', 'lapsed') and coalesce(decided_at, told_at, found_at) < ${before}`
    return isCounting
      ? ((await sql<{ n: number }>`select count(*)::int as n from benefits_matches where ${over}`.execute(db)).rows[0]
          ?.n ?? 0)
      : Number((await sql`delete from benefits_matches where ${over}`.execute(db)).numAffectedRows ?? 0)
  },
  erase: async (personId: string): Promise<number> => {
    const gone = await sql`delete from benefits_matches where person_id = ${personId}`.execute(db)
    await sql`delete from benefits_watches where person_id = ${personId}`.execute(db)
    await sql`delete from benefits_choices where person_id = ${personId}`.execute(db)
    await sql`delete from benefits_receivers where person_id = ${personId}`.execute(db)
    await sql`delete from benefits_applications where person_id = ${personId}`.execute(db)
    return Number(gone.numAffectedRows ?? 0)
  },
})
