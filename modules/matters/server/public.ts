/** What anybody may see: published matters of an area, their counts, and the processes by which they are handled. */
import { answer, jsonText } from '@liren/kernel'
import { matters } from '../contract.ts'
import { processNamed } from './house.ts'
import { listStore } from './list-store.ts'

const dayMs = 86_400_000

export const publicList = answer(matters, 'publicList', async (work, { query }) => {
  const filter = { process: query.process ?? null, phase: query.phase ?? null, kind: query.kind ?? null }
  return jsonText(await listStore(work.db).published(query.area, filter, query.after, query.limit ?? 30))
})

export const publicCounts = answer(matters, 'publicCounts', async (work, { query }) => {
  const since = new Date(work.now.getTime() - (query.days ?? 30) * dayMs)
  return { areas: await listStore(work.db).publicCounts(query.area, since, query.process ?? null, query.kind ?? null) }
})

/** One published mechanism per kind of matter: states, moves, limits. */
export const process = answer(matters, 'process', async (work, { params }) => {
  const found = await processNamed(work, params.name)
  if (!found) throw work.refuse('unknown-process', { process: params.name }, 'name')
  return {
    name: found.name,
    version: found.version,
    states: Object.entries(found.states).map(([name, { phase }]) => ({ name, phase })),
    moves: Object.entries(found.moves).map(([name, { from, to }]) => ({ name, from: [...from], to })),
    clocks: Object.entries(found.clocks ?? {}).map(([name, { limit }]) => ({ name, limit })),
  }
})
