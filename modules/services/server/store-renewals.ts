/** Every query on what has to be renewed. */
import type { Db } from '@liren/kernel'
import { type Selectable, sql } from 'kysely'

type RenewalTable = {
  id: string
  applicationId: string
  dueOn: string
  openedAt: Date
  closedAt: Date | null
  outcome: 'renewed' | 'ended' | null
}
export type RenewalStored = Selectable<RenewalTable>
export type Ending = {
  readonly id: string
  readonly personId: string | null
  readonly enterpriseId: string | null
  readonly typeName: string
  readonly validUntil: string
}

const columns = sql`r.id, r.application_id, to_char(r.due_on, 'YYYY-MM-DD') as due_on, r.opened_at, r.closed_at, r.outcome`

export const renewalStore = (db: Db) => {
  const select = async (rest: ReturnType<typeof sql>) =>
    (await sql<RenewalStored>`select ${columns} from services_renewals r ${rest}`.execute(db)).rows
  return {
    find: async (id: string) => (await select(sql`where r.id = ${id}`))[0] ?? null,
    lock: async (id: string) => (await select(sql`where r.id = ${id} for update`))[0] ?? null,
    newestOf: async (applicationId: string) =>
      (await select(sql`where r.application_id = ${applicationId} order by r.due_on desc limit 1`))[0] ?? null,
    openOf: async (applicationId: string) =>
      (await select(sql`where r.application_id = ${applicationId} and r.closed_at is null for update`))[0] ?? null,
    /** False where it stands already. */
    add: async (row: Pick<RenewalStored, 'id' | 'applicationId' | 'dueOn'>, at: Date): Promise<boolean> =>
      (
        await sql`insert into services_renewals (id, application_id, due_on, opened_at)
          values (${row.id}, ${row.applicationId}, ${row.dueOn}::date, ${at}) on conflict (application_id, due_on) do nothing`.execute(
          db,
        )
      ).numAffectedRows === 1n,
    close: async (id: string, outcome: 'renewed' | 'ended', at: Date) => {
      await sql`update services_renewals set outcome = ${outcome}, closed_at = ${at} where id = ${id}`.execute(db)
    },
    /** Applications whose day is near, held so that two runs do not open it twice. */
    near: async (today: string, limit: number) =>
      (
        await sql<{
          id: string
          dueOn: string
        }>`select id, to_char(due_on, 'YYYY-MM-DD') as due_on from services_applications
          where renew_from_on <= ${today}::date and retired_at is null order by renew_from_on, id limit ${limit} for update skip locked`.execute(
          db,
        )
      ).rows,
    schedule: async (applicationId: string, dueOn: string | null, fromOn: string | null) => {
      await sql`update services_applications set due_on = ${dueOn}::date, renew_from_on = ${fromOn}::date
        where id = ${applicationId}`.execute(db)
    },
    dueOn: async (applicationId: string): Promise<string | null> =>
      (
        await sql<{ dueOn: string | null }>`select to_char(due_on, 'YYYY-MM-DD') as due_on from services_applications
          where id = ${applicationId}`.execute(db)
      ).rows[0]?.dueOn ?? null,
    /** Earlier ones of the same person and item whose place a new decision takes. */
    replacedBy: async (row: { readonly id: string; readonly personId: string; readonly itemCode: string }) =>
      (
        await sql<{ id: string }>`select id from services_applications where person_id = ${row.personId}
          and item_code = ${row.itemCode} and id <> ${row.id} and due_on is not null for update`.execute(db)
      ).rows.map(({ id }) => id),
    licences: async (
      applicationId: string,
      change: { readonly status: string; readonly validUntil: string | null },
    ) => {
      await sql`update services_licences set status = ${change.status}, valid_until = coalesce(${change.validUntil}::date, valid_until)
        where application_id = ${applicationId} and status <> 'revoked'`.execute(db)
    },
    /** Licences that end within days and whose holders have not been told of this end. */
    ending: async (today: string, until: string, limit: number) =>
      (
        await sql<Ending>`select id, person_id, enterprise_id, type_name, to_char(valid_until, 'YYYY-MM-DD') as valid_until
          from services_licences where status = 'valid' and valid_until between ${today}::date and ${until}::date
            and told_until is distinct from valid_until order by valid_until, id limit ${limit} for update skip locked`.execute(
          db,
        )
      ).rows,
    toldOf: async (ids: readonly string[]) => {
      await sql`update services_licences set told_until = valid_until where id = any(${[...ids]}::uuid[])`.execute(db)
    },
    /** With the applications they belong to; their matters. */
    forget: async (applicationIds: readonly string[]): Promise<readonly string[]> =>
      (
        await sql<{
          id: string
        }>`delete from services_renewals where application_id = any(${[...applicationIds]}::uuid[])
          returning id`.execute(db)
      ).rows.map(({ id }) => id),
  }
}
