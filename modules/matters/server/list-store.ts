/** Queries behind lists: inbox, search, own and public matters, queues and load. */

import { areaPrefix, type Db, type Scope } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Earlier, Opening } from '../port.ts'
import type { QueueOrder } from '../queue-order.ts'
import type { MatterRow } from '../views.ts'
import { fetching, inside, type Key, keyAfter, ofKind, openTo, pageText, reachOf, rowJson, stateWord } from './lists.ts'
import type { MatterRecord } from './tables.ts'

const none = sql`'none'`
/** The title as everybody reads it; null where its words are kept back. */
const publicTitle = sql`case when m.public_title is null then m.title else nullif(m.public_title, '') end`
const all = (conditions: readonly (RawBuilder<boolean> | false | undefined)[]) => {
  const due = conditions.filter((one): one is RawBuilder<boolean> => Boolean(one))
  return due.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(due, sql` and `)}`
}
const after = ({ at, id }: Key) => sql`(${at}::timestamptz, ${id}::uuid)`

const textOf = async (db: Db, statement: RawBuilder<{ text: string }>) => {
  const { rows } = await statement.execute(db)
  return rows[0]?.text ?? '{"items":[],"next":null}'
}

export type Filter = {
  readonly pairs?: readonly string[]
  readonly numberStart?: string
  readonly area?: string
  readonly process?: string
  readonly state?: string
  readonly phase?: string
  readonly unit?: string
  readonly grade?: number
  readonly overdueAt?: Date
  readonly isOpen?: boolean
  readonly source?: string
  readonly kind?: string
  readonly orderKind?: string
  readonly due?: 'overdue' | 'soon' | 'calm' | 'suspended'
  readonly now?: Date
  readonly soon?: Date
  readonly order?: 'newest' | QueueOrder
  readonly ids?: readonly string[]
}

/** How an open matter stands with its clock. */
const standing = ({ due, now, soon }: Filter) => {
  if (due === undefined || now === undefined || soon === undefined) return undefined
  if (due === 'suspended') return sql<boolean>`m.closed_at is null and m.suspended_at is not null`
  if (due === 'overdue') return sql<boolean>`m.closed_at is null and m.due_at <= ${now}::timestamptz`
  if (due === 'soon')
    return sql<boolean>`m.closed_at is null and m.due_at > ${now}::timestamptz and m.due_at <= ${soon}::timestamptz`
  return sql<boolean>`m.closed_at is null and m.suspended_at is null and (m.due_at is null or m.due_at > ${soon}::timestamptz)`
}

const longestWaiting = (since: RawBuilder<unknown>) => sql`date_trunc('milliseconds', ${since})`
/** A grade is worth more than any time limit: a year and more. */
const gravestFirst = (due: RawBuilder<unknown>) => sql`${due} - make_interval(days => 400 * (m.grade - 1))`
/** What a list of matters is ordered by. */
const orderKey = (order: Filter['order']) =>
  order === 'due'
    ? sql`m.order_at`
    : order === 'waiting'
      ? longestWaiting(sql`m.opened_at`)
      : order === 'grave'
        ? gravestFirst(sql`m.order_at`)
        : sql`m.opened_at`

/** Why something waits for somebody: in their own hands, in their unit's, or their unit supports it. */
export type InboxPart = 'mine' | 'unit' | 'support'
export type Waiting = {
  readonly accountId: string
  readonly units: readonly string[]
  readonly process: string | null
  /** All parts where it is left out. */
  readonly part?: InboxPart
}

export const listStore = (db: Db) => ({
  /** What waits for an account and its units, by due time; each source gives one page at most, from an index. */
  inbox: (who: Waiting, afterText: string | undefined, limit: number) => {
    const from = after(keyAfter(afterText, 'rising'))
    const more = fetching(limit)
    // Left out rather than made optional: one plan then serves every caller, and none is made anew.
    const isProcess = who.process === null ? sql`true` : sql`m.process = ${who.process}`
    const own = sql`(select ${rowJson(sql`'mine'`)} as item, m.order_at as key_at, m.id as key_id from matters_matters m
      where m.holder_account_id = ${who.accountId}::uuid and m.closed_at is null and (m.order_at, m.id) > ${from} and ${isProcess}
      order by m.order_at, m.id limit ${more})`
    const ofUnit = (
      unit: RawBuilder<unknown>,
    ) => sql`select * from matters_matters m where m.holder_unit_id = ${unit} and m.closed_at is null
      and (m.order_at, m.id) > ${from} and ${isProcess} and m.holder_account_id is distinct from ${who.accountId}::uuid
      order by m.order_at, m.id limit ${more}`
    // Joined before it is limited: what is over, or of another process, must not take the place of what lies behind it.
    const byUnit = (
      unit: RawBuilder<unknown>,
    ) => sql`select h.* from matters_helpers h join matters_matters m on m.id = h.matter_id and m.closed_at is null and ${isProcess}
      where h.unit_id = ${unit} and h.done_at is null
      and (h.order_at, h.matter_id) > ${from} order by h.order_at, h.matter_id limit ${more}`
    const held = (source: RawBuilder<unknown>) =>
      sql`(select ${rowJson(sql`'unit'`)} as item, m.order_at as key_at, m.id as key_id from ${source})`
    const supported = (
      source: RawBuilder<unknown>,
    ) => sql`(select ${rowJson(sql`'support'`, sql`h.due_at`)} as item, h.order_at as key_at, m.id as key_id
      from ${source} join matters_matters m on m.id = h.matter_id)`
    const isOf = (part: InboxPart) => who.part === undefined || who.part === part
    // Few units are named one by one, so that the planner knows what to expect; many come as an array.
    const sources =
      who.units.length <= 4
        ? who.units.flatMap((unit) => [
            ...(isOf('unit') ? [held(sql`(${ofUnit(sql`${unit}::uuid`)}) as m`)] : []),
            ...(isOf('support') ? [supported(sql`(${byUnit(sql`${unit}::uuid`)}) as h`)] : []),
          ])
        : [
            ...(isOf('unit')
              ? [held(sql`unnest(${[...who.units]}::uuid[]) as u(id) cross join lateral (${ofUnit(sql`u.id`)}) as m`)]
              : []),
            ...(isOf('support')
              ? [
                  supported(
                    sql`unnest(${[...who.units]}::uuid[]) as u(id) cross join lateral (${byUnit(sql`u.id`)}) as h`,
                  ),
                ]
              : []),
          ]
    const all = [...(isOf('mine') ? [own] : []), ...sources]
    // Who belongs to no unit holds and supports nothing by one.
    if (all.length === 0) return Promise.resolve('{"items":[],"next":null}')
    const rows = sql`select * from (${sql.join(all, sql` union all `)}) as waiting order by key_at, key_id limit ${more}`
    return textOf(db, pageText(rows, limit, 'rising'))
  },

  /** The same by another rule than due time: all that waits is looked at, for no index is kept in that order. */
  inboxBy: (order: Exclude<QueueOrder, 'due'>, who: Waiting, afterText: string | undefined, limit: number) => {
    const from = after(keyAfter(afterText, 'rising'))
    const isProcess = who.process === null ? sql`true` : sql`m.process = ${who.process}`
    const key = (due: string, since: string) =>
      order === 'waiting' ? longestWaiting(sql.ref(since)) : gravestFirst(sql.ref(due))
    const units = sql`any(${[...who.units]}::uuid[])`
    const held = sql`select ${rowJson(sql`case when m.holder_account_id is not distinct from ${who.accountId}::uuid then 'mine' else 'unit' end`)} as item,
        ${key('m.order_at', 'm.opened_at')} as key_at, m.id as key_id
      from matters_matters m where m.closed_at is null and ${isProcess}
        and ${
          who.part === 'mine'
            ? sql`m.holder_account_id = ${who.accountId}::uuid`
            : who.part === 'unit'
              ? sql`m.holder_unit_id = ${units} and m.holder_account_id is distinct from ${who.accountId}::uuid`
              : sql`(m.holder_account_id = ${who.accountId}::uuid or m.holder_unit_id = ${units})`
        }`
    const supported = sql`select ${rowJson(sql`'support'`, sql`h.due_at`)} as item, ${key('h.order_at', 'h.asked_at')} as key_at, m.id as key_id
      from matters_helpers h join matters_matters m on m.id = h.matter_id and m.closed_at is null
      where h.unit_id = ${units} and h.done_at is null and ${isProcess}`
    const all = who.part === 'support' ? supported : who.part === undefined ? sql`${held} union all ${supported}` : held
    const rows = sql`select * from (${all}) as waiting where (key_at, key_id) > ${from}
      order by key_at, key_id limit ${fetching(limit)}`
    return textOf(db, pageText(rows, limit, 'rising'))
  },

  /** Processes of what waits, of the first two thousand each way. */
  kindsWaiting: async ({ accountId, units }: Pick<Waiting, 'accountId' | 'units'>) => {
    const { rows } = await sql<{ module: string; process: string }>`
      with own as (select module, process from matters_matters where holder_account_id = ${accountId}::uuid and closed_at is null limit 2000),
      held as (select module, process from matters_matters where holder_unit_id = any(${[...units]}::uuid[]) and closed_at is null limit 2000),
      supported as (select m.module, m.process from matters_helpers h join matters_matters m on m.id = h.matter_id and m.closed_at is null
        where h.unit_id = any(${[...units]}::uuid[]) and h.done_at is null limit 2000)
      select module, process from own union select module, process from held union select module, process from supported
      order by module, process`.execute(db)
    return rows
  },

  /** What is due to an account and its units in a span of time, first due first; what supporting units owe included. */
  dueBetween: async (accountId: string, units: readonly string[], from: Date, until: Date, limit: number) => {
    const span = (column: string) =>
      sql`${sql.ref(column)} >= ${from}::timestamptz and ${sql.ref(column)} < ${until}::timestamptz`
    const { rows } = await sql<{ id: string; module: string; title: string; dueAt: Date }>`
      select id, module, title, due_at from (
        (select m.id, m.module, m.title, m.order_at as due_at from matters_matters m
          where m.holder_account_id = ${accountId}::uuid and m.closed_at is null and ${span('m.order_at')}
          order by m.order_at, m.id limit ${limit})
        union
        (select m.id, m.module, m.title, m.order_at as due_at from unnest(${[...units]}::uuid[]) as u(id)
          cross join lateral (select * from matters_matters m where m.holder_unit_id = u.id and m.closed_at is null
            and ${span('m.order_at')} order by m.order_at, m.id limit ${limit}) as m)
        union
        (select m.id, m.module, m.title, h.order_at as due_at from unnest(${[...units]}::uuid[]) as u(id)
          cross join lateral (select * from matters_helpers h where h.unit_id = u.id and h.done_at is null
            and ${span('h.order_at')} order by h.order_at, h.matter_id limit ${limit}) as h
          join matters_matters m on m.id = h.matter_id and m.closed_at is null)
      ) due order by due_at, id limit ${limit}`.execute(db)
    return rows
  },
  /** How much is late already, counted up to a hundred. */
  lateOf: async (accountId: string, units: readonly string[], now: Date): Promise<number> => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
        (select m.id from matters_matters m where m.holder_account_id = ${accountId}::uuid and m.closed_at is null
          and m.order_at < ${now}::timestamptz limit 100)
        union
        (select m.id from unnest(${[...units]}::uuid[]) as u(id) cross join lateral (select id from matters_matters m
          where m.holder_unit_id = u.id and m.closed_at is null and m.order_at < ${now}::timestamptz limit 100) as m)
        limit 100) late`.execute(db)
    return rows[0]?.count ?? 0
  },

  /** Matters in reach, newest first or by due time. */
  list: (
    scope: Scope,
    restricted: Scope,
    accountUnits: readonly string[],
    filter: Filter,
    afterText: string | undefined,
    limit: number,
  ) => {
    const {
      pairs,
      numberStart,
      area,
      process,
      state,
      phase,
      unit,
      grade,
      overdueAt,
      isOpen,
      source,
      kind,
      orderKind,
      ids,
    } = filter
    const direction = filter.order === undefined || filter.order === 'newest' ? 'falling' : 'rising'
    const key = orderKey(filter.order)
    const from = after(keyAfter(afterText, direction))
    const isHelping =
      accountUnits.length > 0 &&
      sql<boolean>`exists (select 1 from matters_helpers h
      where h.matter_id = m.id and h.unit_id = any(${[...accountUnits]}::uuid[]))`
    const reach = reachOf(scope)
    const where = all([
      isHelping && !scope.everywhere ? sql<boolean>`(${reach} or ${isHelping})` : reach,
      openTo(restricted),
      direction === 'rising' ? sql<boolean>`(${key}, m.id) > ${from}` : sql<boolean>`(${key}, m.id) < ${from}`,
      ids !== undefined && sql<boolean>`m.id = any(${[...ids]}::uuid[])`,
      source !== undefined && sql<boolean>`m.source = ${source}`,
      kind !== undefined && ofKind(kind),
      orderKind !== undefined && sql<boolean>`m.order_kind = ${orderKind}`,
      standing(filter),
      area !== undefined && inside('m.area_code', areaPrefix(area.slice(0, 12))),
      area !== undefined && area.length > 12 && sql<boolean>`m.cell_code = ${area}`,
      pairs !== undefined && // Pairs hold letters and digits only, so that quoting them is safe.
        sql<boolean>`m.search @@ ${pairs.map((pair) => `'${pair}'`).join(' & ')}::tsquery`,
      numberStart !== undefined && sql<boolean>`m.number >= ${numberStart} and m.number < ${`${numberStart}~`}`,
      process !== undefined && sql<boolean>`m.process = ${process}`,
      state !== undefined && sql<boolean>`m.state = ${state}`,
      phase !== undefined && sql<boolean>`m.phase = ${phase}`,
      unit !== undefined && sql<boolean>`m.holder_unit_id = ${unit}::uuid`,
      grade !== undefined && sql<boolean>`m.grade = ${grade}`,
      overdueAt !== undefined && sql<boolean>`m.closed_at is null and m.order_at < ${overdueAt}::timestamptz`,
      isOpen !== undefined && (isOpen ? sql<boolean>`m.closed_at is null` : sql<boolean>`m.closed_at is not null`),
    ])
    const order = direction === 'rising' ? sql`${key}, m.id` : sql`${key} desc, m.id desc`
    const rows = sql`select ${rowJson(none)} as item, ${key} as key_at, m.id as key_id from matters_matters m
      where ${where} order by ${order} limit ${fetching(limit)}`
    return textOf(db, pageText(rows, limit, direction))
  },

  /** What somebody reported or follows, newest first: each way gives one page at most, from an index. */
  mine: (accountId: string, personId: string | null, afterText: string | undefined, limit: number) => {
    const from = after(keyAfter(afterText, 'falling'))
    const known = (column: string, id: string) => sql`(select matter_id, since, kind, via_matter_id from matters_parties
      where ${sql.raw(column)} = ${id}::uuid and kind <> 'participant' and (since, matter_id) < ${from} order by since desc, matter_id desc limit ${fetching(limit)})`
    const both =
      personId === null
        ? known('account_id', accountId)
        : sql`(${known('account_id', accountId)} union all ${known('person_id', personId)})`
    const rows = sql`select case when p.is_own then ${rowJson(none)} else
          (${rowJson(none)}::jsonb || jsonb_build_object('title', coalesce(m.public_title, m.title)))::json end as item,
        p.since as key_at, m.id as key_id from (
        select matter_id, max(since) as since, bool_or(kind = 'reporter' and via_matter_id is null) as is_own from ${both} as ways
        group by matter_id order by 2 desc, 1 desc limit ${fetching(limit)}) as p
      join matters_matters m on m.id = p.matter_id order by p.since desc, m.id desc`
    return textOf(db, pageText(rows, limit, 'falling'))
  },

  /** What somebody reported themselves, closed since, and not yet said a word about how it was. */
  unratedOf: async (accountId: string, personId: string | null, since: Date) => {
    const { rows } = await sql<{
      areaCode: string
      closedAt: Date
    }>`select m.area_code, m.closed_at from matters_matters m
      where m.closed_at >= ${since} and m.state not in ('voided', 'merged')
        and m.id in (select p.matter_id from matters_parties p where p.kind = 'reporter'
          and (p.account_id = ${accountId}::uuid ${personId === null ? sql`` : sql`or p.person_id = ${personId}::uuid`}))
        and not exists (select 1 from matters_ratings r where r.matter_id = m.id and r.account_id = ${accountId}::uuid)
      order by m.closed_at desc limit 200`.execute(db)
    return rows
  },

  /** Published matters of an area: nothing of the reporter, places rounded. */
  published: (
    area: string,
    filter: { readonly process: string | null; readonly phase: string | null; readonly kind: string | null },
    afterText: string | undefined,
    limit: number,
  ) => {
    const rows = sql`select json_build_object('id', m.id, 'number', m.number, 'process', m.process, 'title', ${publicTitle}, 'state', m.state,
        'phase', m.phase, 'stateWord', ${stateWord}, 'areaCode', m.area_code, 'place', case when m.lon is null then null else
          json_build_object('lon', round(m.lon::numeric, 3), 'lat', round(m.lat::numeric, 3)) end,
        'openedAt', m.opened_at, 'closedAt', m.closed_at, 'rating', m.rating) as item, m.opened_at as key_at, m.id as key_id
      from matters_matters m where m.is_public and m.state not in ('voided', 'merged') and ${inside('m.area_code', areaPrefix(area))}
        and (m.opened_at, m.id) < ${after(keyAfter(afterText, 'falling'))}
        and (${filter.process}::text is null or m.process = ${filter.process})
        and (${filter.phase}::text is null or m.phase = ${filter.phase})
        and ${filter.kind === null ? sql`true` : ofKind(filter.kind)}
      order by m.opened_at desc, m.id desc limit ${fetching(limit)}`
    return textOf(db, pageText(rows, limit, 'falling'))
  },

  /** Published matters opened since a day, counted by the areas one level below. */
  publicCounts: async (area: string, since: Date, process: string | null, kind: string | null) => {
    const prefix = areaPrefix(area)
    const length = Math.min(12, prefix.length < 6 ? 6 : prefix.length + 3)
    const { rows } = await sql<{ areaCode: string; opened: number; open: number; closed: number }>`
      select rpad(left(area_code, ${length}), 12, '0') as area_code, count(*) as opened, count(*) filter (where closed_at is null) as open,
        count(*) filter (where closed_at is not null) as closed
      from (select area_code, closed_at from matters_matters m where is_public and state not in ('voided', 'merged')
        and ${inside('area_code', prefix)} and opened_at >= ${since}::timestamptz and (${process}::text is null or process = ${process})
        and ${kind === null ? sql`true` : ofKind(kind)} limit 50000) as recent group by 1 order by 1`.execute(db)
    return rows
  },

  /** Open matters by stage and age; counts stop at twenty thousand rows rather than let the board wait. */
  queues: async (
    scope: Scope,
    restricted: Scope,
    area: string | null,
    process: string | null,
    now: Date,
    soon: Date,
  ) => {
    const most = 20_000
    const { rows } = await sql<{
      process: string
      state: string
      phase: 'intake' | 'doing' | 'checking' | 'done'
      open: number
      underHour: number
      underDay: number
      older: number
      dueSoon: number
      overdue: number
      suspended: number
      total: number
    }>`
      with standing as (select process, state, phase, moved_at, due_at, suspended_at from matters_matters m
        where closed_at is null and ${reachOf(scope)} and ${openTo(restricted)}
        and ${area === null ? sql`true` : inside('m.area_code', areaPrefix(area))}
        and (${process}::text is null or m.process = ${process}) limit ${most + 1})
      select process, state, phase, count(*) as open,
        count(*) filter (where moved_at > ${now}::timestamptz - interval '1 hour') as under_hour,
        count(*) filter (where moved_at <= ${now}::timestamptz - interval '1 hour' and moved_at > ${now}::timestamptz - interval '1 day') as under_day,
        count(*) filter (where moved_at <= ${now}::timestamptz - interval '1 day') as older,
        count(*) filter (where due_at > ${now}::timestamptz and due_at <= ${soon}::timestamptz) as due_soon,
        count(*) filter (where due_at <= ${now}::timestamptz) as overdue, count(*) filter (where suspended_at is not null) as suspended,
        sum(count(*)) over () as total
      from standing group by process, state, phase order by process, min(moved_at)`.execute(db)
    return rows.map(({ total, ...row }) => ({ ...row, isMore: Number(total) > most }))
  },

  /** What each unit carries. */
  load: async (scope: Scope, restricted: Scope, area: string | null, now: Date) => {
    const { rows } = await sql<{
      unitId: string
      unitName: string | null
      open: number
      overdue: number
      thisWeek: number
      sources: number
    }>`
      select holder_unit_id as unit_id, max(holder_unit_name) as unit_name, count(*) filter (where closed_at is null) as open,
        count(*) filter (where closed_at is null and due_at < ${now}::timestamptz) as overdue,
        count(*) filter (where held_since >= ${now}::timestamptz - interval '7 days') as this_week, count(distinct source) as sources
      from (
        (select holder_unit_id, holder_unit_name, closed_at, due_at, held_since, source from matters_matters m
          where closed_at is null and holder_unit_id is not null and ${reachOf(scope)} and ${openTo(restricted)}
          and ${area === null ? sql`true` : inside('m.area_code', areaPrefix(area))} limit 50000)
        union all
        (select holder_unit_id, holder_unit_name, closed_at, due_at, held_since, source from matters_matters m
          where closed_at >= ${now}::timestamptz - interval '7 days' and holder_unit_id is not null
          and ${reachOf(scope)} and ${openTo(restricted)}
          and ${area === null ? sql`true` : inside('m.area_code', areaPrefix(area))} limit 50000)) as carried
      group by holder_unit_id order by open desc limit 500`.execute(db)
    return rows
  },
  /** Matters a unit took in within the last seven days. */
  weekOf: async (unitId: string, now: Date) => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from (select 1 from matters_matters
      where holder_unit_id = ${unitId}::uuid and held_since >= ${now}::timestamptz - interval '7 days' limit 100001) as week`.execute(
      db,
    )
    return rows[0]?.count ?? 0
  },

  /** Open matters each unit holds, from the inbox's own index. */
  openCounts: async (unitIds: readonly string[]) => {
    const { rows } = await sql<{ id: string; count: number }>`select u.id, (select count(*) from matters_matters m
      where m.holder_unit_id = u.id and m.closed_at is null) as count from unnest(${[...unitIds]}::uuid[]) as u(id)`.execute(
      db,
    )
    return new Map(rows.map((row) => [row.id, row.count]))
  },

  /** Reported by an account or a person, each by its own index. */
  reportedBy: async (
    { accountId, personId }: { readonly accountId: string | null; readonly personId: string | null },
    since: Date,
    limit: number,
  ) => {
    const { rows } = await sql<{ id: string }>`select distinct matter_id as id from (
        (select matter_id from matters_parties where account_id = ${accountId}::uuid and kind = 'reporter' and via_matter_id is null
          and since >= ${since}::timestamptz order by since desc limit ${limit})
        union all (select matter_id from matters_parties where person_id = ${personId}::uuid and kind = 'reporter' and via_matter_id is null
          and since >= ${since}::timestamptz limit ${limit})) as both_ways`.execute(db)
    return rows.map((row) => row.id)
  },

  /** The same account's or person's reports before this one; each way by its own index. */
  earlier: async (id: string, since: Date, limit: number): Promise<Earlier[]> => {
    const mine = sql`matter_id = ${id}::uuid and kind = 'reporter' and via_matter_id is null`
    const theirs = (
      by: string,
    ) => sql`(select p.matter_id from (select distinct ${sql.ref(by)} as who from matters_parties where ${mine}) as me
      cross join lateral (select matter_id from matters_parties where ${sql.ref(by)} = me.who and kind = 'reporter' and via_matter_id is null
        and since >= ${since}::timestamptz order by since desc limit ${limit + 1}) as p)`
    const { rows } =
      await sql<Earlier>`select m.id, m.number, m.title, m.process, m.state, m.phase, m.outcome, m.kind_code, m.area_code,
        m.cell_code, m.is_restricted, m.opened_at
      from (${theirs('account_id')} union ${theirs('person_id')}) as found join matters_matters m on m.id = found.matter_id
      where m.id <> ${id}::uuid and m.opened_at <= (select opened_at from matters_matters where id = ${id}::uuid)
      order by m.opened_at desc limit ${limit}`.execute(db)
    return rows
  },

  refit: async (moves: readonly { readonly id: string; readonly cellCode: string }[]) => {
    const rows = JSON.stringify(moves.map(({ id, cellCode }) => ({ id, cell_code: cellCode })))
    const done = await sql<{ id: string; areaCode: string }>`update matters_matters m set cell_code = r.cell_code
      from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, cell_code text)
      where m.id = r.id and m.phase <> 'done' and m.cell_code is distinct from r.cell_code returning m.id, m.area_code`.execute(
      db,
    )
    return done.rows
  },
  /** Open matters that still stand in a cell, some hundreds at a time. */
  openIn: async (areaCode: string, cellCodes: readonly string[], limit: number) =>
    (
      await sql<{ id: string; cellCode: string }>`select id, cell_code from matters_matters
        where area_code = ${areaCode} and closed_at is null and phase <> 'done' and cell_code = any(${[...cellCodes]})
        order by order_at, id limit ${limit}`.execute(db)
    ).rows,

  /** Kinds of matters opened before kinds were kept. */
  classify: async (kinds: readonly { readonly id: string; readonly kindCode: string }[]) => {
    const rows = JSON.stringify(kinds.map(({ id, kindCode }) => ({ id, kind_code: kindCode })))
    await sql`update matters_matters m set kind_code = k.kind_code
      from jsonb_to_recordset(${rows}::jsonb) as k(id uuid, kind_code text) where m.id = k.id and m.kind_code is null`.execute(
      db,
    )
  },

  /** How each was opened, and where it stands. */
  openings: (ids: readonly string[]): Promise<Opening[]> =>
    ids.length === 0
      ? Promise.resolve([])
      : db
          .withTables<{ mattersMatters: MatterRecord }>()
          .selectFrom('mattersMatters')
          .select([
            'id',
            'number',
            'title',
            'summary',
            'areaCode',
            'cellCode',
            'lon',
            'lat',
            'source',
            'grade',
            'state',
            'phase',
            'isPublic',
            'publicTitle',
            'isRestricted',
            'openedAt',
            'kindCode',
            'hops',
            'returns',
            'closedAt',
            'holderUnitId',
            'holderUnitName',
            'mergedIntoId',
          ])
          .where('id', 'in', ids)
          .execute(),

  /** Rows by id, in no particular order. */
  rows: async (ids: readonly string[]): Promise<MatterRow[]> => {
    const { rows } = await sql<{
      item: MatterRow
    }>`select ${rowJson(none)} as item from matters_matters m where m.id = any(${[...ids]}::uuid[])`.execute(db)
    return rows.map((row) => row.item)
  },
})
