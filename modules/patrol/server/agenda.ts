/** Rounds in a worker's calendar: those made already, and those their routes will bring. */
import type { Db } from '@liren/kernel'
import type { AgendaEntry } from '@liren/matters/contract'
import { isDueOn } from '../day.ts'
import { store } from './store.ts'

const dayMs = 86_400_000

/** The days of a span, both ends included. */
const daysBetween = (from: string, until: string) =>
  Array.from({ length: Math.round((Date.parse(until) - Date.parse(from)) / dayMs) + 1 }, (_, n) =>
    new Date(Date.parse(from) + n * dayMs).toISOString().slice(0, 10),
  )

export const agenda = async (db: object, accountId: string, from: string, until: string): Promise<AgendaEntry[]> => {
  // The spine hands on the database of the work at hand.
  const rows = store(db as Db)
  const rounds = await rows.roundsBetween(accountId, from, until)
  const made = new Set(rounds.map(({ routeId, onDay }) => `${routeId} ${onDay}`))
  const routes = await rows.routesOf(accountId)
  const entry = (day: string, title: string) => ({ day, time: null, title, word: 'nav.tab', link: '/patrol' })
  return [
    ...rounds.filter(({ finishedAt }) => finishedAt === null).map(({ onDay, name }) => entry(onDay, name)),
    ...daysBetween(from, until).flatMap((day) =>
      routes
        .filter((route) => isDueOn(route, day) && !made.has(`${route.id} ${day}`))
        .map((route) => entry(day, route.name)),
    ),
  ]
}
