/** Queries about exceptions, challenges, rights, restrictions and what time deleted. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export const rightKinds = [
  'access',
  'copy',
  'correct',
  'delete',
  'restrict',
  'explain',
  'humanDecision',
  'ofTheDead',
  'closeAccount',
] as const
export type RightKind = (typeof rightKinds)[number]
export type RightState = 'asked' | 'done' | 'declined' | 'withdrawn'
export type RightRow = {
  readonly id: string
  readonly matterId: string
  readonly number: string
  readonly personId: string
  readonly areaCode: string
  readonly kind: RightKind
  readonly sealedText: string
  readonly state: RightState
  readonly askedAt: Date
  readonly dueAt: Date | null
  readonly answer: string | null
  readonly answeredAt: Date | null
}
export type ExceptionRow = {
  readonly subjectKind: 'person' | 'household' | 'dwelling' | 'enterprise'
  readonly subjectId: string
  readonly key: string
  readonly areaCode: string
  readonly why: ('changed' | 'stale' | 'conflicting')[]
  readonly changedBy: string | null
  readonly sources: string[]
  readonly verifiedAt: Date | null
}
const rightColumns = sql`id, matter_id, number, person_id, area_code, kind, sealed_text, state, asked_at, due_at, answer, answered_at`

/** Ranges rather than LIKE: they use the index whatever the parameters. */
const inReach = (prefixes: readonly string[], column: string) => {
  if (prefixes.includes('')) return sql<boolean>`true`
  if (prefixes.length === 0) return sql<boolean>`false`
  const ranges = prefixes.map((p) => sql<boolean>`(${sql.ref(column)} >= ${p} and ${sql.ref(column)} < ${`${p}:`})`)
  return sql<boolean>`(${sql.join(ranges, sql` or `)})`
}

