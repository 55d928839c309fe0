/** Cells were redrawn: posts and duty lines follow at once, to every part. What changes for a place is left to somebody's word. */
import { listen, uuidv7 } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { type Duty, organisation } from '../contract.ts'
import { dayOf } from '../roster.ts'
import { repaint } from './picture.ts'
import { store } from './store.ts'
import type { CarriedRow } from './store-carried.ts'

/** Two lines that say the same need not stand twice for one cell. */
const sense = ({ unitId, unitKind, categories, ownership, part, fromTime, toTime }: Duty) =>
  JSON.stringify([unitId, unitKind, [...categories].sort(), ownership, part, fromTime, toTime])

export const carryCells = listen(
  organisation,
  territory,
  'redrawn',
  'carry-cells',
  async (work, { communityCode, cells }) => {
    const queries = store(work.db)
    const today = dayOf(work.now.getTime())
    const noted: (CarriedRow & { readonly sense: string })[] = []
    const shared = Map.groupBy(cells, ({ into }) => into[0] ?? '')
    let moved = 0
    for (const { from, into } of cells) {
      const [main = from, ...others] = into
      const because = others.length > 0 ? 'divided' : 'joined'
      const isOpen = because === 'divided' || (shared.get(main)?.length ?? 0) > 1
      const note = (kind: CarriedRow['kind'], thingId: string, toCell: string, meant: string) => {
        moved += 1
        if (isOpen)
          noted.push({
            id: uuidv7(),
            communityCode,
            kind,
            thingId,
            fromCell: from,
            toCell,
            because,
            carriedAt: work.now,
            sense: meant,
          })
      }
      for (const post of await queries.positionsFor(from)) {
        const holders = `${post.post} ${await queries.holdersKey(post.id, today)}`
        await queries.movePosition(post.id, main)
        note('post', post.id, main, holders)
        for (const areaCode of others) {
          const id = uuidv7()
          await queries.copyPosition(post.id, { id, areaCode }, today)
          note('post', id, areaCode, holders)
        }
      }
      for (const duty of await queries.dutiesFor(from)) {
        await queries.endDuty(duty.id, work.now, 'cell-redrawn')
        for (const [at, areaCode] of into.entries()) {
          const known = await queries.dutiesFor(areaCode)
          if (known.some((one) => sense(one) === sense(duty))) continue
          const kept =
            at === 0 ? { entryId: duty.entryId, version: duty.version + 1 } : { entryId: uuidv7(), version: 1 }
          const made = { ...duty, ...kept, id: uuidv7(), areaCode, validFrom: work.now, validTo: null }
          await queries.addDuty({ ...made, endReason: null, enteredBy: null })
          note('duty', made.id, areaCode, sense(duty))
          work.emit('duties-changed', { entryId: made.entryId, areaCode }, [`area:${communityCode}`])
        }
      }
      const units = await queries.moveUnits(from, main)
      for (const unitId of units.units)
        work.emit('unit-changed', { unitId, areaCode: main, what: 'changed' }, [`area:${communityCode}`])
      for (const shiftId of units.shifts)
        work.emit('roster-changed', { shiftId, areaCode: main }, [`area:${communityCode}`])
    }
    // Of joined cells only what differs is a question: the same people for the whole are an answer.
    const open = noted.filter(
      (one) =>
        one.because === 'divided' ||
        noted.some((other) => other.toCell === one.toCell && other.kind === one.kind && other.sense !== one.sense),
    )
    await queries.noteCarried(open)
    await repaint(work)
    work.audit({ area: communityCode, facts: { cells: cells.length, moved, toConfirm: open.length } })
  },
)
