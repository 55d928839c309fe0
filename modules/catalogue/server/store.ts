/** Queries about the dictionary's local rows, shared values, consents and lineage. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { LocalEntry } from '../dictionary.ts'
import type { Subject, Use } from '../port.ts'

export type ValueRow = {
  readonly id: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly key: string
  readonly source: string
  readonly plain: unknown
  readonly sealed: string | null
  readonly fingerprint: string
  readonly sourceOn: string | null
  readonly verifiedAt: Date | null
  readonly recordedAt: Date
  readonly areaCode?: string
  /** 已核定不实 A challenge found that another source is right: kept, but no longer told as theirs to count. */
  readonly overruledAt?: Date | null
  /** What this source said before it was corrected here, and when: it does not come back by being told again. */
  readonly refutedFingerprint?: string | null
  readonly refutedAt?: Date | null
}
export type ConsentRow = {
  readonly personId: string
  readonly purpose: string
  readonly version: number
  readonly isGiven: boolean
  readonly decidedAt: Date
}

const valueColumns = sql`v.id, v.subject_kind, v.subject_id, v.key, v.source, v.plain, v.sealed, v.fingerprint,
  v.source_on, v.verified_at, v.recorded_at, v.overruled_at, v.refuted_fingerprint, v.refuted_at`

