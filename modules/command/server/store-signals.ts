/** Queries about warning signals. */
import { areaPrefix, type Db, readAs, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { signalKinds, signalLevels } from '../routes-signals.ts'

export type Signal = {
  readonly id: string
  readonly areaCode: string
  readonly kind: (typeof signalKinds)[number]
  readonly level: (typeof signalLevels)[number]
  readonly text: string
  readonly givenAt: Date
  readonly givenByName: string
  readonly untilAt: Date
  readonly endedAt: Date | null
  readonly endedByName: string | null
}

export const signalStore = (db: Db) => ({
  give: async (one: Omit<Signal, 'endedAt' | 'endedByName'>) => {
    await sql`insert into command_signals (id, area_code, kind, level, text, given_at, given_by_name, until_at)
      values (${one.id}::uuid, ${one.areaCode}, ${one.kind}, ${one.level}, ${one.text}, ${one.givenAt}, ${one.givenByName}, ${one.untilAt})`.execute(
      db,
    )
  },
  lock: async (id: string): Promise<Signal | null> =>
    (await sql<Signal>`select * from command_signals where id = ${id}::uuid for no key update`.execute(db)).rows[0] ??
    null,
  end: async (id: string, at: Date, byName: string) => {
    await sql`update command_signals set ended_at = ${at}, ended_by_name = ${byName} where id = ${id}::uuid`.execute(db)
  },
  /** A signal concerns who reads inside its area as well as whoever answers for a wider one. */
  page: async (
    scope: Scope,
    asked: { area: string | null; isNow: boolean; now: Date; after: string | undefined; limit: number },
  ) => {
    const around = (areas: readonly string[]) =>
      areas.length === 0
        ? sql<boolean>`false`
        : sql<boolean>`exists (select 1 from unnest(${[...areas]}::text[]) as a(code)
            where a.code like regexp_replace(s.area_code, '(000)+$', '') || '%')`
    const reach = sql<boolean>`(${within(scope, { area: 's.area_code' })} or ${around(scope.areas)})`
    const area =
      asked.area === null
        ? sql<boolean>`true`
        : sql<boolean>`(s.area_code like ${`${areaPrefix(asked.area)}%`} or ${around([asked.area])})`
    const state = asked.isNow
      ? sql<boolean>`s.ended_at is null and s.until_at > ${asked.now}::timestamptz`
      : sql<boolean>`true`
    const [from] = readAs(asked.after, /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/) ?? []
    const key = from ? sql<boolean>`s.id < ${from}::uuid` : sql<boolean>`true`
    const { rows } = await sql<Signal>`select s.* from command_signals s
      where ${state} and ${area} and ${key} and ${reach} order by s.id desc limit ${asked.limit + 1}`.execute(db)
    const items = rows.slice(0, asked.limit)
    return { items, next: rows.length > asked.limit ? (items.at(-1)?.id ?? null) : null }
  },
})
