/** Every query of this module on routes and rounds. No other module reads these tables. */
import { areaPrefix, type Db, type Scope, within } from '@liren/kernel'
import { type Selectable, sql } from 'kysely'
import type { Stop } from '../views.ts'

type RouteTable = {
  id: string
  areaCode: string
  name: string
  weekdays: number[]
  workerId: string | null
  workerName: string | null
  isPaused: boolean
  isReinspection: boolean
  stops: unknown
  changedAt: Date
}
type RoundTable = {
  id: string
  routeId: string
  areaCode: string
  name: string
  onDay: string
  workerId: string | null
  workerName: string | null
  isReinspection: boolean
  startedAt: Date | null
  finishedAt: Date | null
}
type ItemTable = {
  id: string
  roundId: string
  rank: number
  name: string
  cellCode: string
  lon: number
  lat: number
  checks: string[]
  categoryCode: string | null
  found: string | null
  note: string | null
  beforeIds: string[]
  afterIds: string[]
  recordId: string | null
  doneAt: Date | null
  doneBy: string | null
  doneByName: string | null
  placeLon: number | null
  placeLat: number | null
  caseId: string | null
  caseNumber: string | null
  isFixed: boolean
}
type NoteTable = {
  id: string
  itemId: string
  byId: string
  byName: string
  at: Date
  found: string
  note: string | null
  fileIds: string[]
}
type Tables = {
  patrolRoutes: RouteTable
  patrolRounds: RoundTable
  patrolItems: ItemTable
  patrolNotes: NoteTable
}
export type RouteRow = Omit<RouteTable, 'stops'> & { readonly stops: readonly Stop[] }
export type RoundRow = Selectable<RoundTable>
export type ItemRow = Selectable<ItemTable>
export type NoteRow = Selectable<NoteTable>
export type Finding = Pick<
  ItemTable,
  | 'found'
  | 'note'
  | 'beforeIds'
  | 'afterIds'
  | 'recordId'
  | 'doneAt'
  | 'doneBy'
  | 'doneByName'
  | 'placeLon'
  | 'placeLat'
  | 'caseId'
  | 'isFixed'
>

const roundColumns = [
  'id',
  'routeId',
  'areaCode',
  'name',
  sql<string>`to_char(on_day, 'YYYY-MM-DD')`.as('onDay'),
  'workerId',
  'workerName',
  'isReinspection',
  'startedAt',
  'finishedAt',
] as const

// The stops' shape was checked when the route was kept.
const asRoute = (row: RouteTable): RouteRow => ({ ...row, stops: row.stops as readonly Stop[] })

