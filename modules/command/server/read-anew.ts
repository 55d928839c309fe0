/** Reads lives anew, portion by portion: all of them every night, and what an import or a seed laid down. */
import { job, listen, uuidv7 } from '@liren/kernel'
import { type MatterHistory, matters } from '@liren/matters/contract'
import { command } from '../contract.ts'
import { nextPortion } from '../portion.ts'
import { type CommandWork, count } from './count.ts'
import { isCounted, rowsOf } from './counted.ts'
import { caseStore } from './store-cases.ts'
import { readingStore } from './store-readings.ts'
import { unlessTooSlow } from './too-slow.ts'

const keep = async (work: CommandWork, lives: readonly MatterHistory[]) => {
  const rows = await rowsOf(work, lives)
  await caseStore(work.db).keep(rows)
  return rows.length
}

/** Begins to read all matters anew, unless that is under way. */
const startReading = (work: CommandWork) => {
  work.enqueue('read-all', null, { key: 'read-all' })
}

/** Reads one portion from where the reading stands; true when the end was reached. What takes too long is tried again with less. */
export const readPortion = async (work: CommandWork): Promise<boolean> => {
  const readings = readingStore(work.db)
  const reading = (await readings.current()) ?? (await readings.begin(uuidv7(), work.now))
  const { portion } = reading
  const began = performance.now()
  const lives = await unlessTooSlow(work.db, async () => {
    const found = await work.use(matters).histories({ after: reading.afterId, limit: portion })
    return { found, counted: await keep(work, found) }
  })
  const next = nextPortion(portion, lives === null ? null : performance.now() - began)
  if (lives === null) {
    await readings.resize(reading.id, next)
    return false
  }
  const { found, counted } = lives
  const isOver = found.length < portion
  await readings.goOn(reading.id, found.at(-1)?.id ?? reading.afterId, counted, next, isOver ? work.now : null)
  return isOver
}

export const readAll = job(command, 'read-all', {}, async (work) => {
  const isOver = await readPortion(work)
  work.audit({ facts: { isOver } })
  if (!isOver) work.enqueue('read-all', null, { key: `read-all ${uuidv7()}` })
  else work.emit('read', { at: work.now.toISOString() }, ['board:all'])
})

/** Every night, so that nothing counted wrongly stays wrong. */
export const nightly = job(command, 'read-nightly', { cron: '40 3 * * *' }, async (work) => startReading(work))

/** As few as a person makes by an act are counted at once, and boards hear of each. */
const few = 20

export const laidDown = listen(
  command,
  matters,
  'laidDown',
  'read-laid-down',
  async (work, { processes, matterIds }) => {
    if (!processes.some((process) => isCounted(work, process))) return
    if (!matterIds) return startReading(work)
    if (matterIds.length <= few) return count(work, matterIds)
    await readingStore(work.db).wait(matterIds, work.now)
    // Each with a job of its own, so that none comes too late for the one before.
    work.enqueue('read-laid-down', null, { key: `read-laid-down ${matterIds[0]}` })
  },
)

/** Lives of one transaction: what came in an import is read, and nothing else. */
const portion = 500

export const readLaidDown = job(command, 'read-laid-down', {}, async (work) => {
  const ids = await readingStore(work.db).takeWaiting(portion)
  if (ids.length > 0) await keep(work, await work.use(matters).histories({ ids }))
  work.audit({ facts: { read: ids.length } })
  if (ids.length === portion) work.enqueue('read-laid-down', null, { key: `read-laid-down ${uuidv7()}` })
  else if (ids.length > 0) work.emit('read', { at: work.now.toISOString() }, ['board:all'])
})
