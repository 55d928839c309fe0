/** Queries of the spine about single matters: read whole, written whole, always together with the step that says why. */
import type { Db } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import { hashOf } from '../chain.ts'
import type { Step } from '../views.ts'
import type { RequestRecord } from './part-store.ts'
import type { ClockRecord, MatterRecord, NewStep, Whole } from './tables.ts'

/** Where nothing is due, a matter sorts to the very end. */
const endOfTime = new Date('9999-12-31T00:00:00Z')

const columns = sql.raw(
  `m.id, m.number, m.process, m.module, m.subject_id, m.state, m.phase, m.title, m.summary, m.area_code, m.cell_code, m.lon,
  m.lat, m.address, m.kind_code, m.order_kind, m.source, m.grade, m.is_public, m.public_title, m.is_restricted, m.holder_unit_id, m.holder_unit_name, m.holder_account_id, m.holder_name,
  m.held_since, m.unit_since, m.handled_by, m.due_at, m.step_count, m.head_hash, m.hops, m.returns, m.returns_before, m.passed_on, m.excluded_because, m.reworks, m.reopens, m.is_arbitrated,
  m.supervision, m.suspended_at, m.review_on, m.parent_id, m.merged_into_id, m.outcome, m.rating, m.opened_at, m.moved_at,
  m.closed_at, m.archived_at`,
)

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::bigint`)
const clocksOf = sql`(select coalesce(jsonb_agg(jsonb_build_object(
  'id', c.id, 'name', c.name, 'amount', c.amount, 'unit', c.unit, 'dayMode', c.day_mode, 'calendarVersion', c.calendar_version,
  'startedAt', ${ms('c.started_at')}, 'dueAt', ${ms('c.due_at')}, 'remindAt', ${ms('c.remind_at')},
  'pausedAt', ${ms('c.paused_at')}, 'stoppedAt', ${ms('c.stopped_at')}, 'pauses', c.pauses, 'extensions', c.extensions,
  'remindedAt', ${ms('c.reminded_at')}, 'overdueAt', ${ms('c.overdue_at')}) order by c.started_at, c.id), '[]')
  from matters_clocks c where c.matter_id = m.id)`
const partiesOf = sql`(select coalesce(jsonb_agg(jsonb_build_object(
  'kind', p.kind, 'accountId', p.account_id, 'personId', p.person_id, 'isMerged', p.via_matter_id is not null)), '[]') from matters_parties p where p.matter_id = m.id)`
const helperUnitsOf = sql`(select coalesce(array_agg(h.unit_id), '{}') from matters_helpers h
  where h.matter_id = m.id and h.done_at is null)`
const openChildrenOf = sql`(select count(*) from matters_matters k where k.parent_id = m.id and k.closed_at is null)`

type WholeRow = MatterRecord & {
  clocks: ClockRecord[]
  parties: Whole['parties']
  helperUnits: string[]
  openChildren: number
}

const asWhole = (row: WholeRow | undefined): Whole | null => {
  if (!row) return null
  const { clocks, parties, helperUnits, openChildren, ...matter } = row
  return { matter, clocks, parties, helperUnits, openChildren }
}

/** Clocks as rows of a JSON parameter, so that the statement is the same for none or many. */
const clockRows = (matterId: string, clocks: readonly ClockRecord[]) =>
  JSON.stringify(
    clocks.map((clock) => ({
      id: clock.id,
      matter_id: matterId,
      name: clock.name,
      amount: clock.amount,
      unit: clock.unit,
      day_mode: clock.dayMode,
      calendar_version: clock.calendarVersion,
      started_at: new Date(clock.startedAt),
      due_at: new Date(clock.dueAt),
      remind_at: new Date(clock.remindAt),
      paused_at: clock.pausedAt === null ? null : new Date(clock.pausedAt),
      stopped_at: clock.stoppedAt === null ? null : new Date(clock.stoppedAt),
      pauses: clock.pauses,
      extensions: clock.extensions,
      reminded_at: clock.remindedAt === null ? null : new Date(clock.remindedAt),
      overdue_at: clock.overdueAt === null ? null : new Date(clock.overdueAt),
    })),
  )

const putClocks = (matterId: string, clocks: readonly ClockRecord[]) => sql`
  insert into matters_clocks select * from jsonb_populate_recordset(null::matters_clocks, ${clockRows(matterId, clocks)}::jsonb)
  on conflict (id) do update set due_at = excluded.due_at, remind_at = excluded.remind_at, paused_at = excluded.paused_at,
    stopped_at = excluded.stopped_at, pauses = excluded.pauses, extensions = excluded.extensions,
    reminded_at = excluded.reminded_at, overdue_at = excluded.overdue_at`

/**
 * What was asked lapses with its ground: more time with the clock it was asked for, a rest, a return or a fuller unit with the unit or the stage that asked,
 * everything but a leaving out (剔除) with the matter itself, and that when it is taken up again. Null where nothing can lapse.
 */
const lapsing = (was: MatterRecord, now: MatterRecord, clocks: readonly ClockRecord[]) => {
  // Made void or merged, it is measured no more: there is nothing to leave it out of.
  const isUnmeasured = now.outcome === 'voided' || now.outcome === 'merged'
  if (now.phase === 'done') return was.phase === 'done' ? null : isUnmeasured ? sql`true` : sql`kind <> 'exclude'`
  if (was.phase === 'done') return sql`true`
  const stopped = clocks.flatMap(({ id, stoppedAt }) => (stoppedAt === null ? [] : [id]))
  const isElsewhere = now.phase !== was.phase || now.holderUnitId !== was.holderUnitId
  if (!isElsewhere && stopped.length === 0) return null
  return sql`(kind = 'delay' and clock_id = any(${stopped}::uuid[])) or (kind in ('suspend', 'return', 'overload') and ${isElsewhere})`
}

/** A request that nobody decides any more. */
export type Lapsed = { readonly id: string; readonly kind: RequestRecord['kind'] }

export type StepContext = {
  readonly at: Date
  readonly actorId: string | null
  readonly actorName: string
  readonly actorUnitId: string | null
}

const putStep = (
  before: Pick<MatterRecord, 'id' | 'stepCount' | 'headHash'>,
  fromState: string | null,
  step: NewStep,
  by: StepContext,
) => {
  const seq = before.stepCount + 1
  const at = by.at.toISOString()
  const hash = hashOf(before.headHash, { ...step, ...by, matterId: before.id, seq, at, fromState })
  const insert = sql`insert into matters_steps (matter_id, seq, at, move, from_state, to_state, actor_id, actor_name, actor_unit_id,
    is_public, facts, file_ids, hash)
    values (${before.id}::uuid, ${seq}, ${at}::timestamptz, ${step.move}, ${fromState}, ${step.toState}, ${by.actorId}::uuid, ${by.actorName},
    ${by.actorUnitId}::uuid, ${step.isPublic}, ${JSON.stringify(step.facts)}::jsonb, ${[...step.fileIds]}::uuid[], ${hash})`
  return { seq, hash, insert }
}

/** Overlapping pairs of characters, the words a search goes by. */
export const pairsOf = (text: string): string[] => {
  const pairs = new Set<string>()
  for (const run of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const letters = [...run]
    for (let at = 0; at + 1 < letters.length; at += 1) pairs.add(`${letters[at]}${letters[at + 1]}`)
  }
  return [...pairs]
}

export type NewMatter = {
  readonly matter: MatterRecord
  readonly queryCodeHash: Buffer
  readonly clocks: readonly ClockRecord[]
  readonly step: NewStep
  readonly by: StepContext
  readonly party: {
    readonly id: string
    readonly accountId: string | null
    readonly personId: string | null
    readonly name: string | null
    readonly contactRef: string | null
  } | null
}

/** A new matter with its first step, clocks and reporter, as CTEs of one statement. */
export const openingCtes = ({ matter: m, queryCodeHash, clocks, step, by, party }: NewMatter): RawBuilder<unknown> => {
  const { hash, insert } = putStep({ id: m.id, stepCount: 0, headHash: '' }, null, step, by)
  const parties = party
    ? [{ ...party, account_id: party.accountId, person_id: party.personId, contact_ref: party.contactRef }]
    : []
  return sql`matters_opened as (insert into matters_matters (id, number, query_code_hash, process, module, subject_id, state, phase,
      title, summary, search, area_code, cell_code, lon, lat, address, kind_code, order_kind, source, grade, is_public, public_title, is_restricted, holder_unit_id, holder_unit_name,
      holder_account_id, holder_name, held_since, unit_since, due_at, order_at, step_count, head_hash, parent_id, opened_at, moved_at, closed_at, outcome)
    values (${m.id}::uuid, ${m.number}, ${queryCodeHash}, ${m.process}, ${m.module}, ${m.subjectId}::uuid, ${m.state}, ${m.phase},
      ${m.title}, ${m.summary}, array_to_tsvector(${pairsOf(`${m.title} ${(m.summary ?? '').slice(0, 200)}`)}::text[]),
      ${m.areaCode}, ${m.cellCode}, ${m.lon}::float8, ${m.lat}::float8, ${m.address}, ${m.kindCode}, ${m.orderKind}, ${m.source}, ${m.grade}::smallint, ${m.isPublic}, ${m.publicTitle}, ${m.isRestricted},
      ${m.holderUnitId}::uuid, ${m.holderUnitName}, ${m.holderAccountId}::uuid, ${m.holderName}, ${m.heldSince}::timestamptz, ${m.unitSince}::timestamptz,
      ${m.dueAt}::timestamptz, ${m.dueAt ?? endOfTime}::timestamptz, 1, ${hash}, ${m.parentId}::uuid, ${m.openedAt}::timestamptz,
      ${m.movedAt}::timestamptz, ${m.closedAt}::timestamptz, ${m.outcome})),
  matters_stepped as (${insert}),
  matters_clocked as (insert into matters_clocks
    select * from jsonb_populate_recordset(null::matters_clocks, ${clockRows(m.id, clocks)}::jsonb)),
  matters_known as (insert into matters_parties (id, matter_id, kind, account_id, person_id, name, contact_ref, since)
    select p.id, ${m.id}::uuid, 'reporter', p.account_id, p.person_id, p.name, p.contact_ref, ${m.openedAt}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(parties)}::jsonb)
      as p(id uuid, account_id uuid, person_id uuid, name text, contact_ref text))`
}

/** Everything about single matters. */
export const matterStore = (db: Db) => ({
  open: async (opening: NewMatter) => {
    await sql`with ${openingCtes(opening)} select 1`.execute(db)
  },

  /** Reserves serials and returns the first of them. */
  reserve: async (day: string, area: string, letter: string, count: number): Promise<number> => {
    const { rows } = await sql<{ next: number }>`insert into matters_serials (day, area, letter, next)
      values (${day}, ${area}, ${letter}, ${count} + 1)
      on conflict (day, area, letter) do update set next = matters_serials.next + ${count} returning next`.execute(db)
    return (rows[0]?.next ?? count + 1) - count
  },

  /** One matter with all an act must know; null when there is none. */
  whole: async (id: string): Promise<Whole | null> => {
    const { rows } = await sql<WholeRow>`select ${columns}, ${clocksOf} as clocks, ${partiesOf} as parties,
      ${helperUnitsOf} as helper_units, ${openChildrenOf} as open_children from matters_matters m where m.id = ${id}::uuid`.execute(
      db,
    )
    return asWhole(rows[0])
  },

  /** The same, and nobody else changes it until this act is over. `skip` gives null when somebody else is at it. */
  lock: async (id: string, skip = false): Promise<Whole | null> => {
    // Two statements: what hangs on the matter must be read after the lock was won, not before.
    const held = await sql<{ id: string }>`select id from matters_matters where id = ${id}::uuid
      for no key update ${sql.raw(skip ? 'skip locked' : '')}`.execute(db)
    return held.rows.length === 0 ? null : matterStore(db).whole(id)
  },

  /** Writes a step, the matter as it is now, its clocks, and what lapses by it: one statement. Gives back the matter as it stands, and what lapsed. */
  record: async (
    was: MatterRecord,
    now: MatterRecord,
    step: NewStep,
    by: StepContext,
    clocks: readonly ClockRecord[] = [],
  ): Promise<{ readonly matter: MatterRecord; readonly lapsed: readonly Lapsed[] }> => {
    const { seq, hash, insert } = putStep(was, was.state, step, by)
    const m = now
    const lapse = lapsing(was, now, clocks)
    const lapsed = lapse
      ? sql`, lapsed as (update matters_requests set state = 'withdrawn', decided_at = ${by.at}
          where matter_id = ${m.id}::uuid and state = 'asked' and (${lapse}) returning id, kind)`
      : sql``
    const told = lapse
      ? sql`(select coalesce(json_agg(json_build_object('id', id, 'kind', kind) order by id), '[]') from lapsed)`
      : sql`'[]'::json`
    const { rows } = await sql<{
      lapsed: Lapsed[]
    }>`with stepped as (${insert}), clocked as (${putClocks(m.id, clocks)})${lapsed}
      update matters_matters set state = ${m.state}, phase = ${m.phase}, title = ${m.title}, area_code = ${m.areaCode},
        cell_code = ${m.cellCode}, lon = ${m.lon}::float8, lat = ${m.lat}::float8, kind_code = ${m.kindCode}, order_kind = ${m.orderKind}, grade = ${m.grade}::smallint, is_public = ${m.isPublic}, public_title = ${m.publicTitle}, is_restricted = ${m.isRestricted}, holder_unit_id = ${m.holderUnitId}::uuid,
        holder_unit_name = ${m.holderUnitName}, holder_account_id = ${m.holderAccountId}::uuid, holder_name = ${m.holderName},
        held_since = ${m.heldSince}::timestamptz, unit_since = ${m.unitSince}::timestamptz, handled_by = ${m.handledBy}::uuid[], due_at = ${m.dueAt}::timestamptz,
        order_at = ${m.dueAt ?? endOfTime}::timestamptz, step_count = ${seq}, head_hash = ${hash}, hops = ${m.hops}, returns = ${m.returns}, returns_before = ${m.returnsBefore}, passed_on = ${m.passedOn}::uuid[], excluded_because = ${m.excludedBecause},
        reworks = ${m.reworks}, reopens = ${m.reopens}, is_arbitrated = ${m.isArbitrated}, supervision = ${m.supervision},
        suspended_at = ${m.suspendedAt}::timestamptz, review_on = ${m.reviewOn}::date, parent_id = ${m.parentId}::uuid,
        merged_into_id = ${m.mergedIntoId}::uuid, outcome = ${m.outcome}, rating = ${m.rating}::smallint,
        moved_at = ${m.movedAt}::timestamptz, closed_at = ${m.closedAt}::timestamptz, archived_at = ${m.archivedAt}::timestamptz
      where id = ${m.id}::uuid returning ${told} as lapsed`.execute(db)
    return { matter: { ...now, stepCount: seq, headHash: hash }, lapsed: rows[0]?.lapsed ?? [] }
  },

  steps: async (matterId: string, publicOnly = false): Promise<Step[]> => {
    const { rows } = await sql<
      Step & { at: unknown }
    >`select seq, at, move, from_state, to_state, actor_id, actor_name, actor_unit_id,
      is_public, facts, file_ids, hash from matters_steps where matter_id = ${matterId}::uuid and (is_public or not ${publicOnly})
      order by seq`.execute(db)
    return rows.map((row) => ({ ...row, at: (row.at as unknown as Date).toISOString() }))
  },
  /** Has somebody of this unit made one of these moves? */
  hasMoved: async (matterId: string, unitId: string, moves: readonly string[]): Promise<boolean> => {
    const { rows } = await sql<{ seq: number }>`select seq from matters_steps where matter_id = ${matterId}::uuid
      and actor_unit_id = ${unitId}::uuid and move = any(${[...moves]}::text[]) limit 1`.execute(db)
    return rows.length > 0
  },
  /** Has this account made any step of it? */
  hasActed: async (matterId: string, accountId: string | null): Promise<boolean> => {
    if (accountId === null) return false
    const { rows } = await sql<{ seq: number }>`select seq from matters_steps where matter_id = ${matterId}::uuid
      and actor_id = ${accountId}::uuid limit 1`.execute(db)
    return rows.length > 0
  },
  /** The state it left with the last step of this name. */
  stateBefore: async (matterId: string, move: string) => {
    const { rows } = await sql<{ fromState: string | null }>`select from_state from matters_steps
      where matter_id = ${matterId}::uuid and move = ${move} order by seq desc limit 1`.execute(db)
    return rows[0]?.fromState ?? null
  },
  /** What was said when it was opened. */
  openingFacts: async (matterId: string) => {
    const { rows } = await sql<{
      facts: Readonly<Record<string, unknown>>
    }>`select facts from matters_steps where matter_id = ${matterId}::uuid and seq = 1`.execute(db)
    return rows[0]?.facts
  },
  step: async (matterId: string, seq: number) => {
    const { rows } = await sql<{ move: string; actorId: string | null }>`select move, actor_id from matters_steps
      where matter_id = ${matterId}::uuid and seq = ${seq}`.execute(db)
    return rows[0] ?? null
  },

  /** `mergedIntoId` is the one that goes on, however many it went through. */
  idByNumber: async (number: string, queryCodeHash: Buffer) => {
    const { rows } = await sql<{
      id: string
      mergedIntoId: string | null
    }>`select id, (with recursive ways as (select merged_into_id as id, 1 as step
          union select n.merged_into_id, w.step + 1 from ways w join matters_matters n on n.id = w.id where n.merged_into_id is not null)
        select w.id from ways w order by w.step desc limit 1) as merged_into_id
      from matters_matters where number = ${number} and query_code_hash = ${queryCodeHash}`.execute(db)
    return rows[0] ?? null
  },
  idOfSubject: async (subjectId: string) => {
    const { rows } = await sql<{ id: string }>`select id from matters_matters where subject_id = ${subjectId}::uuid
      order by opened_at limit 1`.execute(db)
    return rows[0]?.id ?? null
  },
  childrenOf: async (parentId: string) => {
    const { rows } = await sql<{
      id: string
      number: string
      title: string
      state: string
      phase: MatterRecord['phase']
    }>`select id, number,
      title, state, phase from matters_matters where parent_id = ${parentId}::uuid or merged_into_id = ${parentId}::uuid
      order by opened_at limit 200`.execute(db)
    return rows
  },
  /** Whatever was merged into a matter, straight or through another, ends with its result. */
  giveOutcome: async (parentId: string, outcome: string | null) => {
    await sql`with recursive merged as (select id from matters_matters where merged_into_id = ${parentId}::uuid
        union select m.id from merged join matters_matters m on m.merged_into_id = merged.id)
      update matters_matters set outcome = ${outcome} where id in (select id from merged)`.execute(db)
  },

  idOfNumber: async (number: string): Promise<string | null> =>
    (await sql<{ id: string }>`select id from matters_matters where number = ${number}`.execute(db)).rows[0]?.id ??
    null,
})