export const store = (db: Db) => {
  const tables = db.withTables<Tables>()
  return {
    route: async (id: string) => {
      const row = await tables.selectFrom('patrolRoutes').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? asRoute(row) : null
    },
    keepRoute: async (route: RouteRow) => {
      const { id, stops, ...rest } = route
      const set = { ...rest, stops: sql`${JSON.stringify(stops)}::jsonb` }
      await tables
        .insertInto('patrolRoutes')
        .values({ id, ...set })
        .onConflict((on) => on.column('id').doUpdateSet(set))
        .execute()
    },
    routes: async (scope: Scope, area: string | undefined, after: string | undefined, limit: number) => {
      let rows = tables
        .selectFrom('patrolRoutes')
        .selectAll()
        .where(within(scope, { area: 'area_code' }))
      if (area) rows = rows.where('areaCode', 'like', `${areaPrefix(area)}%`)
      if (after) rows = rows.where('id', '>', after)
      return (await rows.orderBy('id').limit(limit).execute()).map(asRoute)
    },
    /** Routes walked on this weekday that have no round on this day yet, a batch at a time. */
    due: async (day: string, weekday: number, after: string | null, limit: number) => {
      let rows = tables
        .selectFrom('patrolRoutes')
        .selectAll()
        .where('isPaused', '=', false)
        .where(sql<boolean>`${weekday}::smallint = any(weekdays)`)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('patrolRounds')
                .select('patrolRounds.id')
                .whereRef('patrolRounds.routeId', '=', 'patrolRoutes.id')
                .where('patrolRounds.onDay', '=', day),
            ),
          ),
        )
      if (after) rows = rows.where('id', '>', after)
      return (await rows.orderBy('id').limit(limit).execute()).map(asRoute)
    },

    /** False when somebody else made it first. */
    addRound: async (round: RoundRow, items: readonly Pick<ItemRow, 'id' | 'rank' | keyof Stop>[]) => {
      const made = await tables
        .insertInto('patrolRounds')
        .values(round)
        .onConflict((on) => on.columns(['routeId', 'onDay']).doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!made) return false
      await tables
        .insertInto('patrolItems')
        .values(
          items.map((item) => ({
            ...item,
            checks: [...item.checks],
            roundId: round.id,
            beforeIds: [],
            afterIds: [],
            isFixed: false,
          })),
        )
        .execute()
      return true
    },
    roundOn: (routeId: string, day: string) =>
      tables
        .selectFrom('patrolRounds')
        .select(roundColumns)
        .where('routeId', '=', routeId)
        .where('onDay', '=', day)
        .executeTakeFirst(),
    round: (id: string) =>
      tables.selectFrom('patrolRounds').select(roundColumns).where('id', '=', id).executeTakeFirst(),
    lockRound: (id: string) =>
      tables.selectFrom('patrolRounds').select(roundColumns).where('id', '=', id).forUpdate().executeTakeFirst(),
    setRound: (id: string, set: Partial<Pick<RoundRow, 'startedAt' | 'finishedAt' | 'workerId' | 'workerName'>>) =>
      tables.updateTable('patrolRounds').set(set).where('id', '=', id).execute(),
    /** Mine of this day, and any of mine begun earlier and not yet finished. */
    roundsOf: (workerId: string, day: string) =>
      tables
        .selectFrom('patrolRounds')
        .select(roundColumns)
        .where('workerId', '=', workerId)
        .where('onDay', '=', day)
        .orderBy('id')
        .limit(20)
        .execute(),
    roundsBetween: (workerId: string, from: string, until: string) =>
      tables
        .selectFrom('patrolRounds')
        .select(roundColumns)
        .where('workerId', '=', workerId)
        .where('onDay', '>=', from)
        .where('onDay', '<=', until)
        .orderBy('onDay')
        .limit(200)
        .execute(),
    routesOf: async (workerId: string) =>
      (
        await tables
          .selectFrom('patrolRoutes')
          .selectAll()
          .where('workerId', '=', workerId)
          .where('isPaused', '=', false)
          .orderBy('id')
          .limit(100)
          .execute()
      ).map(asRoute),
    rounds: (
      scope: Scope,
      asked: { area?: string | undefined; on?: string | undefined; after?: string | undefined },
      limit: number,
    ) => {
      let rows = tables
        .selectFrom('patrolRounds')
        .select(roundColumns)
        .where(within(scope, { area: 'area_code' }))
      if (asked.area) rows = rows.where('areaCode', 'like', `${areaPrefix(asked.area)}%`)
      if (asked.on) rows = rows.where('onDay', '=', asked.on)
      if (asked.after) rows = rows.where('id', '<', asked.after)
      return rows.orderBy('id', 'desc').limit(limit).execute()
    },

    /** Routes of an area that have a stop in one of these cells, or are walked for one of them. */
    routesThrough: async (area: string, cells: readonly string[]) =>
      (
        await tables
          .selectFrom('patrolRoutes')
          .selectAll()
          .where('areaCode', 'like', `${areaPrefix(area)}%`)
          .where(
            sql<boolean>`(area_code = any(${[...cells]}) or exists (select 1 from jsonb_array_elements(stops) s
              where s->>'cellCode' = any(${[...cells]})))`,
          )
          .forUpdate()
          .execute()
      ).map(asRoute),
    itemsIn: (cells: readonly string[]) =>
      tables
        .selectFrom('patrolItems')
        .select(['id', 'cellCode', 'lon', 'lat'])
        .where('cellCode', 'in', [...cells])
        .execute(),
    refitItems: async (moves: readonly { readonly id: string; readonly cellCode: string }[]) => {
      const rows = JSON.stringify(moves.map(({ id, cellCode }) => ({ id, cell_code: cellCode })))
      await sql`update patrol_items i set cell_code = r.cell_code
        from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, cell_code text) where i.id = r.id`.execute(db)
    },
    refitRounds: (from: string, to: string) =>
      tables.updateTable('patrolRounds').set({ areaCode: to }).where('areaCode', '=', from).execute(),

    items: (roundIds: readonly string[]): Promise<ItemRow[]> =>
      roundIds.length === 0
        ? Promise.resolve([])
        : tables
            .selectFrom('patrolItems')
            .selectAll()
            .where('roundId', 'in', [...roundIds])
            .orderBy('roundId')
            .orderBy('rank')
            .execute(),
    notes: (itemIds: readonly string[]): Promise<NoteRow[]> =>
      itemIds.length === 0
        ? Promise.resolve([])
        : tables
            .selectFrom('patrolNotes')
            .selectAll()
            .where('itemId', 'in', [...itemIds])
            .orderBy('itemId')
            .orderBy('at')
            .execute(),
    /** The item, held until this act is over: of two phones one waits and then sees what the other found. */
    lockItem: (id: string) =>
      tables.selectFrom('patrolItems').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    isTaken: async (recordId: string, caseId: string | null) => {
      const row = await tables
        .selectFrom('patrolItems')
        .select('id')
        .where((on) => on.or([on('recordId', '=', recordId), ...(caseId === null ? [] : [on('caseId', '=', caseId)])]))
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
    setFinding: (id: string, finding: Finding) =>
      tables.updateTable('patrolItems').set(finding).where('id', '=', id).execute(),
    numberCase: (caseId: string, caseNumber: string) =>
      tables.updateTable('patrolItems').set({ caseNumber }).where('caseId', '=', caseId).execute(),
    addNote: async (note: NoteRow) => {
      await tables
        .insertInto('patrolNotes')
        .values(note)
        .onConflict((on) => on.column('id').doNothing())
        .execute()
      return tables
        .selectFrom('patrolNotes')
        .select(['itemId', 'byId'])
        .where('id', '=', note.id)
        .executeTakeFirstOrThrow()
    },

    /** Cells that a route which is walked has a stop in. */
    plannedCells: async (area: string) => {
      const { rows } = await sql<{ cell: string }>`select distinct s->>'cellCode' as cell from patrol_routes r,
          jsonb_array_elements(r.stops) s
        where not r.is_paused and r.area_code like ${`${areaPrefix(area)}%`}`.execute(db)
      return rows.map(({ cell }) => cell)
    },

    /** Stops reached per cell and day since a day; and the last day somebody was in each cell, looked for in a quarter. */
    reached: async (area: string, since: string, now: Date) => {
      const inArea = `${areaPrefix(area)}%`
      const quarter = new Date(now.getTime() - 92 * 86_400_000)
      return tables
        .selectFrom('patrolItems')
        .select([
          'cellCode',
          sql<string>`to_char(done_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`.as('day'),
          sql<number>`count(*)::int`.as('count'),
        ])
        .where('found', 'in', ['fine', 'problem'])
        .where('cellCode', 'like', inArea)
        .where('doneAt', '>=', quarter)
        .groupBy(['cellCode', 'day'])
        .execute()
        .then((rows) => rows.map((row) => ({ ...row, isRecent: row.day >= since })))
    },
  }
}
