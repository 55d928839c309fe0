/** The tail of every write: its audit entry and the events and jobs it tells, in the same transaction as the fact. */
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from './actor.ts'
import type { Told } from './module.ts'

/** A job asked for while working; told to the queue after commit. */
export type Queued = {
  readonly job: string
  readonly payload: unknown
  readonly startAt: string | null
  readonly key: string | null
}

/** One act, as the audit keeps it. `facts` are free of personal fields. */
export type Entry = {
  readonly at: Date
  readonly actor: Actor
  readonly action: string
  readonly object: string | null
  readonly area: string | null
  readonly result: 'done' | 'refused'
  readonly facts: unknown
  readonly requestId: string
  readonly from: string | null
}

/** Rows for the outbox; they travel as JSON, one parameter whatever their number, so that the statement stays the same. */
const outboxRows = (told: readonly Told[], queued: readonly Queued[]) => [
  ...told.map((one) => ({ kind: 'event', name: one.name, fact: one.fact, topics: one.topics })),
  ...queued.map((one) => ({
    kind: 'job',
    name: one.job,
    fact: { payload: one.payload ?? null, startAt: one.startAt, key: one.key },
    topics: [],
  })),
]

/** The values of a tail, in order. */
const tailValues = (entry: Entry, told: readonly Told[], queued: readonly Queued[]): unknown[] => [
  entry.at,
  entry.actor.id,
  entry.actor.kind,
  entry.actor.onBehalfOf?.personId ?? null,
  entry.action,
  entry.object,
  entry.area,
  entry.result,
  JSON.stringify(entry.facts ?? {}),
  entry.requestId,
  entry.from,
  JSON.stringify(outboxRows(told, queued)),
]

const auditColumns =
  'at, actor_id, actor_kind, for_person_id, action, object, area_code, result, facts, request_id, origin'

/** What one act leaves behind. */
export type Tail = { readonly entry: Entry; readonly told: readonly Told[]; readonly queued: readonly Queued[] }

/** Tails as one statement of its own, for transactions of several statements; many acts may share a transaction. */
export const tailStatement = (tails: readonly Tail[]) => ({
  text: `with audited as (insert into kernel_audit (${auditColumns})
    select ${auditColumns} from jsonb_to_recordset($1::jsonb) as done(at timestamptz, actor_id uuid, actor_kind text, for_person_id uuid,
      action text, object text, area_code text, result text, facts jsonb, request_id text, origin text))
  insert into kernel_outbox (kind, name, fact, topics, at, request_id)
  select kind, name, fact, topics, at, request_id
  from jsonb_to_recordset($2::jsonb) as told(kind text, name text, fact jsonb, topics text[], at timestamptz, request_id text)`,
  values: [
    JSON.stringify(
      tails.map(({ entry }) => ({
        at: entry.at,
        actor_id: entry.actor.id,
        actor_kind: entry.actor.kind,
        for_person_id: entry.actor.onBehalfOf?.personId ?? null,
        action: entry.action,
        object: entry.object,
        area_code: entry.area,
        result: entry.result,
        facts: entry.facts ?? {},
        request_id: entry.requestId,
        origin: entry.from,
      })),
    ),
    JSON.stringify(
      tails.flatMap(({ entry, told, queued }) =>
        outboxRows(told, queued).map((row) => ({ ...row, at: entry.at, request_id: entry.requestId })),
      ),
    ),
  ],
})

/** The tail as CTEs, for a write that is one statement: `` sql`with ${tail}, … insert …` ``. */
export const tailFragment = (entry: Entry, told: readonly Told[], queued: readonly Queued[]): RawBuilder<unknown> => {
  const [at, actorId, kind, forPerson, action, object, area, result, facts, requestId, from, rows] = tailValues(
    entry,
    told,
    queued,
  )
  return sql`kernel_audited as (insert into kernel_audit (${sql.raw(auditColumns)})
    values (${at}, ${actorId}, ${kind}, ${forPerson}, ${action}, ${object}, ${area}, ${result}, ${facts}::jsonb, ${requestId}, ${from})),
  kernel_told as (insert into kernel_outbox (kind, name, fact, topics, at, request_id)
    select kind, name, fact, topics, ${at}::timestamptz, ${requestId}
    from jsonb_to_recordset(${rows}::jsonb) as told(kind text, name text, fact jsonb, topics text[]))`
}