export const rightsStore = (db: Db) => ({
  exceptions: async (asked: {
    readonly prefixes: readonly string[]
    readonly staleBefore: Date
    readonly after: readonly [string, string] | null
    readonly limit: number
  }): Promise<readonly ExceptionRow[]> =>
    (
      await sql<ExceptionRow>`select subject_kind, subject_id, key, max(area_code) as area_code,
          array_remove(array[case when bool_or(changed_at is not null) then 'changed' end,
            case when max(coalesce(verified_at, recorded_at)) < ${asked.staleBefore} then 'stale' end,
            case when count(distinct fingerprint) > 1 then 'conflicting' end], null) as why,
          max(changed_by) as changed_by, array_agg(source order by source) as sources, max(verified_at) as verified_at
        from catalogue_values v where v.overruled_at is null and ${inReach(asked.prefixes, 'v.area_code')}
          and ${asked.after ? sql`(v.subject_id, v.key) > (${asked.after[0]}::uuid, ${asked.after[1]})` : sql`true`}
        group by subject_kind, subject_id, key
        having bool_or(changed_at is not null) or max(coalesce(verified_at, recorded_at)) < ${asked.staleBefore}
          or count(distinct fingerprint) > 1
        order by subject_id, key limit ${asked.limit}`.execute(db)
    ).rows,
  areaOfValue: async (kind: string, id: string, key: string) =>
    (
      await sql<{ areaCode: string }>`select max(area_code) as area_code from catalogue_values
        where subject_kind = ${kind} and subject_id = ${id} and key = ${key} having count(*) > 0`.execute(db)
    ).rows[0]?.areaCode,
  verify: async (kind: string, id: string, key: string, at: Date) => {
    await sql`update catalogue_values set verified_at = ${at}, changed_at = null, changed_by = null
      where subject_kind = ${kind} and subject_id = ${id} and key = ${key} and overruled_at is null`.execute(db)
  },
  /** Something happened in somebody's life: what was told of them has to be looked at again. */
  markChanged: async (personId: string, by: string, at: Date, areaCode: string | null) => {
    await sql`update catalogue_values set changed_at = ${at}, changed_by = ${by}, area_code = coalesce(${areaCode}, area_code)
      where subject_kind = 'person' and subject_id = ${personId}`.execute(db)
  },
  /** What is told of a firm is filed where it trades. */
  moveFirm: async (enterpriseId: string, areaCode: string) => {
    await sql`update catalogue_values set area_code = ${areaCode}
      where subject_kind = 'enterprise' and subject_id = ${enterpriseId}`.execute(db)
  },
  /** The same of some kinds of values alone; `like` are patterns of keys. */
  markChangedAmong: async (personIds: readonly string[], like: readonly string[], by: string, at: Date) => {
    await sql`update catalogue_values set changed_at = ${at}, changed_by = ${by}
      where subject_kind = 'person' and subject_id = any(${[...personIds]}::uuid[]) and key like any(${[...like]}::text[])`.execute(
      db,
    )
  },
  /** Whom or what values filed under a cell are about. */
  subjectsIn: async (cell: string, limit: number) =>
    (
      await sql<{
        kind: 'person' | 'household' | 'dwelling' | 'enterprise'
        id: string
      }>`select distinct subject_kind as kind, subject_id as id from catalogue_values where area_code = ${cell} limit ${limit}`.execute(
        db,
      )
    ).rows,
  refit: async (from: string, moves: readonly { readonly id: string; readonly areaCode: string }[]) => {
    const rows = JSON.stringify(moves.map(({ id, areaCode }) => ({ id, area_code: areaCode })))
    await sql`update catalogue_values v set area_code = r.area_code
      from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, area_code text)
      where v.subject_id = r.id and v.area_code = ${from}`.execute(db)
  },
  verifyAll: async (personId: string, at: Date) => {
    await sql`update catalogue_values set changed_at = null, changed_by = null,
      verified_at = case when source like '%网格%' then ${at} else verified_at end
      where subject_kind = 'person' and subject_id = ${personId}`.execute(db)
  },

  openChallenge: async (kind: string, id: string, key: string) =>
    (
      await sql<{ matterId: string }>`select matter_id from catalogue_challenges
        where subject_kind = ${kind} and subject_id = ${id} and key = ${key} and closed_at is null`.execute(db)
    ).rows[0]?.matterId,
  openChallenges: async (subjectIds: readonly string[]): Promise<ReadonlyMap<string, string>> =>
    new Map(
      (
        await sql<{
          subjectId: string
          key: string
          matterId: string
        }>`select subject_id, key, matter_id from catalogue_challenges
          where subject_id = any(${[...new Set(subjectIds)]}::uuid[]) and closed_at is null`.execute(db)
      ).rows.map(({ subjectId, key, matterId }) => [`${subjectId} ${key}`, matterId]),
    ),
  challenge: async (matterId: string) =>
    (
      await sql<{
        subjectKind: 'person' | 'household' | 'dwelling' | 'enterprise'
        subjectId: string
        key: string
        closedAt: Date | null
      }>`select subject_kind, subject_id, key, closed_at from catalogue_challenges where matter_id = ${matterId}`.execute(
        db,
      )
    ).rows[0],
  addChallenge: async (row: { matterId: string; kind: string; id: string; key: string; at: Date }) => {
    await sql`insert into catalogue_challenges (matter_id, subject_kind, subject_id, key, raised_at)
      values (${row.matterId}, ${row.kind}, ${row.id}, ${row.key}, ${row.at}) on conflict do nothing`.execute(db)
  },
  closeChallenge: async (matterId: string, outcome: string, at: Date) =>
    (
      await sql<{
        subjectKind: string
        subjectId: string
        key: string
      }>`update catalogue_challenges set closed_at = ${at},
        outcome = ${outcome} where matter_id = ${matterId} and closed_at is null
        returning subject_kind, subject_id, key`.execute(db)
    ).rows[0],

  addRight: async (row: RightRow) => {
    await sql`insert into catalogue_rights (id, matter_id, number, person_id, area_code, kind, sealed_text, state, asked_at, due_at)
      values (${row.id}, ${row.matterId}, ${row.number}, ${row.personId}, ${row.areaCode}, ${row.kind}, ${row.sealedText}, ${row.state},
        ${row.askedAt}, ${row.dueAt}) on conflict (id) do nothing`.execute(db)
  },
  right: async (id: string, isHeld = false): Promise<RightRow | undefined> =>
    (
      await sql<RightRow>`select ${rightColumns} from catalogue_rights where id = ${id} ${isHeld ? sql`for update` : sql``}`.execute(
        db,
      )
    ).rows[0],
  settleRight: async (id: string, state: RightState, answer: string | null, at: Date) => {
    await sql`update catalogue_rights set state = ${state}, answer = ${answer}, answered_at = ${at} where id = ${id}`.execute(
      db,
    )
  },
  rightsOf: async (personId: string, after: string | null, limit: number): Promise<readonly RightRow[]> =>
    (
      await sql<RightRow>`select ${rightColumns} from catalogue_rights where person_id = ${personId}
        and ${after ? sql`id < ${after}::uuid` : sql`true`} order by id desc limit ${limit}`.execute(db)
    ).rows,
  rights: async (
    prefixes: readonly string[],
    state: RightState | undefined,
    after: string | null,
    limit: number,
  ): Promise<readonly RightRow[]> =>
    (
      await sql<RightRow>`select ${rightColumns} from catalogue_rights where ${inReach(prefixes, 'area_code')}
        and ${state ? sql`state = ${state}` : sql`true`} and ${after ? sql`id < ${after}::uuid` : sql`true`}
        order by id desc limit ${limit}`.execute(db)
    ).rows,
  restrict: async (personId: string, rightsId: string, at: Date) => {
    await sql`insert into catalogue_restrictions (person_id, since, rights_id) values (${personId}, ${at}, ${rightsId})
      on conflict (person_id) do nothing`.execute(db)
  },
  restrictedSince: async (personId: string): Promise<Date | null> =>
    (await sql<{ since: Date }>`select since from catalogue_restrictions where person_id = ${personId}`.execute(db))
      .rows[0]?.since ?? null,
  liftRestriction: async (personId: string): Promise<boolean> =>
    Number(
      (await sql`delete from catalogue_restrictions where person_id = ${personId}`.execute(db)).numAffectedRows ?? 0,
    ) > 0,
  restrictedAmong: async (personIds: readonly string[]): Promise<ReadonlySet<string>> =>
    new Set(
      (
        await sql<{ personId: string }>`select person_id from catalogue_restrictions
          where person_id = any(${[...personIds]}::uuid[])`.execute(db)
      ).rows.map(({ personId }) => personId),
    ),
  isRestricted: async (personIds: readonly string[]): Promise<boolean> =>
    personIds.length > 0 &&
    ((
      await sql<{ is: boolean }>`select exists (select 1 from catalogue_restrictions
        where person_id = any(${[...personIds]}::uuid[])) as is`.execute(db)
    ).rows[0]?.is ??
      false),

  noteDeletion: async (row: { id: string; module: string; name: string; before: Date; removed: number; at: Date }) => {
    await sql`insert into catalogue_deletions (id, module, class, before, removed, at)
      values (${row.id}, ${row.module}, ${row.name}, ${row.before}, ${row.removed}, ${row.at})`.execute(db)
  },
  lastDeletions: async () =>
    (
      await sql<{
        module: string
        class: string
        removed: number
        at: Date
      }>`select distinct on (module, class) module, class, removed, at
        from catalogue_deletions order by module, class, id desc`.execute(db)
    ).rows,
  /** Handed-in versions that were never approved, and versions long replaced. */
  oldUpdates: async (before: Date, isCounting: boolean): Promise<number> => {
    const old = sql`u.submitted_at < ${before} and u.state <> 'submitted'
      and not exists (select 1 from catalogue_datasets d where d.current_update_id = u.id)`
    if (isCounting)
      return (
        (await sql<{ n: number }>`select count(*)::int as n from catalogue_updates u where ${old}`.execute(db)).rows[0]
          ?.n ?? 0
      )
    return Number((await sql`delete from catalogue_updates u where ${old}`.execute(db)).numAffectedRows ?? 0)
  },
  oldConsents: async (before: Date, isCounting: boolean): Promise<number> => {
    // The last word of each counts as long as it is in force.
    const old = sql`c.decided_at < ${before} and exists (select 1 from catalogue_consents n
      where n.person_id = c.person_id and n.purpose = c.purpose and n.id > c.id)`
    if (isCounting)
      return (
        (await sql<{ n: number }>`select count(*)::int as n from catalogue_consents c where ${old}`.execute(db)).rows[0]
          ?.n ?? 0
      )
    return Number((await sql`delete from catalogue_consents c where ${old}`.execute(db)).numAffectedRows ?? 0)
  },
})
