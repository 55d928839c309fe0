/** The tiles of the live board: each counts within the reader's reach, in the words of one query. */
import { answer, jsonText } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { boardTiles } from '../board-tiles.ts'
import { command } from '../contract.ts'
import { dayOf, startOfDay } from '../facts.ts'
import { publicSources } from '../indicator.ts'
import { daysBack, recentDays } from '../recent-cases.ts'
import { newsSince, versionOf } from './cell-versions.ts'
import type { CommandWork } from './count.ts'
import { countedWords } from './counted.ts'
import { countOnce, look } from './open.ts'
import { mustMeet, reachFor } from './reach.ts'
import { shared } from './share.ts'
import { caseStore } from './store-cases.ts'
import { callingOf } from './summon.ts'

/** Two working hours from now. */
export const soonOf = (work: CommandWork) =>
  shared(work, ['soon'], () => work.use(matters).dueAfter(work.now, { amount: 2, unit: 'workHours' }), 30_000)

const dayMs = 86_400_000
const communityDigits = 12

type Query = {
  readonly area?: string | undefined
  readonly days?: number | undefined
  /** The version of the cells that the board knows. */
  readonly cells?: string | undefined
}

const queuesOf = async (work: CommandWork, query: Query) => {
  const reach = reachFor(work, query.area)
  const soon = await soonOf(work)
  const seen = await look(work)
  return countOnce(seen, ['queues', reach], () => ({
    at: seen.at.toISOString(),
    words: countedWords(work),
    queues: seen.cases.queues(reach, seen.at.getTime(), soon.getTime()),
  }))
}

const cellsOf = async (work: CommandWork, query: Query) => {
  const reach = reachFor(work, query.area)
  const seen = await look(work)
  const scope = JSON.stringify(reach)
  const whole = countOnce(seen, ['cells', reach], () =>
    versionOf(work.log, scope, seen.cases.cells(reach, seen.at.getTime())),
  )
  return newsSince(work.log, scope, whole, query.cells)
}

const unitsOf = async (work: CommandWork, query: Query) => {
  const reach = reachFor(work, query.area)
  const seen = await look(work)
  return countOnce(seen, ['units', reach], async () => {
    const rows = seen.cases.units(reach, seen.at.getTime())
    const known = await work.use(organisation).units(rows.map((row) => row.unitId))
    // Offices of two subdistricts share a short name: where both stand on one board, the whole name tells them apart.
    const isShared = (name: string) => known.filter((unit) => unit.shortName === name).length > 1
    const names = new Map(known.map((unit) => [unit.id, isShared(unit.shortName) ? unit.name : unit.shortName]))
    return {
      units: rows.map(({ oldestAt, ...row }) => ({
        ...row,
        unitName: names.get(row.unitId) ?? null,
        oldestAt: new Date(oldestAt).toISOString(),
      })),
    }
  })
}

const channelsOf = async (work: CommandWork, query: Query) => {
  const reach = reachFor(work, query.area)
  const days = query.days ?? 7
  // Longer ago than what is kept in memory: seldom asked, and not by a board.
  if (days > recentDays) {
    const from = new Date(daysBack(work.now.getTime(), days))
    const ask = async () => ({ channels: await caseStore(work.db).channels(reach, from) })
    return shared(work, ['channels', reach, days], ask, 3000)
  }
  const seen = await look(work)
  return countOnce(seen, ['channels', reach, days], () => ({
    channels: seen.recent.channels(reach, daysBack(seen.at.getTime(), days)),
  }))
}

const topicsOf = async (work: CommandWork, query: Query) => {
  const reach = reachFor(work, query.area)
  const seen = await look(work)
  return countOnce(seen, ['topics', reach], () => ({ topics: seen.recent.topics(reach, seen.at.getTime()) }))
}

/** Communities from which the public has not been heard: perhaps all is well there, perhaps nobody can speak. */
export const silence = answer(command, 'silence', async (work, { query }) => {
  mustMeet(work, query.area)
  const reach = reachFor(work, query.area)
  const seen = await look(work)
  const now = seen.at.getTime()
  return countOnce(seen, ['silence', reach], async () => {
    const areas = (await work.use(territory).areasAt('community', query.area?.slice(0, 12))).filter(
      ({ code }) => reach.scope.everywhere || reach.scope.areas.some((prefix) => code.startsWith(prefix)),
    )
    const heard = seen.recent.heard({ ...reach, area: null }, communityDigits, publicSources)
    return {
      most: recentDays,
      items: areas.map(({ code, name }) => {
        const at = heard.get(code) ?? null
        // Days of the calendar: whoever was heard today is silent for none.
        const days = at === null ? recentDays : (startOfDay(dayOf(now)) - startOfDay(dayOf(at))) / dayMs
        return { areaCode: code, areaName: name, lastOn: at === null ? null : dayOf(at), days: Math.max(0, days) }
      }),
    }
  })
})

export const queues = answer(command, 'queues', (work, { query }) => queuesOf(work, query))
export const units = answer(command, 'units', (work, { query }) => unitsOf(work, query))
export const channels = answer(command, 'channels', (work, { query }) => channelsOf(work, query))
export const topics = answer(command, 'topics', (work, { query }) => topicsOf(work, query))

const tiles = {
  queues: queuesOf,
  cells: cellsOf,
  units: unitsOf,
  calling: callingOf,
  channels: channelsOf,
  topics: topicsOf,
} as const

/** Answers are shared by all boards of a scope for a moment: so is their text, made once. */
const texts = new WeakMap<object, string>()
const textOf = (tile: object) => {
  const known = texts.get(tile)
  if (known !== undefined) return known
  const text = JSON.stringify(tile)
  texts.set(tile, text)
  return text
}

// Thousands of cells are written down once, not once for each board.
export const cells = answer(command, 'cells', async (work, { query }) => jsonText(textOf(await cellsOf(work, query))))

/** A board that heard news asks once for all it made stale, not once for each tile. */
export const board = answer(command, 'board', async (work, { query }) => {
  const asked = new Set(query.tiles.split(','))
  const parts = await Promise.all(
    boardTiles
      .filter((name) => asked.has(name))
      .map(async (name) => `"${name}":${textOf(await tiles[name](work, query))}`),
  )
  // Our own answers, shaped by the very functions behind each tile's route: nothing to filter.
  return jsonText(`{${parts.join(',')}}`)
})
