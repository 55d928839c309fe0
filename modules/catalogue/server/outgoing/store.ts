/** Every query about systems that are told of changes, and about letters to them. */
import { type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { DeliveryState, OutgoingKind, SubscriberDraft } from '../../outgoing.ts'

export type SubscriberRow = {
  readonly code: string
  readonly draft: SubscriberDraft
  readonly way: 'push' | 'file'
  readonly areaCode: string
  readonly unitId: string
  readonly unitName: string
  readonly isOn: boolean
  readonly because: string | null
  readonly secretSealed: string | null
  readonly sendingUntil: Date | null
}
export type DeliveryRow = {
  readonly id: string
  readonly code: string
  readonly kind: OutgoingKind
  readonly subjectKind: 'person' | 'enterprise'
  readonly subjectId: string
  readonly areaCode: string
  readonly keys: string[]
  readonly bodySealed: string | null
  readonly state: DeliveryState
  readonly failures: number
  readonly failure: string | null
  readonly nextTryAt: Date | null
  readonly at: Date
  readonly sentAt: Date | null
}
export type SheetRow = {
  readonly id: string
  readonly madeAt: Date
  readonly rows: number
  readonly isConfirmed: boolean
}

const columns = sql`s.code, s.draft, s.way, s.area_code, s.unit_id, s.unit_name, s.is_on, s.because, s.secret_sealed, s.sending_until`
const deliveryColumns = sql`d.id, d.code, d.kind, d.subject_kind, d.subject_id, d.area_code, d.keys, d.body_sealed, d.state, d.failures,
  d.failure, d.next_try_at, d.at, d.sent_at`

export const outgoingStore = (db: Db) => ({
  find: async (code: string, isHeld = false): Promise<SubscriberRow | undefined> =>
    (
      await sql<SubscriberRow>`select ${columns} from catalogue_subscribers s where s.code = ${code} ${isHeld ? sql`for update` : sql``}`.execute(
        db,
      )
    ).rows[0],
  all: async (scope: Scope): Promise<readonly SubscriberRow[]> =>
    (
      await sql<SubscriberRow>`select ${columns} from catalogue_subscribers s
        where ${within(scope, { area: 's.area_code', unit: 's.unit_id' })} order by s.code limit 500`.execute(db)
    ).rows,
  /** Those switched on that want to hear of it. */
  wanting: async (kind: OutgoingKind): Promise<readonly SubscriberRow[]> =>
    (
      await sql<SubscriberRow>`select ${columns} from catalogue_subscribers s where s.is_on and ${kind} = any(s.kinds) order by s.code`.execute(
        db,
      )
    ).rows,
  keep: async (row: Pick<SubscriberRow, 'code' | 'draft' | 'areaCode' | 'unitId' | 'unitName'>, at: Date) => {
    await sql`insert into catalogue_subscribers (code, draft, way, kinds, area_code, unit_id, unit_name, kept_at)
      values (${row.code}, ${JSON.stringify(row.draft)}::jsonb, ${row.draft.way}, ${[...row.draft.kinds]}::text[], ${row.areaCode},
        ${row.unitId}, ${row.unitName}, ${at})
      on conflict (code) do update set draft = excluded.draft, way = excluded.way, kinds = excluded.kinds, area_code = excluded.area_code,
        unit_id = excluded.unit_id, unit_name = excluded.unit_name, kept_at = excluded.kept_at`.execute(db)
  },
  setSecret: async (code: string, sealed: string) => {
    await sql`update catalogue_subscribers set secret_sealed = ${sealed} where code = ${code}`.execute(db)
  },
  turn: async (code: string, isOn: boolean, because: string) => {
    await sql`update catalogue_subscribers set is_on = ${isOn}, because = ${because} where code = ${code}`.execute(db)
  },
  sendingUntil: async (code: string, until: Date | null) => {
    await sql`update catalogue_subscribers set sending_until = ${until} where code = ${code}`.execute(db)
  },
  figures: async (since: Date) =>
    (
      await sql<{ code: string; waiting: number; failed: number; sent: number; lastSentAt: Date | null }>`select code,
          (count(*) filter (where state = 'waiting'))::int as waiting, (count(*) filter (where state = 'failed'))::int as failed,
          (count(*) filter (where state in ('sent', 'filed') and at >= ${since}))::int as sent, max(sent_at) as last_sent_at
        from catalogue_deliveries group by code`.execute(db)
    ).rows,

  add: async (row: DeliveryRow & { readonly factId: string }): Promise<boolean> => {
    const { rows } =
      await sql`insert into catalogue_deliveries (id, code, fact_id, kind, subject_kind, subject_id, area_code, keys, body_sealed,
        state, next_try_at, at)
      values (${row.id}, ${row.code}, ${row.factId}, ${row.kind}, ${row.subjectKind}, ${row.subjectId}, ${row.areaCode},
        ${row.keys}::text[], ${row.bodySealed}, 'waiting', ${row.at}, ${row.at})
      on conflict do nothing returning id`.execute(db)
    return rows.length > 0
  },
  isTold: async (code: string, factId: string, subjectId: string): Promise<boolean> =>
    (
      await sql<{ is: boolean }>`select exists (select 1 from catalogue_deliveries
        where code = ${code} and fact_id = ${factId} and subject_id = ${subjectId}) as is`.execute(db)
    ).rows[0]?.is ?? false,
  /** The oldest of each subject first; one that rests holds back only what came after it about the same. */
  due: async (code: string, now: Date, limit: number): Promise<readonly DeliveryRow[]> =>
    (
      await sql<DeliveryRow>`select ${deliveryColumns} from catalogue_deliveries d
        where d.code = ${code} and d.state = 'waiting' and d.next_try_at <= ${now} and d.body_sealed is not null
          and not exists (select 1 from catalogue_deliveries b where b.code = d.code and b.state = 'waiting'
            and b.subject_id = d.subject_id and b.id < d.id)
        order by d.id limit ${limit}`.execute(db)
    ).rows,
  /** Systems for which something is due now. */
  nextDue: async (now: Date): Promise<readonly string[]> =>
    (
      await sql<{
        code: string
      }>`select distinct d.code from catalogue_deliveries d join catalogue_subscribers s on s.code = d.code
        where d.state = 'waiting' and d.next_try_at <= ${now} and s.is_on and s.way = 'push'`.execute(db)
    ).rows.map(({ code }) => code),
  settle: async (
    id: string,
    of: { state: DeliveryState; failures: number; failure: string | null; nextTryAt: Date | null; sentAt: Date | null },
  ) => {
    await sql`update catalogue_deliveries set state = ${of.state}, failures = ${of.failures}, failure = ${of.failure},
      next_try_at = ${of.nextTryAt}, sent_at = coalesce(${of.sentAt}::timestamptz, sent_at) where id = ${id}`.execute(
      db,
    )
  },
  list: async (asked: {
    readonly code: string
    readonly state: DeliveryState | undefined
    readonly after: string | null
    readonly limit: number
  }): Promise<readonly DeliveryRow[]> =>
    (
      await sql<DeliveryRow>`select ${deliveryColumns} from catalogue_deliveries d where d.code = ${asked.code}
        and ${asked.state ? sql`d.state = ${asked.state}` : sql`true`} and ${asked.after ? sql`d.id < ${asked.after}::uuid` : sql`true`}
        order by d.id desc limit ${asked.limit}`.execute(db)
    ).rows,
  /** Those whose words are still here wait again, under the same ids. */
  replay: async (
    code: string,
    of: { readonly id?: string | undefined; readonly states: readonly string[]; readonly from: Date },
    at: Date,
  ): Promise<number> =>
    Number(
      (
        await sql`update catalogue_deliveries set state = 'waiting', failures = 0, failure = null, next_try_at = ${at}
          where code = ${code} and body_sealed is not null and state = any(${[...of.states]}::text[]) and at >= ${of.from}
            and ${of.id ? sql`id = ${of.id}` : sql`true`}`.execute(db)
      ).numAffectedRows ?? 0,
    ),

  makeSheet: async (code: string, scope: Scope, sheetId: string, at: Date, limit: number): Promise<number> =>
    Number(
      (
        await sql`update catalogue_deliveries d set state = 'filed', sheet_id = ${sheetId}, sheet_at = ${at}
          where d.id in (select w.id from catalogue_deliveries w where w.code = ${code} and w.state = 'waiting'
            and ${within(scope, { area: 'w.area_code' })} order by w.id limit ${limit} for update skip locked)`.execute(
          db,
        )
      ).numAffectedRows ?? 0,
    ),
  sheets: async (code: string, scope: Scope): Promise<readonly SheetRow[]> =>
    (
      await sql<SheetRow>`select d.sheet_id as id, max(d.sheet_at) as made_at, count(*)::int as rows,
          bool_and(d.state = 'sent') as is_confirmed
        from catalogue_deliveries d where d.code = ${code} and d.sheet_id is not null and ${within(scope, { area: 'd.area_code' })}
        group by d.sheet_id order by d.sheet_id desc limit 100`.execute(db)
    ).rows,
  /** A sheet belongs to whoever reaches all of it. */
  ofSheet: async (code: string, sheetId: string, scope: Scope): Promise<readonly DeliveryRow[]> =>
    (
      await sql<DeliveryRow>`select ${deliveryColumns} from catalogue_deliveries d where d.code = ${code} and d.sheet_id = ${sheetId}
        and ${within(scope, { area: 'd.area_code' })} order by d.id`.execute(db)
    ).rows,
  confirmSheet: async (code: string, sheetId: string, scope: Scope, at: Date) => {
    await sql`update catalogue_deliveries d set state = 'sent', sent_at = ${at}
      where d.code = ${code} and d.sheet_id = ${sheetId} and d.state = 'filed' and ${within(scope, { area: 'd.area_code' })}`.execute(
      db,
    )
  },

  forgetSubject: async (id: string): Promise<number> =>
    Number((await sql`delete from catalogue_deliveries where subject_id = ${id}`.execute(db)).numAffectedRows ?? 0),
  ofSubject: async (id: string): Promise<readonly DeliveryRow[]> =>
    (
      await sql<DeliveryRow>`select ${deliveryColumns} from catalogue_deliveries d where d.subject_id = ${id} order by d.id limit 2000`.execute(
        db,
      )
    ).rows,
  /** What left about one person, with whose system it went to and on which ground. */
  leftAbout: async (personId: string, limit: number) =>
    (
      await sql<
        DeliveryRow & { unitName: string; systemName: string; basis: string }
      >`select ${deliveryColumns}, s.unit_name,
          s.draft->>'name' as system_name, s.draft->>'basis' as basis
        from catalogue_deliveries d join catalogue_subscribers s on s.code = d.code
        where d.subject_kind = 'person' and d.subject_id = ${personId} and d.state in ('sent', 'filed') order by d.id desc limit ${limit}`.execute(
        db,
      )
    ).rows,
  /** Words of letters that are done with. */
  oldBodies: async (before: Date, isCounting: boolean): Promise<number> => {
    const old = sql`body_sealed is not null and state in ('sent', 'failed') and at < ${before}`
    if (isCounting)
      return (
        (await sql<{ n: number }>`select count(*)::int as n from catalogue_deliveries where ${old}`.execute(db)).rows[0]
          ?.n ?? 0
      )
    return Number(
      (await sql`update catalogue_deliveries set body_sealed = null where ${old}`.execute(db)).numAffectedRows ?? 0,
    )
  },
  oldDeliveries: async (before: Date, isCounting: boolean): Promise<number> => {
    const old = sql`state in ('sent', 'failed') and at < ${before}`
    if (isCounting)
      return (
        (await sql<{ n: number }>`select count(*)::int as n from catalogue_deliveries where ${old}`.execute(db)).rows[0]
          ?.n ?? 0
      )
    return Number((await sql`delete from catalogue_deliveries where ${old}`.execute(db)).numAffectedRows ?? 0)
  },
})
