/**
 * Bookings as single statements: the transfer, once for its source and key, its entries, and the guarded balances. Killed or
 * repeated at any point, all of it has happened or nothing.
 */
import type { Db } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Unit } from '../port.ts'
import type { Account } from './accounts.ts'

export type Leg = {
  readonly account: Account
  readonly pocket: 'free' | 'held'
  readonly amount: number
  /** Of points earned, and of earned points taken back: the last day they are good. What is spent has none. */
  readonly validOn?: string | null
}

export type Transfer = {
  readonly id: string
  readonly source: string
  readonly key: string
  readonly kind: string
  readonly unit: Unit
  readonly amount: number
  readonly area: string | null
  /** The wallet it is about; what its owner reads. */
  readonly accountId: string
  readonly personId: string | null
  readonly withId: string | null
  readonly ruleCode: string | null
  readonly ruleVersion: number | null
  readonly because: string
  /** The same in English, where it is not the words somebody wrote. */
  readonly becauseEn: string | null
  readonly actorId: string | null
  readonly actorName: string | null
  readonly reversesId: string | null
  readonly deviceMark: string | null
  readonly photoMarks: readonly string[] | null
  /** The page about what it was for. */
  readonly link: string | null
  readonly at: Date
  /** When it happened, where that is another moment than the booking: days, caps, quarters and expiry go by it. */
  readonly factAt: Date | null
}

/** What a booking answers: null where its source and key had been used before. */
export type Posted = { readonly id: string | null; readonly free: number | null; readonly held: number | null }

type Delta = { id: string; kind: string; owner: string | null; area: string | null; free: number; held: number }

/** Changes of guarded balances, those that may fall short apart from those that only grow. */
const deltasOf = (legs: readonly Leg[]) => {
  const byId = new Map<string, Delta>()
  for (const { account, pocket, amount } of legs) {
    if (!account.isGuarded) continue
    const { id, kind, owner, area } = account
    const delta = byId.get(id) ?? { id, kind, owner, area, free: 0, held: 0 }
    byId.set(id, delta)
    delta[pocket] += amount
  }
  const all = [...byId.values()]
  return {
    lowered: all.filter(({ free, held }) => free < 0 || held < 0),
    raised: all.filter(({ free, held }) => free >= 0 && held >= 0),
    touched: all.map(({ id }) => id),
  }
}

const transferColumns = sql.raw(
  'id, source, key, kind, unit, amount, area_code, account_id, person_id, with_id, rule_code, rule_version, because, because_en, actor_id, actor_name, reverses_id, device_mark, photo_marks, link, at, fact_at',
)
const transferValues = (
  one: Transfer,
) => sql`${one.id}::uuid, ${one.source}::text, ${one.key}::text, ${one.kind}::text, ${one.unit}::text,
  ${one.amount}::bigint, ${one.area}::text, ${one.accountId}::uuid, ${one.personId}::uuid, ${one.withId}::uuid, ${one.ruleCode}::text,
  ${one.ruleVersion}::integer, ${one.because}::text, ${one.becauseEn}::text, ${one.actorId}::uuid, ${one.actorName}::text, ${one.reversesId}::uuid,
  ${one.deviceMark}::text, ${one.photoMarks ? [...one.photoMarks] : null}::text[], ${one.link}::text, ${one.at}::timestamptz, ${one.factAt}::timestamptz`

/**
 * The pieces of a booking behind `points_once`. A balance that would fall below zero, or an account that is not there to be
 * lowered, makes the statement fail as a whole.
 */
