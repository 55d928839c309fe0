/** Every query about ports of owners: what they are, whose turn it is, how they fare, and what went through them. */
import { type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { OwnerPortDraft, PortKind, PortOutcome } from '../../owner-port.ts'

export type OwnerPortRow = {
  readonly code: string
  readonly draft: OwnerPortDraft
  readonly kind: PortKind
  readonly areaCode: string
  readonly unitId: string
  readonly unitName: string
  readonly isOn: boolean
  readonly because: string | null
  readonly secretSealed: string | null
  readonly failsInARow: number
  readonly restsUntil: Date | null
  readonly checkedAt: Date | null
  readonly answeredAt: Date | null
  readonly why: string | null
}
export type OwnerCallRow = {
  readonly id: string
  readonly code: string
  readonly kind: string
  readonly at: Date
  readonly ms: number
  readonly outcome: PortOutcome
  readonly status: number | null
  readonly subjectKind: string
  readonly subjectId: string
  readonly keys: string[]
  readonly purpose: string
  readonly byId: string | null
  readonly byName: string
}
export type PortFigures = {
  readonly code: string
  readonly calls: number
  readonly answered: number
  readonly p50: number | null
  readonly p95: number | null
}

const columns = sql`p.code, p.draft, p.kind, p.area_code, p.unit_id, p.unit_name, p.is_on, p.because, p.secret_sealed, p.fails_in_a_row,
  p.rests_until, p.checked_at, p.answered_at, p.why`

export const ownerPortStore = (db: Db) => ({
  /** Whatever is held behind a port, with its port. */
  ofKeys: async (keys: readonly string[]): Promise<readonly (OwnerPortRow & { readonly key: string })[]> =>
    (
      await sql<OwnerPortRow & { key: string }>`select k.key, ${columns} from catalogue_owner_port_keys k
        join catalogue_owner_ports p on p.code = k.code where k.key = any(${[...keys]}::text[]) order by k.key`.execute(
        db,
      )
    ).rows,
  find: async (code: string, isHeld = false): Promise<OwnerPortRow | undefined> =>
    (
      await sql<OwnerPortRow>`select ${columns} from catalogue_owner_ports p where p.code = ${code} ${isHeld ? sql`for update` : sql``}`.execute(
        db,
      )
    ).rows[0],
  /** A district has some dozens. */
  all: async (scope: Scope | null): Promise<readonly OwnerPortRow[]> =>
    (
      await sql<OwnerPortRow>`select ${columns} from catalogue_owner_ports p
        where ${scope ? within(scope, { area: 'p.area_code', unit: 'p.unit_id' }) : sql`true`} order by p.code limit 500`.execute(
        db,
      )
    ).rows,
  keep: async (row: Pick<OwnerPortRow, 'code' | 'draft' | 'kind' | 'areaCode' | 'unitId' | 'unitName'>, at: Date) => {
    await sql`insert into catalogue_owner_ports (code, draft, kind, area_code, unit_id, unit_name, kept_at)
      values (${row.code}, ${JSON.stringify(row.draft)}::jsonb, ${row.kind}, ${row.areaCode}, ${row.unitId}, ${row.unitName}, ${at})
      on conflict (code) do update set draft = excluded.draft, kind = excluded.kind, area_code = excluded.area_code,
        unit_id = excluded.unit_id, unit_name = excluded.unit_name, kept_at = excluded.kept_at`.execute(db)
  },
  /** Answers those of the keys that another port holds already; then nothing may be kept. */
  holdKeys: async (code: string, keys: readonly string[]): Promise<readonly string[]> => {
    await sql`delete from catalogue_owner_port_keys where code = ${code} and key <> all(${[...keys]}::text[])`.execute(
      db,
    )
    const { rows } = await sql<{ key: string }>`insert into catalogue_owner_port_keys (key, code)
      select k, ${code} from unnest(${[...keys]}::text[]) k
      on conflict (key) do update set code = catalogue_owner_port_keys.code where catalogue_owner_port_keys.code = excluded.code
      returning key`.execute(db)
    const got = new Set(rows.map(({ key }) => key))
    return keys.filter((key) => !got.has(key))
  },
  setSecret: async (code: string, sealed: string) => {
    await sql`update catalogue_owner_ports set secret_sealed = ${sealed} where code = ${code}`.execute(db)
  },
  turn: async (code: string, isOn: boolean, because: string) => {
    await sql`update catalogue_owner_ports set is_on = ${isOn}, because = ${because}, fails_in_a_row = 0, rests_until = null
      where code = ${code}`.execute(db)
  },
  takeTurn: async (code: string, perMinute: number, at: Date): Promise<boolean> => {
    const minute = new Date(Math.floor(at.getTime() / 60_000) * 60_000)
    const { rows } = await sql`update catalogue_owner_ports p set minute_at = ${minute},
        minute_calls = case when p.minute_at = ${minute} then p.minute_calls + 1 else 1 end
      where p.code = ${code} and (p.minute_at is distinct from ${minute} or p.minute_calls < ${perMinute}) returning 1`.execute(
      db,
    )
    return rows.length > 0
  },
  /** After some failures in a row the port rests: whoever is down is not helped by more calls. */
  noteOutcome: async (
    code: string,
    said: { readonly isFine: boolean; readonly why: string | null; readonly at: Date; readonly restsUntil: Date },
    restAfter: number,
  ) => {
    await sql`update catalogue_owner_ports set checked_at = ${said.at}, why = ${said.why},
        answered_at = case when ${said.isFine} then ${said.at} else answered_at end,
        fails_in_a_row = case when ${said.isFine} then 0 else fails_in_a_row + 1 end,
        rests_until = case when ${said.isFine} then null
          when fails_in_a_row + 1 >= ${restAfter} then ${said.restsUntil}::timestamptz else rests_until end
      where code = ${code}`.execute(db)
  },
  keepCall: async (row: OwnerCallRow) => {
    await sql`insert into catalogue_owner_calls (id, code, kind, at, ms, outcome, status, subject_kind, subject_id, keys, purpose, by_id, by_name)
      values (${row.id}, ${row.code}, ${row.kind}, ${row.at}, ${row.ms}, ${row.outcome}, ${row.status}, ${row.subjectKind},
        ${row.subjectId}, ${row.keys}::text[], ${row.purpose}, ${row.byId}, ${row.byName})`.execute(db)
  },
  calls: async (code: string, after: string | null, limit: number): Promise<readonly OwnerCallRow[]> =>
    (
      await sql<OwnerCallRow>`select id, code, kind, at, ms, outcome, status, subject_kind, subject_id, keys, purpose, by_id, by_name
        from catalogue_owner_calls where code = ${code} and ${after ? sql`id < ${after}::uuid` : sql`true`}
        order by id desc limit ${limit}`.execute(db)
    ).rows,
  /** Answered calls about one person, with whose port it was and on which ground. */
  callsAbout: async (personId: string, limit: number) =>
    (
      await sql<
        OwnerCallRow & { unitName: string; portName: string; basis: string }
      >`select c.id, c.code, c.kind, c.at, c.ms, c.outcome,
          c.status, c.subject_kind, c.subject_id, c.keys, c.purpose, c.by_id, c.by_name, p.unit_name,
          p.draft->>'name' as port_name, p.draft->>'basis' as basis
        from catalogue_owner_calls c join catalogue_owner_ports p on p.code = c.code
        where c.subject_kind = 'person' and c.subject_id = ${personId} and c.outcome <> 'busy' order by c.id desc limit ${limit}`.execute(
        db,
      )
    ).rows,
  figures: async (since: Date): Promise<readonly PortFigures[]> =>
    (
      await sql<PortFigures>`select code, count(*)::int as calls, (count(*) filter (where outcome = 'answered'))::int as answered,
          percentile_disc(0.5) within group (order by ms) filter (where outcome = 'answered') as p50,
          percentile_disc(0.95) within group (order by ms) filter (where outcome = 'answered') as p95
        from catalogue_owner_calls where at >= ${since} group by code`.execute(db)
    ).rows,
  oldCalls: async (before: Date): Promise<number> =>
    (await sql<{ n: number }>`select count(*)::int as n from catalogue_owner_calls where at < ${before}`.execute(db))
      .rows[0]?.n ?? 0,
  forgetCalls: async (before: Date): Promise<number> =>
    Number((await sql`delete from catalogue_owner_calls where at < ${before}`.execute(db)).numAffectedRows ?? 0),
})
