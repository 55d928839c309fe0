/** The tiles of the live board: each counts within the reader's reach, in the words of one query. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { command } from '../contract.ts'
import { type CommandWork, countedWords } from './count.ts'
import { shared } from './share.ts'
import { caseStore, type Reach } from './store-cases.ts'

export const reachFor = (work: CommandWork, area: string | undefined, permission = 'board.read'): Reach => ({
  scope: work.scope(permission),
  restricted: work.scope('matter.readRestricted'),
  area: area ?? null,
})

/** Two working hours from now. */
export const soonOf = (work: CommandWork) =>
  shared(work, ['soon'], () => work.use(matters).dueAfter(work.now, { amount: 2, unit: 'workHours' }), 30_000)

export const queues = answer(command, 'queues', async (work, { query }) => {
  const reach = reachFor(work, query.area)
  const soon = await soonOf(work)
  return shared(work, ['queues', reach], async () => ({
    at: work.now.toISOString(),
    words: countedWords,
    queues: await caseStore(work.db).queues(reach, work.now, soon),
  }))
})

export const cells = answer(command, 'cells', async (work, { query }) => {
  const reach = reachFor(work, query.area)
  return shared(work, ['cells', reach], async () => ({ cells: await caseStore(work.db).cells(reach, work.now) }))
})

export const units = answer(command, 'units', async (work, { query }) => {
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
})

export const channels = answer(command, 'channels', async (work, { query }) => {
  const reach = reachFor(work, query.area)
  const days = query.days ?? 7
  const from = new Date(work.now.getTime() - days * 86_400_000)
  return shared(
    work,
    ['channels', reach, days],
    async () => ({ channels: await caseStore(work.db).channels(reach, from) }),
    3000,
  )
})

export const topics = answer(command, 'topics', async (work, { query }) => {
  const reach = reachFor(work, query.area)
  return shared(
    work,
    ['topics', reach],
    async () => ({ topics: await caseStore(work.db).topics(reach, work.now) }),
    3000,
  )
})

/** Names for a board's cells and communities, asked once. */
export const areaNamesOf = (work: CommandWork, codes: readonly string[]) => work.use(territory).areaNames([...codes])