const effects = (transfer: Transfer, legs: readonly Leg[]): RawBuilder<unknown> => {
  const { lowered, raised, touched } = deltasOf(legs)
  const open = legs.flatMap(({ account: { id, kind, owner, area, isGuarded } }) =>
    isGuarded ? [] : [{ id, kind, owner, area }],
  )
  const entries = legs.map(({ account, pocket, amount, validOn }) => ({
    account: account.id,
    pocket,
    amount,
    good: validOn ?? null,
  }))
  const { unit, at } = transfer
  const parts = [
    sql`points_written as (insert into points_entries (transfer_id, account_id, pocket, amount, valid_on, at)
      select o.id, l.account, l.pocket, l.amount, l.good, ${at}::timestamptz from points_once o,
        jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as l(account uuid, pocket text, amount bigint, good date))`,
  ]
  if (open.length > 0)
    parts.push(sql`points_opened as (insert into points_accounts (id, kind, owner_id, area_code, unit, is_guarded, opened_at)
      select l.id, l.kind, l.owner, l.area, ${unit}::text, false, ${at}::timestamptz from points_once,
        jsonb_to_recordset(${JSON.stringify(open)}::jsonb) as l(id uuid, kind text, owner uuid, area text)
      on conflict do nothing)`)
  // Two balances in one booking are held in the order of their ids first, so that nobody waits for one who waits for him.
  if (touched.length > 1)
    parts.push(
      sql`points_locked as (select a.id from points_accounts a, points_once where a.id = any(${touched}::uuid[]) order by a.id for update of a)`,
    )
  const isAfterLock = touched.length > 1 ? sql`, (select count(*) as n from points_locked) locked` : sql``
  if (lowered.length > 0)
    parts.push(sql`points_lowered as (update points_accounts a set free = a.free + d.free, held = a.held + d.held
      from points_once, jsonb_to_recordset(${JSON.stringify(lowered)}::jsonb) as d(id uuid, free bigint, held bigint)${isAfterLock}
      where a.id = d.id returning a.id, a.free, a.held)`)
  if (raised.length > 0)
    parts.push(sql`points_raised as (insert into points_accounts as a (id, kind, owner_id, area_code, unit, is_guarded, free, held, opened_at)
      select d.id, d.kind, d.owner, d.area, ${unit}::text, true, d.free, d.held, ${at}::timestamptz from points_once,
        jsonb_to_recordset(${JSON.stringify(raised)}::jsonb) as d(id uuid, kind text, owner uuid, area text, free bigint, held bigint)${isAfterLock}
      on conflict (id) do update set free = a.free + excluded.free, held = a.held + excluded.held returning a.id, a.free, a.held)`)
  return sql.join(parts, sql`, `)
}

/** What the statement answers; dividing by nothing where an account to be lowered does not exist. */
const outcome = (transfer: Transfer, legs: readonly Leg[]): RawBuilder<Posted> => {
  const { lowered, raised } = deltasOf(legs)
  const wallets = [
    ...(lowered.length > 0 ? [sql`select * from points_lowered`] : []),
    ...(raised.length > 0 ? [sql`select * from points_raised`] : []),
  ]
  const mine =
    wallets.length > 0
      ? sql`(${sql.join(wallets, sql` union all `)})`
      : sql`(select null::uuid as id, null::bigint as free, null::bigint as held)`
  // In the list of what is answered, so that it is reckoned for a booking only: never for one that was made before.
  const check =
    lowered.length > 0
      ? sql`1 / (case when (select count(*) from points_lowered) = ${lowered.length}::integer then 1 else 0 end)`
      : sql`1`
  return sql<Posted>`select o.id, m.free::float8 as free, m.held::float8 as held, ${check} as checked
    from points_once o left join ${mine} m on m.id = ${transfer.accountId}::uuid`
}

/** The transfer itself, once. */
const once = (transfer: Transfer) => sql`points_once as (insert into points_transfers (${transferColumns})
  select ${transferValues(transfer)} on conflict (source, key) do nothing returning id)`

/** The same out of a part of the budget that nobody else is just drawing on. */
const onceBudgeted = (transfer: Transfer, quarter: string, start: number, isPatient: boolean) => sql`
  points_slot as (select slot from points_budget_slots where area_code = ${transfer.area}::text and quarter = ${quarter}::text
      and amount >= ${transfer.amount}::bigint order by (slot + ${start}::integer) % 16 limit 1 for update ${isPatient ? sql`` : sql`skip locked`}),
  points_once as (insert into points_transfers (${transferColumns})
    select ${transferValues(transfer)} from points_slot on conflict (source, key) do nothing returning id),
  points_drawn as (update points_budget_slots b set amount = b.amount - ${transfer.amount}::bigint from points_once, points_slot
    where b.area_code = ${transfer.area}::text and b.quarter = ${quarter}::text and b.slot = points_slot.slot)`

const first = async (db: Db, statement: RawBuilder<Posted>): Promise<Posted> =>
  (await statement.execute(db)).rows[0] ?? { id: null, free: null, held: null }

export type StoredTransfer = Transfer & { readonly legs: readonly StoredLeg[] }
export type StoredLeg = {
  readonly accountId: string
  readonly kind: Account['kind']
  readonly owner: string | null
  readonly area: string | null
  readonly isGuarded: boolean
  readonly pocket: 'free' | 'held'
  readonly amount: number
  readonly validOn: string | null
}

export const slotCount = 16

