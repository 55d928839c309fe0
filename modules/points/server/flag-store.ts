/** Queries about signs of abuse. */
import { areaPrefix, type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { Deed, FlagKind } from '../abuse.ts'

export type Flag = {
  readonly id: string
  readonly kind: FlagKind
  readonly mark: string
  readonly areaCode: string | null
  readonly personIds: readonly string[]
  readonly transferIds: readonly string[]
  readonly state: 'frozen' | 'cleared' | 'reversed'
  readonly note: string | null
  readonly foundAt: Date
  readonly decidedAt: Date | null
  readonly decidedByName: string | null
}
const columns = sql.raw(
  'id, kind, mark, area_code, person_ids, transfer_ids, state, note, found_at, decided_at, decided_by_name',
)

export const flagStore = (db: Db) => ({
  /** False where the same sign was found before. */
  add: async (flag: Omit<Flag, 'state' | 'note' | 'decidedAt' | 'decidedByName'>) =>
    (
      await sql`insert into points_flags (id, kind, mark, area_code, person_ids, transfer_ids, state, found_at) values (${flag.id}, ${flag.kind},
        ${flag.mark}, ${flag.areaCode}, ${[...flag.personIds]}::uuid[], ${[...flag.transferIds]}::uuid[], 'frozen', ${flag.foundAt})
        on conflict do nothing returning id`.execute(db)
    ).rows.length > 0,
  lock: async (id: string) =>
    (await sql<Flag>`select ${columns} from points_flags where id = ${id} for update`.execute(db)).rows[0] ?? null,
  decide: async (id: string, state: Flag['state'], note: string, at: Date, by: string | null, byName: string) => {
    await sql`update points_flags set state = ${state}, note = ${note}, decided_at = ${at}, decided_by = ${by}, decided_by_name = ${byName}
      where id = ${id}`.execute(db)
  },
  page: async (
    scope: Scope,
    area: string | undefined,
    state: string | undefined,
    after: string | undefined,
    limit: number,
  ) =>
    (
      await sql<Flag>`select ${columns} from points_flags where ${within(scope, { area: 'area_code' })}
        and ${area ? sql`area_code like ${`${areaPrefix(area)}%`}` : sql`true`} and ${state ? sql`state = ${state}` : sql`true`}
        and ${after ? sql`id < ${after}::uuid` : sql`true`} order by id desc limit ${limit}`.execute(db)
    ).rows,
  /** Who was credited with whom since then. */
  deeds: async (since: Date) =>
    (
      await sql<
        Deed & { id: string; area: string | null }
      >`select id, person_id, with_id, area_code as area from points_transfers
        where at >= ${since} and with_id is not null and person_id is not null and kind in ('earn', 'pay') order by at limit 200000`.execute(
        db,
      )
    ).rows,
})
