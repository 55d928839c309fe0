/** Queries about who asked for which dataset, what they were given it for, and which systems data go between. */
import { type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { Row } from '../dataset.ts'
import type { requestStates } from '../routes-datasets.ts'

export type RequestState = (typeof requestStates)[number]
export type RequestRow = {
  readonly id: string
  readonly matterId: string
  readonly number: string
  readonly datasetCode: string
  readonly datasetTitle: string
  readonly areaCode: string
  readonly providerUnitId: string | null
  readonly unitName: string
  readonly enterpriseId: string | null
  readonly purpose: string
  readonly columns: string[]
  readonly agreement: string | null
  readonly state: RequestState
  readonly askedAt: Date
  readonly askedBy: string | null
  readonly askedName: string
  readonly answeredAt: Date | null
  readonly providedAt: Date | null
  readonly expiresOn: string | null
  readonly answer: string | null
  readonly deletionProof: string | null
  readonly answeredBy: string | null
  readonly dispute: string | null
  readonly disputedAt: Date | null
  readonly disputedFrom: 'refused' | 'provided' | null
  readonly settlement: string | null
  readonly settledAt: Date | null
  readonly settledName: string | null
  readonly uses: number
}
export type SystemRow = {
  readonly id: string
  readonly areaCode: string
  readonly name: string
  readonly owner: string
  readonly purpose: string
  readonly holds: string[]
  readonly isReplaceable: boolean
  readonly sinceOn: string
  readonly retiredOn: string | null
}
export type FlowRow = { fromId: string; toId: string; what: string; way: 'automatic' | 'file' | 'retyped' }

const columns = sql`r.id, r.matter_id, r.number, r.dataset_code, d.draft->>'title' as dataset_title, r.area_code, r.provider_unit_id,
  r.unit_name, r.enterprise_id, r.purpose, r.columns, r.agreement, r.state, r.asked_at, r.asked_by, r.asked_name, r.answered_at,
  r.provided_at, r.expires_on, r.answer, r.deletion_proof, r.answered_by, r.dispute, r.disputed_at, r.disputed_from, r.settlement,
  r.settled_at, r.settled_name,
  (select count(*)::int from catalogue_dataset_uses u where u.request_id = r.id) as uses`
const tables = sql`catalogue_requests r join catalogue_datasets d on d.code = r.dataset_code`

export const sharingStore = (db: Db) => ({
  add: async (
    row: Omit<
      RequestRow,
      | 'datasetTitle'
      | 'uses'
      | 'answeredAt'
      | 'providedAt'
      | 'expiresOn'
      | 'answer'
      | 'deletionProof'
      | 'answeredBy'
      | 'dispute'
      | 'disputedAt'
      | 'disputedFrom'
      | 'settlement'
      | 'settledAt'
      | 'settledName'
    >,
  ) => {
    await sql`insert into catalogue_requests (id, matter_id, number, dataset_code, area_code, provider_unit_id, unit_name, enterprise_id,
        purpose, columns, agreement, state, asked_at, asked_by, asked_name)
      values (${row.id}, ${row.matterId}, ${row.number}, ${row.datasetCode}, ${row.areaCode}, ${row.providerUnitId}, ${row.unitName},
        ${row.enterpriseId}, ${row.purpose}, ${row.columns}::text[], ${row.agreement}, ${row.state}, ${row.askedAt}, ${row.askedBy},
        ${row.askedName})`.execute(db)
  },
  find: async (id: string, isHeld = false): Promise<RequestRow | undefined> =>
    (
      await sql<RequestRow>`select ${columns} from ${tables} where r.id = ${id} ${isHeld ? sql`for update of r` : sql``}`.execute(
        db,
      )
    ).rows[0],
  list: async (asked: {
    readonly mine: string | null
    readonly scope: Scope
    readonly code?: string | undefined
    readonly state?: RequestState | undefined
    readonly after: string | null
    readonly limit: number
  }): Promise<readonly RequestRow[]> =>
    (
      await sql<RequestRow>`select ${columns} from ${tables}
        where (r.asked_by = ${asked.mine}::uuid or ${within(asked.scope, { area: 'r.area_code', unit: 'r.provider_unit_id' })})
          and ${asked.code ? sql`r.dataset_code = ${asked.code}` : sql`true`}
          and ${asked.state ? sql`r.state = ${asked.state}` : sql`true`}
          and ${asked.after ? sql`r.id < ${asked.after}::uuid` : sql`true`}
        order by r.id desc limit ${asked.limit}`.execute(db)
    ).rows,
  answer: async (
    id: string,
    of: {
      state: RequestState
      answer: string
      answeredAt?: Date
      answeredBy?: string | null
      providedAt?: Date
      expiresOn?: string | null
    },
  ) => {
    await sql`update catalogue_requests set state = ${of.state}, answer = ${of.answer},
      answered_at = coalesce(${of.answeredAt ?? null}, answered_at), answered_by = coalesce(${of.answeredBy ?? null}::uuid, answered_by), provided_at = coalesce(${of.providedAt ?? null}, provided_at),
      expires_on = coalesce(${of.expiresOn ?? null}::date, expires_on) where id = ${id}`.execute(db)
  },
  dispute: async (id: string, of: { from: 'refused' | 'provided'; text: string; at: Date }) => {
    await sql`update catalogue_requests set state = 'disputed', dispute = ${of.text}, disputed_at = ${of.at}, disputed_from = ${of.from},
      settlement = null, settled_at = null, settled_name = null where id = ${id}`.execute(db)
  },
  settle: async (id: string, of: { state: RequestState; text: string; at: Date; name: string }) => {
    await sql`update catalogue_requests set state = ${of.state}, settlement = ${of.text}, settled_at = ${of.at}, settled_name = ${of.name}
      where id = ${id}`.execute(db)
  },
  expire: async (id: string) => {
    await sql`update catalogue_requests set state = 'expired' where id = ${id}`.execute(db)
  },
  /** Grants that end by a day, held. */
  ending: async (by: string): Promise<readonly RequestRow[]> =>
    (
      await sql<RequestRow>`select ${columns} from ${tables} where r.state in ('granted', 'provided') and r.expires_on <= ${by}::date
        order by r.id for update of r`.execute(db)
    ).rows,
  proveDeletion: async (id: string, text: string) => {
    await sql`update catalogue_requests set deletion_proof = ${text} where id = ${id}`.execute(db)
  },
  logUse: async (row: {
    id: string
    requestId: string
    at: Date
    by: string | null
    name: string
    purpose: string
    rows: number
  }) => {
    await sql`insert into catalogue_dataset_uses (id, request_id, at, by_id, by_name, purpose, row_count)
      values (${row.id}, ${row.requestId}, ${row.at}, ${row.by}, ${row.name}, ${row.purpose}, ${row.rows})`.execute(db)
  },
  usesOf: async (requestId: string, after: string | null, limit: number) =>
    (
      await sql<{
        id: string
        at: Date
        byName: string
        purpose: string
        rows: number
      }>`select id, at, by_name, purpose, row_count as rows
        from catalogue_dataset_uses where request_id = ${requestId} and ${after ? sql`id < ${after}::uuid` : sql`true`}
        order by id desc limit ${limit}`.execute(db)
    ).rows,
  rows: async (updateId: string, wanted: readonly string[], after: number, limit: number) =>
    (
      await sql<{
        number: number
        cells: Row
      }>`select number, (select coalesce(jsonb_object_agg(k, cells->k), '{}'::jsonb)
          from unnest(${[...wanted]}::text[]) k where cells ? k) as cells
        from catalogue_rows where update_id = ${updateId} and number > ${after} order by number limit ${limit}`.execute(
        db,
      )
    ).rows,
  counts: async () =>
    (
      await sql<{ asked: number; granted: number; refused: number; shared: number; median: number | null }>`
        select count(*)::int as asked, count(*) filter (where r.state in ('granted', 'provided'))::int as granted,
          count(*) filter (where r.state = 'refused')::int as refused,
          count(distinct r.dataset_code) filter (where r.state in ('granted', 'provided'))::int as shared,
          percentile_cont(0.5) within group (order by extract(epoch from r.answered_at - r.asked_at) / 86400)
            filter (where r.state in ('granted', 'provided')) as median
        from catalogue_requests r`.execute(db)
    ).rows[0],

  systems: async (prefix: string): Promise<readonly SystemRow[]> =>
    (
      await sql<SystemRow>`select id, area_code, name, owner, purpose, holds, is_replaceable, since_on, retired_on from catalogue_systems
        where area_code >= ${prefix} and area_code < ${`${prefix}:`} order by retired_on nulls first, id limit 500`.execute(
        db,
      )
    ).rows,
  flows: async (systemIds: readonly string[]): Promise<readonly FlowRow[]> =>
    (
      await sql<FlowRow>`select from_system as from_id, to_system as to_id, what, way from catalogue_flows
        where from_system = any(${[...systemIds]}::uuid[]) order by id limit 2000`.execute(db)
    ).rows,
  areaOfSystem: async (id: string): Promise<string | null> =>
    (await sql<{ areaCode: string }>`select area_code from catalogue_systems where id = ${id} for update`.execute(db))
      .rows[0]?.areaCode ?? null,
  keepSystem: async (row: SystemRow) => {
    await sql`insert into catalogue_systems (id, area_code, name, owner, purpose, holds, is_replaceable, since_on, retired_on)
      values (${row.id}, ${row.areaCode}, ${row.name}, ${row.owner}, ${row.purpose}, ${row.holds}::text[], ${row.isReplaceable},
        ${row.sinceOn}, ${row.retiredOn})
      on conflict (id) do update set area_code = excluded.area_code, name = excluded.name, owner = excluded.owner,
        purpose = excluded.purpose, holds = excluded.holds, is_replaceable = excluded.is_replaceable, since_on = excluded.since_on,
        retired_on = excluded.retired_on`.execute(db)
  },
  keepFlows: async (fromId: string, flows: readonly (Omit<FlowRow, 'fromId'> & { id: string })[]) => {
    await sql`delete from catalogue_flows where from_system = ${fromId}`.execute(db)
    if (flows.length === 0) return
    await sql`insert into catalogue_flows (id, from_system, to_system, what, way)
      select id, ${fromId}, to_system, what, way from unnest(${flows.map(({ id }) => id)}::uuid[], ${flows.map(({ toId }) => toId)}::uuid[],
        ${flows.map(({ what }) => what)}::text[], ${flows.map(({ way }) => way)}::text[]) as f (id, to_system, what, way)
      where exists (select 1 from catalogue_systems s where s.id = f.to_system)`.execute(db)
  },
})
