/** Queries on contracts with firms outside, and on the accounts that live under them. */
import { type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { Term } from '../contract-term.ts'
import type { ContractLine, UncontractedAccount } from '../routes-contracts.ts'

export type ContractRow = Omit<ContractLine, 'state'> & Pick<Term, 'endedAt'>

const columns = sql`c.id, c.kind, c.partner, c.credit_code, c.number, c.purpose, c.roles, c.area_code, c.from_on::text as from_on,
  c.until_on::text as until_on, c.ended_at, c.end_reason,
  (select count(*)::int from identity_accounts a where a.contract_id = c.id and a.status <> 'closed') as accounts`

/** SQL that holds of a contract on a day. */
const stateIs = (state: ContractLine['state'], today: string) =>
  ({
    over: sql`(c.ended_at is not null or c.until_on < ${today}::date)`,
    coming: sql`(c.ended_at is null and c.from_on > ${today}::date and c.until_on >= ${today}::date)`,
    running: sql`(c.ended_at is null and c.from_on <= ${today}::date and c.until_on >= ${today}::date)`,
  })[state]

export const contractsStore = (db: Db) => {
  const select = async (rest: ReturnType<typeof sql>) =>
    (await sql<ContractRow>`select ${columns} from identity_contracts c ${rest}`.execute(db)).rows
  return {
    list: (asked: {
      scope: Scope
      state: ContractLine['state'] | null
      today: string
      after: string | null
      limit: number
    }) =>
      select(sql`where ${within(asked.scope, { area: 'c.area_code' })}
        and ${asked.state === null ? sql`true` : stateIs(asked.state, asked.today)}
        and (${asked.after}::uuid is null or c.id < ${asked.after}::uuid) order by c.id desc limit ${asked.limit}`),
    /** Third parties who live under no contract. */
    without: async (scope: Scope, after: string | null, limit: number) =>
      (
        await sql<UncontractedAccount>`select a.id, a.login_name, a.display_name, a.area_code, a.status = 'active' as is_active,
            array(select distinct g.role from identity_grants g where g.account_id = a.id and g.ended_at is null order by g.role) as roles
          from identity_accounts a where a.kind = 'thirdParty' and a.contract_id is null and a.status <> 'closed'
            and ${within(scope, { area: 'a.area_code' })} and (${after}::uuid is null or a.id > ${after}::uuid)
          order by a.id limit ${limit}`.execute(db)
      ).rows,
    /** Those under which accounts of these units live. */
    ofUnits: (unitIds: readonly string[], limit: number) =>
      select(sql`where c.id in (select a.contract_id from identity_accounts a
          where a.unit_id = any(${[...unitIds]}::uuid[]) and a.status <> 'closed')
        order by c.until_on desc, c.id limit ${limit}`),
    find: async (id: string) => (await select(sql`where c.id = ${id}`))[0],
    lock: async (id: string) => (await select(sql`where c.id = ${id} for update of c`))[0],
    /** The contract an account lives under; undefined for the others. */
    ofAccount: async (accountId: string) =>
      (await select(sql`where c.id = (select contract_id from identity_accounts where id = ${accountId})`))[0],
    /** False where the same firm has a contract of this number already. */
    add: async (c: Omit<ContractLine, 'state' | 'accounts' | 'endReason'>, by: string | null, now: Date) =>
      (
        await sql`insert into identity_contracts (id, kind, partner, credit_code, number, purpose, roles, area_code, from_on, until_on, concluded_by, concluded_at)
          values (${c.id}, ${c.kind}, ${c.partner}, ${c.creditCode}, ${c.number}, ${c.purpose}, ${[...c.roles]}::text[], ${c.areaCode},
            ${c.fromOn}::date, ${c.untilOn}::date, ${by}, ${now}) on conflict (credit_code, number) do nothing`.execute(
          db,
        )
      ).numAffectedRows === 1n,
    setEnd: (id: string, untilOn: string) =>
      sql`update identity_contracts set until_on = ${untilOn}::date where id = ${id}`.execute(db),
    /** Roles given until the contract's end end with its new one. */
    moveGrants: (id: string, from: Date, to: Date) =>
      sql`update identity_grants g set until_at = ${to} from identity_accounts a
        where a.id = g.account_id and a.contract_id = ${id} and g.ended_at is null and g.until_at = ${from}`.execute(
        db,
      ),
    end: (id: string, by: string | null, reason: string, now: Date) =>
      sql`update identity_contracts set ended_at = ${now}, ended_by = ${by}, end_reason = ${reason} where id = ${id}`.execute(
        db,
      ),
    accountsUnder: async (id: string) =>
      (
        await sql<{
          id: string
        }>`select id from identity_accounts where contract_id = ${id} and status <> 'closed'`.execute(db)
      ).rows.map((row) => row.id),
    endSessions: (id: string) =>
      sql`delete from identity_sessions s using identity_accounts a where a.id = s.account_id and a.contract_id = ${id}`.execute(
        db,
      ),
  }
}
