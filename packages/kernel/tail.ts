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

/** Rows for the outbox, as JSON: one parameter whatever their number, so that the statement stays the same. */
const outboxRows = (told: readonly Told[], queued: readonly Queued[]) =>
  JSON.stringify([
    ...told.map((one) => ({ kind: 'event', name: one.name, fact: one.fact, topics: one.topics })),
    ...queued.map((one) => ({
      kind: 'job',
      name: one.job,
      fact: { payload: one.payload ?? null, startAt: one.startAt, key: one.key },
      topics: [],
    })),
  ])

/** The values behind `tailText`, in order. */
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
  outboxRows(told, queued),
]

const auditColumns =
  'at, actor_id, actor_kind, for_person_id, action, object, area_code, result, facts, request_id, origin'

/** The tail as a statement of its own, for transactions of several statements. */
export const tailStatement = (entry: Entry, told: readonly Told[], queued: readonly Queued[]) => ({
  text: `with audited as (insert into kernel_audit (${auditColumns})
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11))
  insert into kernel_outbox (kind, name, fact, topics, at, request_id)
  select kind, name, fact, topics, $1, $10
  from jsonb_to_recordset($12::jsonb) as told(kind text, name text, fact jsonb, topics text[])`,
  values: tailValues(entry, told, queued),
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