export const store = (db: Db) => ({
  /** This district's own rows, and the keys whose values stay with their owners. */
  localEntries: async (): Promise<{ readonly rows: readonly LocalEntry[]; readonly atOwners: ReadonlySet<string> }> => {
    const { rows } = await sql<{ rows: LocalEntry[]; atOwners: string[] }>`select
        coalesce((select jsonb_agg(row order by key) from catalogue_entries), '[]') as rows,
        coalesce((select array_agg(key) from catalogue_owner_port_keys), '{}') as at_owners`.execute(db)
    return { rows: rows[0]?.rows ?? [], atOwners: new Set(rows[0]?.atOwners) }
  },
  keepEntry: async (entry: LocalEntry, at: Date) => {
    await sql`insert into catalogue_entries (key, row, changed_at) values (${entry.key}, ${JSON.stringify(entry)}::jsonb, ${at})
      on conflict (key) do update set row = excluded.row, changed_at = excluded.changed_at`.execute(db)
  },

  /** All that is told about subjects under these keys, one row for each source; what a challenge overruled only where asked for. */
  values: async (
    subjects: readonly Subject[],
    keys: readonly string[],
    isOverruledToo = false,
  ): Promise<readonly ValueRow[]> => {
    if (subjects.length === 0 || keys.length === 0) return []
    return (
      await sql<ValueRow>`select ${valueColumns} from catalogue_values v
        join unnest(${subjects.map(({ kind }) => kind)}::text[], ${subjects.map(({ id }) => id)}::uuid[]) as s (kind, id)
          on v.subject_kind = s.kind and v.subject_id = s.id
        where v.key = any(${[...keys]}::text[]) and ${isOverruledToo ? sql`true` : sql`v.overruled_at is null`}`.execute(
        db,
      )
    ).rows
  },
  /** How values stand, without their content. */
  states: async (kind: string, ids: readonly string[], keys: readonly string[]) =>
    ids.length === 0 || keys.length === 0
      ? []
      : (
          await sql<{ subjectId: string; key: string; seenAt: Date; isConflicting: boolean }>`select subject_id, key,
              max(coalesce(verified_at, recorded_at)) as seen_at, count(distinct fingerprint) > 1 as is_conflicting
            from catalogue_values where subject_kind = ${kind} and subject_id = any(${[...ids]}::uuid[])
              and key = any(${[...keys]}::text[]) and overruled_at is null group by 1, 2`.execute(db)
        ).rows,
  /**
   * Of many persons: all their values in one text each, a line `key sealed` or `key =json` for every row, which costs a fraction
   * of a row for every value.
   */
  linesAmong: async (
    personIds: readonly string[],
    keys: readonly string[],
  ): Promise<readonly { readonly personId: string; readonly lines: string }[]> =>
    (
      await sql<{ personId: string; lines: string }>`select v.subject_id as person_id,
          string_agg(v.key || ' ' || coalesce(v.sealed, '=' || v.plain::text, '=null'), e'\n') as lines
        from catalogue_values v
        where v.subject_kind = 'person' and v.subject_id = any(${[...personIds]}::uuid[]) and v.key = any(${[...keys]}::text[])
          and v.overruled_at is null
        group by v.subject_id`.execute(db)
    ).rows,
  /** Who agreed to what, by the last word of each, to texts not below those named. */
  agreedAmong: async (
    personIds: readonly string[],
    purposes: readonly { readonly purpose: string; readonly validFrom: number }[],
  ): Promise<ReadonlyMap<string, readonly string[]>> => {
    const { rows } = await sql<{
      personId: string
      purposes: string[]
    }>`select c.person_id, array_agg(c.purpose) as purposes
      from (select distinct on (person_id, purpose) person_id, purpose, version, is_given from catalogue_consents
        where person_id = any(${[...personIds]}::uuid[]) and purpose = any(${purposes.map(({ purpose }) => purpose)}::text[])
        order by person_id, purpose, id desc) c
      join unnest(${purposes.map(({ purpose }) => purpose)}::text[], ${purposes.map(({ validFrom }) => validFrom)}::int[]) as p (purpose, valid_from)
        on p.purpose = c.purpose
      where c.is_given and c.version >= p.valid_from group by c.person_id`.execute(db)
    return new Map(rows.map(({ personId, purposes: all }) => [personId, all]))
  },
  keepValues: async (rows: readonly ValueRow[]) => {
    if (rows.length === 0) return
    const column = <T>(of: (row: ValueRow) => T) => rows.map(of)
    await sql`insert into catalogue_values (id, subject_kind, subject_id, key, source, plain, sealed, fingerprint, source_on,
        verified_at, recorded_at, area_code)
      select * from unnest(${column((r) => r.id)}::uuid[], ${column((r) => r.subjectKind)}::text[], ${column((r) => r.subjectId)}::uuid[],
        ${column((r) => r.key)}::text[], ${column((r) => r.source)}::text[],
        ${column((r) => (r.plain === null ? null : JSON.stringify(r.plain)))}::jsonb[], ${column((r) => r.sealed)}::text[],
        ${column((r) => r.fingerprint)}::text[], ${column((r) => r.sourceOn)}::date[], ${column((r) => r.verifiedAt)}::timestamptz[],
        ${column((r) => r.recordedAt)}::timestamptz[], ${column((r) => r.areaCode ?? '')}::text[])
      on conflict (subject_kind, subject_id, key, source) do update set plain = excluded.plain, sealed = excluded.sealed,
        fingerprint = excluded.fingerprint, source_on = excluded.source_on, verified_at = excluded.verified_at,
        recorded_at = excluded.recorded_at, area_code = excluded.area_code, changed_at = null, changed_by = null,
        overruled_at = case when catalogue_values.fingerprint = excluded.fingerprint then catalogue_values.overruled_at end,
        refuted_fingerprint = case when catalogue_values.refuted_fingerprint <> excluded.fingerprint then catalogue_values.refuted_fingerprint end,
        refuted_at = case when catalogue_values.refuted_fingerprint <> excluded.fingerprint then catalogue_values.refuted_at end
      where catalogue_values.refuted_fingerprint is distinct from excluded.fingerprint or excluded.verified_at > catalogue_values.refuted_at`.execute(
      db,
    )
  },
  /** What this source says is wrong: told again it is not taken, unless somebody looked at it after `at`. */
  refute: async (subject: Subject, key: string, source: string, right: { readonly fingerprint: string }, at: Date) => {
    await sql`update catalogue_values set refuted_fingerprint = fingerprint, refuted_at = ${at}
      where subject_kind = ${subject.kind} and subject_id = ${subject.id} and key = ${key} and source = ${source}
        and fingerprint <> ${right.fingerprint}`.execute(db)
  },
  /** Of a value that was found out about: what others told differently counts no more. Answers their sources. */
  overrule: async (
    subject: Subject,
    key: string,
    right: { readonly fingerprint: string },
    at: Date,
  ): Promise<readonly string[]> =>
    (
      await sql<{ source: string }>`update catalogue_values set overruled_at = ${at}
        where subject_kind = ${subject.kind} and subject_id = ${subject.id} and key = ${key}
          and fingerprint <> ${right.fingerprint} and overruled_at is null returning source`.execute(db)
    ).rows.map(({ source }) => source),
  forgetSubject: async (kind: string, id: string): Promise<number> =>
    Number(
      (await sql`delete from catalogue_values where subject_kind = ${kind} and subject_id = ${id}`.execute(db))
        .numAffectedRows ?? 0,
    ),
  allOf: async (kind: string, id: string): Promise<readonly ValueRow[]> =>
    (
      await sql<ValueRow>`select ${valueColumns} from catalogue_values v
        where v.subject_kind = ${kind} and v.subject_id = ${id} order by v.key, v.source`.execute(db)
    ).rows,

  /** The last word of each on each purpose. */
  consents: async (personIds: readonly string[], purposes: readonly string[]): Promise<readonly ConsentRow[]> =>
    (
      await sql<ConsentRow>`select distinct on (person_id, purpose) person_id, purpose, version, is_given, decided_at
        from catalogue_consents where person_id = any(${[...personIds]}::uuid[]) and purpose = any(${[...purposes]}::text[])
        order by person_id, purpose, id desc`.execute(db)
    ).rows,
  decide: async (row: ConsentRow & { readonly id: string; readonly by: string | null }) => {
    await sql`insert into catalogue_consents (id, person_id, purpose, version, is_given, decided_at, decided_by)
      values (${row.id}, ${row.personId}, ${row.purpose}, ${row.version}, ${row.isGiven}, ${row.decidedAt}, ${row.by})`.execute(
      db,
    )
  },
  consentHistory: async (personId: string) =>
    (
      await sql<ConsentRow>`select person_id, purpose, version, is_given, decided_at from catalogue_consents
        where person_id = ${personId} order by id desc limit 1000`.execute(db)
    ).rows,

  keepUse: async (use: Use, at: Date) => {
    await sql`insert into catalogue_uses (module, kind, object, title, keys, datasets, registered_at)
      values (${use.module}, ${use.kind}, ${use.object}, ${use.title}, ${[...(use.keys ?? [])]}::text[],
        ${[...(use.datasets ?? [])]}::text[], ${at})
      on conflict (module, kind, object) do update set title = excluded.title, keys = excluded.keys, datasets = excluded.datasets,
        registered_at = excluded.registered_at`.execute(db)
  },
  usesOfKeys: async (keys: readonly string[]) =>
    (
      await sql<{
        module: string
        kind: Use['kind']
        object: string
        title: string
        keys: string[]
      }>`select module, kind, object, title, keys from catalogue_uses where keys && ${[...keys]}::text[]
        order by module, kind, object limit 1000`.execute(db)
    ).rows,
})