export const ledger = (db: Db) => {
  const read = async (where: RawBuilder<unknown>): Promise<StoredTransfer | null> => {
    const { rows } =
      await sql<StoredTransfer>`select t.id, t.source, t.key, t.kind, t.unit, t.amount::float8 as amount, t.area_code as area, t.account_id,
        t.person_id, t.with_id, t.rule_code, t.rule_version, t.because, t.because_en, t.actor_id, t.actor_name, t.reverses_id, t.device_mark, t.photo_marks, t.link, t.at, t.fact_at,
        (select coalesce(json_agg(json_build_object('accountId', e.account_id, 'kind', a.kind, 'owner', a.owner_id, 'area', a.area_code,
            'isGuarded', a.is_guarded, 'pocket', e.pocket, 'amount', e.amount, 'validOn', e.valid_on) order by e.id), '[]')
          from points_entries e join points_accounts a on a.id = e.account_id where e.transfer_id = t.id) as legs
      from points_transfers t where ${where}`.execute(db)
    return rows[0] ?? null
  }
  return {
    /** Books once. @throws the database's own error where a balance would fall below zero. */
    post: (transfer: Transfer, legs: readonly Leg[]) =>
      first(db, sql<Posted>`with ${once(transfer)}, ${effects(transfer, legs)} ${outcome(transfer, legs)}`),
    /** The same with a tail, as the one statement of a hot route. */
    postWith: (tail: RawBuilder<unknown>, transfer: Transfer, legs: readonly Leg[]) =>
      first(db, sql<Posted>`with ${tail}, ${once(transfer)}, ${effects(transfer, legs)} ${outcome(transfer, legs)}`),
    /** Books out of the budget; null where no part of it holds enough (or all are being drawn on), and where it was booked before. */
    postBudgeted: (transfer: Transfer, legs: readonly Leg[], quarter: string, isPatient = false) =>
      first(
        db,
        sql<Posted>`with ${onceBudgeted(transfer, quarter, Math.floor(Math.random() * slotCount), isPatient)}, ${effects(transfer, legs)}
          ${outcome(transfer, legs)}`,
      ),
    find: (source: string, key: string) => read(sql`t.source = ${source} and t.key = ${key}`),
    byId: (id: string) => read(sql`t.id = ${id}`),

    /** The balances of an account, held until the act is over. */
    lock: async (account: Account) =>
      (
        await sql<{ free: number; held: number }>`select free::float8 as free, held::float8 as held from points_accounts
          where id = ${account.id} for update`.execute(db)
      ).rows[0] ?? { free: 0, held: 0 },
    /** Makes sure that accounts are there, so that two who come first lock them in the same order. */
    open: async (accounts: readonly Account[], at: Date) => {
      const rows = accounts.map(({ id, kind, owner, area, unit, isGuarded }) => ({
        id,
        kind,
        owner,
        area,
        unit,
        isGuarded,
      }))
      await sql`insert into points_accounts (id, kind, owner_id, area_code, unit, is_guarded, opened_at)
        select a.id, a.kind, a.owner, a.area, a.unit, a."isGuarded", ${at}
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a(id uuid, kind text, owner uuid, area text, unit text, "isGuarded" boolean)
        order by a.id on conflict do nothing`.execute(db)
    },
    /** Several accounts held until the act is over, in the order of their ids. */
    lockAll: async (accounts: readonly Account[]) => {
      await sql`select id from points_accounts where id = any(${accounts.map(({ id }) => id)}::uuid[]) order by id for update`.execute(
        db,
      )
    },
    balance: async (account: Account) =>
      (
        await sql<{ free: number; held: number }>`select free::float8 as free, held::float8 as held from points_accounts
          where id = ${account.id}`.execute(db)
      ).rows[0] ?? { free: 0, held: 0 },
    /** Balance of an account that keeps none. */
    summed: async (account: Account) =>
      (
        await sql<{
          sum: number
        }>`select coalesce(sum(amount), 0)::float8 as sum from points_entries where account_id = ${account.id}`.execute(
          db,
        )
      ).rows[0]?.sum ?? 0,
    /** What was earned by day of validity, and all that was spent. */
    lots: async (accountId: string) => {
      const { rows } = await sql<{
        validOn: string | null
        amount: number
      }>`select to_char(valid_on, 'YYYY-MM-DD') as valid_on,
          sum(amount)::float8 as amount from points_entries where account_id = ${accountId} and pocket = 'free' group by valid_on`.execute(
        db,
      )
      return {
        earned: rows.flatMap(({ validOn, amount }) => (validOn ? [{ validOn, amount }] : [])),
        spent: -(rows.find(({ validOn }) => validOn === null)?.amount ?? 0),
      }
    },
    moved: async (accountId: string, from: Date, until: Date) =>
      (
        await sql<{ sum: number }>`select coalesce(sum(amount), 0)::float8 as sum from points_entries
          where account_id = ${accountId} and at >= ${from} and at < ${until}`.execute(db)
      ).rows[0]?.sum ?? 0,
    earnedSince: async (accountId: string, since: Date) =>
      (
        await sql<{ sum: number }>`select coalesce(sum(e.amount), 0)::float8 as sum from points_entries e
          join points_transfers t on t.id = e.transfer_id
          where e.account_id = ${accountId} and e.at >= ${since} and e.amount > 0 and e.pocket = 'free'
            and t.kind in ('earn', 'pay')`.execute(db)
      ).rows[0]?.sum ?? 0,
    /** Wallets with lots good until a day or before that are not spent, in the order of their ids. */
    expiring: async (day: string, isExact: boolean, after: string, limit: number) =>
      (
        await sql<{ accountId: string; owner: string; kind: 'person' | 'household'; unit: Unit; amount: number }>`
          with due as (select distinct account_id from points_entries where valid_on ${isExact ? sql`=` : sql`<=`} ${day}::date
            and account_id > ${after}::uuid order by account_id limit ${limit})
          select d.account_id, a.owner_id as owner, a.kind, a.unit, greatest(0,
            least(a.free, (select coalesce(sum(amount) filter (where valid_on <= ${day}::date or valid_on is null), 0) from points_entries e
              where e.account_id = d.account_id and e.pocket = 'free')))::float8 as amount
          from due d join points_accounts a on a.id = d.account_id where a.is_guarded order by d.account_id`.execute(db)
      ).rows,

    /** The last day for which owners were told what expires. */
    warnedUntil: async () =>
      (await sql<{ day: string }>`select to_char(on_day, 'YYYY-MM-DD') as day from points_warned_until`.execute(db))
        .rows[0]?.day ?? null,
    noteWarned: async (day: string) => {
      await sql`insert into points_warned_until (on_day) values (${day}::date)
        on conflict (is_only) do update set on_day = excluded.on_day`.execute(db)
    },

    /** The budget of a quarter in parts, so that many can draw on it at once; where it is there already, nothing. */
    openBudget: async (area: string, quarter: string, amount: number, at: Date) => {
      await sql`with b as (insert into points_budgets (area_code, quarter, amount, changed_at) values (${area}, ${quarter}, ${amount}, ${at})
          on conflict do nothing returning area_code)
        insert into points_budget_slots (area_code, quarter, slot, amount)
        select ${area}, ${quarter}, s, ${amount}::bigint / ${slotCount}::integer + (case when s < ${amount}::bigint % ${slotCount}::integer then 1 else 0 end)
        from b, generate_series(0, ${slotCount - 1}::integer) s on conflict do nothing`.execute(db)
    },
    /** Moves what all parts still hold into the first, in their order; answers how much that is. */
    gather: async (area: string, quarter: string) => {
      const { rows } = await sql<{ amount: number }>`select amount::float8 as amount from points_budget_slots
        where area_code = ${area} and quarter = ${quarter} order by slot for update`.execute(db)
      const sum = rows.reduce((total, one) => total + one.amount, 0)
      await sql`update points_budget_slots set amount = case when slot = 0 then ${sum}::bigint else 0 end
        where area_code = ${area} and quarter = ${quarter}`.execute(db)
      return sum
    },
    budget: async (area: string, quarter: string) =>
      (
        await sql<{
          amount: number
          left: number
        }>`select b.amount::float8 as amount, (select coalesce(sum(s.amount), 0)::float8 from points_budget_slots s
            where s.area_code = b.area_code and s.quarter = b.quarter) as left
          from points_budgets b where b.area_code = ${area} and b.quarter = ${quarter}`.execute(db)
      ).rows[0] ?? null,
    /** Every quarter a budget was opened for, the latest first. */
    budgets: async (area: string, limit: number) =>
      (
        await sql<{
          quarter: string
          amount: number
          left: number
        }>`select b.quarter, b.amount::float8 as amount, (select coalesce(sum(s.amount), 0)::float8 from points_budget_slots s
            where s.area_code = b.area_code and s.quarter = b.quarter) as left
          from points_budgets b where b.area_code = ${area} order by b.quarter desc limit ${limit}`.execute(db)
      ).rows,
    setBudget: async (area: string, quarter: string, amount: number, left: number, at: Date) => {
      await sql`update points_budgets set amount = ${amount}, changed_at = ${at} where area_code = ${area} and quarter = ${quarter}`.execute(
        db,
      )
      await sql`update points_budget_slots set amount = case when slot = 0 then ${left}::bigint else 0 end
        where area_code = ${area} and quarter = ${quarter}`.execute(db)
    },
  }
}
