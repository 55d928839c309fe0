/** Keeps the counted rows: a case is counted anew after each event about it. */
import { hearAny, listen, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { command } from '../contract.ts'
import { isCounted, rowsOf } from './counted.ts'
import { caseStore } from './store-cases.ts'

export type CommandWork = Work<typeof command>

/** Counts these cases anew, and tells the boards of their places. */
export const count = async (work: CommandWork, ids: readonly string[]) => {
  const lives = await work.use(matters).histories({ ids })
  const rows = await rowsOf(work, lives)
  const before = await caseStore(work.db).keep(rows)
  for (const row of rows) {
    const was = before.get(row.id)
    if (was && was.steps >= row.steps) continue
    const fact = { caseId: row.id, areaCode: row.areaCode }
    // Anybody may listen to an area, so that nothing restricted is heard there.
    const topics = row.isRestricted ? [] : [`area:${row.areaCode}`]
    work.emit('flowed', fact, topics)
    if (!was || was.isOpen !== (row.closedAt === null)) work.emit('counted', fact, topics)
  }
}

type About = { readonly matterId: string; readonly process: string; readonly state: string }

/** Facts after which a case is counted anew. */
const heard = new Set(
  [
    'opened',
    'moved',
    'reopened',
    'assigned',
    'rated',
    'followedUp',
    'overdue',
    'decided',
    'resumed',
    'returned',
    'arbitrated',
    'merged',
    'closed',
  ].map((event) => `matters/${event}`),
)

/**
 * Cases counted in a transaction of hearing. One act tells several facts, and all that are heard together were committed before: the case
 * was read with all of it the first time.
 */
const countedIn = new WeakMap<object, Set<string>>()

export const counting = [
  hearAny(
    command,
    'count',
    async () => heard,
    async (work, told, { name }) => {
      // Every one of these facts says which matter it is about, of which process, and where it stands.
      const fact = told as About
      if (!isCounted(work, fact.process)) return
      // What a move closed was heard as a move.
      if (name === 'matters/closed' && fact.state !== 'voided' && fact.state !== 'merged') return
      const counted = countedIn.get(work.db) ?? new Set()
      countedIn.set(work.db, counted)
      if (counted.has(fact.matterId)) return
      counted.add(fact.matterId)
      await count(work, [fact.matterId])
    },
  ),
]

/** Cells were redrawn: the map follows at once, though nobody acted on these cases. */
export const refitted = listen(
  command,
  matters,
  'refitted',
  'count-refitted',
  async (work, { areaCode, matterIds }) => {
    const lives = await work.use(matters).histories({ ids: matterIds })
    const rows = await rowsOf(work, lives)
    await caseStore(work.db).keep(rows)
    const [open] = rows.filter((row) => !row.isRestricted)
    // One pulse is enough: a board asks once for all it made stale.
    if (open) work.emit('flowed', { caseId: open.id, areaCode }, [`area:${areaCode}`])
  },
)
