/** Stored rows as the contract shows them. */
import type { Db } from '@liren/kernel'
import type { Item, Round, RouteView } from '../views.ts'
import { type NoteRow, type RoundRow, type RouteRow, store } from './store.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

export const shownRoute = ({ changedAt: _, stops, ...route }: RouteRow): RouteView => ({
  ...route,
  stops: stops.map((stop) => ({ ...stop, checks: [...stop.checks] })),
})

const shownNote = ({ id, byName, at, found, note, fileIds }: NoteRow) => ({
  id,
  byName,
  at: at.toISOString(),
  found,
  note,
  fileIds,
})

/** Rounds with all their stops in three queries, however many. */
export const shownRounds = async (db: Db, rounds: readonly RoundRow[]): Promise<Round[]> => {
  const kept = store(db)
  const items = await kept.items(rounds.map(({ id }) => id))
  const notes = Map.groupBy(await kept.notes(items.map(({ id }) => id)), ({ itemId }) => itemId)
  const byRound = Map.groupBy(items, ({ roundId }) => roundId)
  return rounds.map(({ id, routeId, name, areaCode, onDay, workerId, workerName, startedAt, finishedAt }) => ({
    id,
    routeId,
    name,
    areaCode,
    on: onDay,
    workerId,
    workerName,
    startedAt: iso(startedAt),
    finishedAt: iso(finishedAt),
    items: (byRound.get(id) ?? []).map((item) => ({
      id: item.id,
      rank: item.rank,
      name: item.name,
      cellCode: item.cellCode,
      lon: item.lon,
      lat: item.lat,
      checks: item.checks,
      // The table allows these words only.
      found: item.found as Item['found'],
      note: item.note,
      beforeIds: item.beforeIds,
      afterIds: item.afterIds,
      doneAt: iso(item.doneAt),
      doneByName: item.doneByName,
      caseId: item.caseId,
      caseNumber: item.caseNumber,
      isFixed: item.isFixed,
      notes: (notes.get(item.id) ?? []).map(shownNote),
    })),
  }))
}

export const shownRound = async (db: Db, round: RoundRow): Promise<Round> => {
  const [shown] = await shownRounds(db, [round])
  if (!shown) throw new Error('a round in hand is shown')
  return shown
}
