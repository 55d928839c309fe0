/** Queries about enterprises, shops and organisations, and those who may act for them. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { Enterprise, EnterpriseHandler } from '../contract.ts'
import { inReach } from './reach.ts'

const columns = sql`e.id, e.name, e.credit_code, e.kind, e.area_code, e.legal_person_id, e.address`
const handlerColumns = sql`h.id, h.enterprise_id, h.person_id, p.display_name, h.scopes, h.since_on, h.expires_on`

export const enterprises = (db: Db) => {
  const select = async (rest: ReturnType<typeof sql>) =>
    (await sql<Enterprise>`select ${columns} from people_enterprises e ${rest}`.execute(db)).rows
  const handlers = async (rest: ReturnType<typeof sql>) =>
    (
      await sql<EnterpriseHandler>`select ${handlerColumns} from people_enterprise_handlers h join people_persons p on p.id = h.person_id
        ${rest}`.execute(db)
    ).rows
  return {
    find: async (id: string) => (await select(sql`where e.id = ${id}`))[0],
    among: (ids: readonly string[]) => select(sql`where e.id = any(${[...ids]}::uuid[]) order by e.id`),
    byCreditCodes: (codes: readonly string[]) =>
      select(sql`where e.credit_code = any(${[...codes]}::text[]) order by e.id`),
    byCreditCode: async (creditCode: string) => (await select(sql`where e.credit_code = ${creditCode}`))[0],
    ofLegalPerson: (personId: string) => select(sql`where e.legal_person_id = ${personId} order by e.id`),
    list: (prefixes: readonly string[], text: string | undefined, after: string | null, limit: number) =>
      select(sql`where ${inReach(prefixes, 'e.area_code')} and ${text ? sql`(e.name ilike ${`%${text}%`} or e.credit_code = ${text})` : sql`true`}
        and ${after ? sql`e.id > ${after}::uuid` : sql`true`} order by e.id limit ${limit}`),
    insert: async (e: Enterprise, at: Date): Promise<boolean> => {
      const { numAffectedRows } =
        await sql`insert into people_enterprises (id, name, credit_code, kind, area_code, legal_person_id, address, created_at)
        values (${e.id}, ${e.name}, ${e.creditCode}, ${e.kind}, ${e.areaCode}, ${e.legalPersonId}, ${e.address}, ${at})
        on conflict (credit_code) do nothing`.execute(db)
      return numAffectedRows === 1n
    },
    correct: async (id: string, { name, address, areaCode }: Pick<Enterprise, 'name' | 'address' | 'areaCode'>) => {
      await sql`update people_enterprises set name = ${name}, address = ${address}, area_code = ${areaCode} where id = ${id}`.execute(
        db,
      )
    },
    handlersOf: (enterpriseIds: readonly string[], today: string) =>
      enterpriseIds.length === 0
        ? Promise.resolve([])
        : handlers(sql`where h.enterprise_id = any(${[...enterpriseIds]}::uuid[]) and h.withdrawn_at is null
            and h.expires_on >= ${today}::date order by h.id`),
    handledBy: async (personId: string, today: string) =>
      (
        await sql<Enterprise & { scopes: string[] }>`select ${columns}, h.scopes from people_enterprise_handlers h
          join people_enterprises e on e.id = h.enterprise_id
          where h.person_id = ${personId} and h.withdrawn_at is null and h.expires_on >= ${today}::date and h.since_on <= ${today}::date
          order by e.id`.execute(db)
      ).rows,
    handler: async (id: string) => (await handlers(sql`where h.id = ${id} and h.withdrawn_at is null`))[0],
    authorise: async (h: Omit<EnterpriseHandler, 'displayName'>, by: string | null) => {
      await sql`insert into people_enterprise_handlers (id, enterprise_id, person_id, scopes, since_on, expires_on, authorised_by)
        values (${h.id}, ${h.enterpriseId}, ${h.personId}, ${h.scopes}::text[], ${h.sinceOn}, ${h.expiresOn}, ${by})`.execute(
        db,
      )
    },
    /** What a provider vouched for and does not any more ends with yesterday; `keep` is the enterprise it names now. */
    endVouched: async (personId: string, provider: string, keep: string | null, today: string) => {
      await sql`update people_enterprise_handlers set expires_on = ${today}::date - 1
        where person_id = ${personId} and vouched_by = ${provider} and expires_on >= ${today}::date
          and enterprise_id is distinct from ${keep}::uuid`.execute(db)
    },
    /** True where it began anew; renewed it goes on, and what the enterprise withdrew by hand stays withdrawn. */
    vouch: async (h: Omit<EnterpriseHandler, 'displayName'>, provider: string): Promise<boolean> => {
      const { rows } = await sql<{
        isNew: boolean
      }>`insert into people_enterprise_handlers (id, enterprise_id, person_id, scopes, since_on, expires_on, vouched_by)
        values (${h.id}, ${h.enterpriseId}, ${h.personId}, ${h.scopes}::text[], ${h.sinceOn}, ${h.expiresOn}, ${provider})
        on conflict (person_id, vouched_by, enterprise_id) where vouched_by is not null
          do update set expires_on = excluded.expires_on where people_enterprise_handlers.withdrawn_at is null
        returning id = ${h.id}::uuid as is_new`.execute(db)
      return rows[0]?.isNew === true
    },
    /** The log-in is another entry's now: for whom a provider lets it act goes along. */
    moveVouched: async (from: string, to: string) => {
      await sql`update people_enterprise_handlers h set person_id = ${to} where h.person_id = ${from} and h.vouched_by is not null
        and not exists (select from people_enterprise_handlers o where o.person_id = ${to} and o.vouched_by = h.vouched_by
          and o.enterprise_id = h.enterprise_id)`.execute(db)
    },
    withdraw: async (id: string, at: Date) => {
      await sql`update people_enterprise_handlers set withdrawn_at = ${at} where id = ${id}`.execute(db)
    },
  }
}
