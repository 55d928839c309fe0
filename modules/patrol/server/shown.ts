/** Stored rows as the contract shows them. */
import { files } from '@liren/files/contract'
import type { Work } from '@liren/kernel'
import type { Item, PhotoShown, Round, RouteView } from '../views.ts'
import { type NoteRow, type RoundRow, type RouteRow, store } from './store.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

export const shownRoute = ({ changedAt: _, stops, ...route }: RouteRow): RouteView => ({
  ...route,
  stops: stops.map((stop) => ({ ...stop, checks: [...stop.checks] })),
})

/** Photos by id, in one query however many; ids of what is gone are left out. */
export const photosOf = async (work: Work, ids: readonly string[]) => {
  const shown = new Map<string, PhotoShown>()
  if (ids.length > 0)
    for (const { id, kind, name, url, thumbUrl, takenAt } of await work.use(files).view([...new Set(ids)]))
      shown.set(id, { id, kind, name, url, thumbUrl, takenAt })
  return (some: readonly string[]) => some.flatMap((id) => shown.get(id) ?? [])
}
type PhotosAt = Awaited<ReturnType<typeof photosOf>>

const shownNote = (photos: PhotosAt, { id, byName, at, found, note, fileIds }: NoteRow) => ({
  id,
  byName,
  at: at.toISOString(),
  found,
  note,
  photos: photos(fileIds),
})

/** Rounds with all their stops and photos in four queries, however many. */
export const shownRounds = async (work: Work, rounds: readonly RoundRow[]): Promise<Round[]> => {
  const kept = store(work.db)
  const items = await kept.items(rounds.map(({ id }) => id))
  const said = await kept.notes(items.map(({ id }) => id))
  const notes = Map.groupBy(said, ({ itemId }) => itemId)
  const photos = await photosOf(work, [
    ...items.flatMap(({ beforeIds, afterIds }) => [...beforeIds, ...afterIds]),
    ...said.flatMap(({ fileIds }) => fileIds),
  ])
  const byRound = Map.groupBy(items, ({ roundId }) => roundId)
  return rounds.map(
    ({ id, routeId, name, areaCode, onDay, workerId, workerName, isReinspection, startedAt, finishedAt }) => ({
      id,
      routeId,
      name,
      areaCode,
      on: onDay,
      workerId,
      workerName,
      isReinspection,
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
        before: photos(item.beforeIds),
        after: photos(item.afterIds),
        doneAt: iso(item.doneAt),
        doneByName: item.doneByName,
        caseId: item.caseId,
        caseNumber: item.caseNumber,
        isFixed: item.isFixed,
        notes: (notes.get(item.id) ?? []).map((note) => shownNote(photos, note)),
      })),
    }),
  )
}

export const shownRound = async (work: Work, round: RoundRow): Promise<Round> => {
  const [shown] = await shownRounds(work, [round])
  if (!shown) throw new Error('a round in hand is shown')
  return shown
}
