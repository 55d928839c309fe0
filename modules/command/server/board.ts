/** The tiles of the live board: each counts within the reader's reach, in the words of one query. */
import { answer, jsonText } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { boardTiles } from '../board-tiles.ts'
import { command } from '../contract.ts'

import type { CommandWork } from './count.ts'
import { countedWords } from './counted.ts'
import { reachFor } from './reach.ts'
import { shared } from './share.ts'
import { caseStore } from './store-cases.ts'
import { callingOf } from './summon.ts'

/** Two working hours from now. */
export const soonOf = (work: CommandWork) =>
  shared(work, ['soon'], () => work.use(matters).dueAfter(work.now, { amount: 2, unit: 'workHours' }), 30_000)

type Query = { readonly area?: string | undefined; readonly days?: number | undefined }

const queuesOf = async (work: CommandWork, query: Query) => {
  const reach = reachFor(work, query.area)
  const soon = await soonOf(work)
  return shared(work, ['queues', reach], async () => ({
    at: work.now.toISOString(),
    words: countedWords(work),
    queues: await caseStore(work.db).queues(reach, work.now, soon),
  }))
}

const cellsOf = (work: CommandWork, query: Query) => {
  const reach = reachFor(work, query.area)
  return shared(work, ['cells', reach], async () => ({ cells: await caseStore(work.db).cells(reach, work.now) }))
}

const unitsOf = (work: CommandWork, query: Query) => {
  const reach = reachFor(work, query.area)
  return shared(work, ['units', reach], async () => {
    const rows = await caseStore(work.db).units(reach, work.now)
    const known = await work.use(organisation).units(rows.map((row) => row.unitId))
    const names = new Map(known.map((unit) => [unit.id, unit.shortName]))
    return {
      units: rows.map(({ oldest, ...row }) => ({
        ...row,
        unitName: names.get(row.unitId) ?? null,
        oldestAt: oldest.toISOString(),
      })),
    }
  })
}

const channelsOf = (work: CommandWork, query: Query) => {
  const reach = reachFor(work, query.area)
  const days = query.days ?? 7
  const from = new Date(work.now.getTime() - days * 86_400_000)
  return shared(
    work,
    ['channels', reach, days],
    async () => ({ channels: await caseStore(work.db).channels(reach, from) }),
    3000,
  )
}

const topicsOf = (work: CommandWork, query: Query) => {
  const reach = reachFor(work, query.area)
  return shared(
    work,
    ['topics', reach],
    async () => ({ topics: await caseStore(work.db).topics(reach, work.now) }),
    3000,
  )
}

export const queues = answer(command, 'queues', (work, { query }) => queuesOf(work, query))
export const cells = answer(command, 'cells', (work, { query }) => cellsOf(work, query))
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

/** Names for a board's cells and communities, asked once. */
export const areaNamesOf = (work: CommandWork, codes: readonly string[]) => work.use(territory).areaNames([...codes])
