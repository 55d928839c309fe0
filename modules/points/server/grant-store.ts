/** Queries about thanks that two people have to agree on. */
import { areaPrefix, type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'

export type GrantRow = {
  readonly id: string
  readonly personId: string
  readonly areaCode: string
  readonly amount: number
  readonly because: string
  readonly state: 'asked' | 'granted' | 'declined'
  readonly askedBy: string
  readonly askedByName: string
  readonly askedAt: Date
  readonly decidedByName: string | null
  readonly decidedAt: Date | null
  readonly note: string | null
}
const columns = sql.raw(
  'id, person_id, area_code, amount, because, state, asked_by, asked_by_name, asked_at, decided_by_name, decided_at, note',
)

export const grantStore = (db: Db) => ({
  /** Asked twice under one id is asked once. */
  ask: async (row: Omit<GrantRow, 'state' | 'decidedByName' | 'decidedAt' | 'note'>): Promise<void> => {
    await sql`insert into points_grants (id, person_id, area_code, amount, because, state, asked_by, asked_by_name, asked_at)
      values (${row.id}, ${row.personId}, ${row.areaCode}, ${row.amount}, ${row.because}, 'asked', ${row.askedBy}, ${row.askedByName}, ${row.askedAt})
      on conflict (id) do nothing`.execute(db)
  },
  /**
   * What somebody gave somebody by themselves since then, in points, `butNot` left out: what two agreed on is not counted. Whoever
   * gives waits for whoever of the same hand is just giving to the same person.
   */
  givenAlone: async (actorId: string, personId: string, since: Date, butNot: string): Promise<number> => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`points-grant:${actorId}:${personId}`}, 0))`.execute(db)
    const { rows } = await sql<{ sum: number }>`select coalesce(sum(amount), 0)::float8 as sum from points_transfers t
      where person_id = ${personId} and rule_code is null and at >= ${since} and source = 'points:grant' and actor_id = ${actorId} and key <> ${butNot}
        and not exists (select from points_grants g where g.id::text = t.key)`.execute(db)
    return rows[0]?.sum ?? 0
  },
  lock: async (id: string): Promise<GrantRow | null> =>
    (await sql<GrantRow>`select ${columns} from points_grants where id = ${id} for update`.execute(db)).rows[0] ?? null,
  decide: async (
    id: string,
    state: 'granted' | 'declined',
    by: { readonly id: string | null; readonly name: string; readonly at: Date; readonly note: string | null },
  ): Promise<void> => {
    await sql`update points_grants set state = ${state}, decided_by = ${by.id}, decided_by_name = ${by.name}, decided_at = ${by.at}, note = ${by.note}
      where id = ${id}`.execute(db)
  },
  page: async (
    scope: Scope,
    of: { readonly area: string | undefined; readonly state: string | undefined },
    after: { readonly at: Date; readonly id: string } | null,
    limit: number,
  ): Promise<readonly GrantRow[]> =>
    (
      await sql<GrantRow>`select ${columns} from points_grants where ${within(scope, { area: 'area_code' })}
        and ${of.area ? sql`area_code like ${`${areaPrefix(of.area)}%`}` : sql`true`}
        and ${of.state ? sql`state = ${of.state}` : sql`true`}
        and ${after ? sql`(asked_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
        order by asked_at desc, id desc limit ${limit}`.execute(db)
    ).rows,
  ofPerson: async (personId: string): Promise<readonly GrantRow[]> =>
    (
      await sql<GrantRow>`select ${columns} from points_grants where person_id = ${personId} order by asked_at desc limit 1000`.execute(
        db,
      )
    ).rows,
  /** Decided so long ago, or asked and never decided: what was given stands in the books. */
  old: async (before: Date, isCounting: boolean): Promise<number> => {
    const over = sql`coalesce(decided_at, asked_at) < ${before}`
    if (!isCounting)
      return Number((await sql`delete from points_grants where ${over}`.execute(db)).numAffectedRows ?? 0)
    return (
      (await sql<{ n: number }>`select count(*)::int as n from points_grants where ${over}`.execute(db)).rows[0]?.n ?? 0
    )
  },
  /** What was not given is forgotten; what was given stands in the books. */
  forgetPerson: async (personId: string): Promise<number> =>
    (await sql`delete from points_grants where person_id = ${personId} returning id`.execute(db)).rows.length,
})
