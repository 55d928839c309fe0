/** Opens a matter: number, query code, first step, clocks and reporter, in the current transaction or as one statement. */
import { hash } from 'node:crypto'
import { maskName } from '@liren/contract/mask'
import { type Db, uuidv7 } from '@liren/kernel'
import { localDay } from '../calendar.ts'
import { type Block, makeQueryCode, numberOf, readQueryCode } from '../number.ts'
import type { Opened, OpenInput } from '../port.ts'
import { stateOf } from '../process.ts'
import { freshMatter } from './fresh.ts'
import { calendarOf, type MattersWork, processIn } from './house.ts'
import { begin } from './running.ts'
import { factOf, personOf, stepBy, topicsOf } from './standing.ts'
import { matterStore, type NewMatter, openingCtes } from './store.ts'
import type { MatterRecord, PartyRecord } from './tables.ts'

/** What is kept of a query code. */
export const hashQueryCode = (number: string, code: string) =>
  hash('sha256', `${number}:${readQueryCode(code)}`, 'buffer')

// Serials in hand, by connection: outside a transaction `db` is the house's own and lives on, so that a block serves many
// reports; inside one it lives as long as the transaction, so that a block rolled back is forgotten with it.
const blocks = new WeakMap<Db, Map<string, Promise<Block>>>()

const nextSerial = async (db: Db, day: string, area: string, letter: string, size: number): Promise<number> => {
  const mine = blocks.get(db) ?? new Map<string, Promise<Block>>()
  blocks.set(db, mine)
  const key = `${day}/${area}/${letter}`
  for (;;) {
    const waiting = mine.get(key)
    const block = await waiting
    if (block && block.next <= block.last) {
      const serial = block.next
      block.next += 1
      return serial
    }
    // Whoever comes first fetches the next block; the others wait for the same one.
    if (mine.get(key) !== waiting) continue
    const count = block ? Math.min(512, size * 2) : size
    if (!waiting) for (const old of mine.keys()) if (!old.startsWith(day) && mine.size > 200) mine.delete(old)
    const fetched = matterStore(db)
      .reserve(day, area, letter, count)
      .then((first): Block => ({ next: first, last: first + count - 1 }))
    mine.set(key, fetched)
    fetched.catch(() => mine.delete(key))
  }
}

const reporterOf = (work: MattersWork, input: OpenInput): NewMatter['party'] => {
  if (input.reporter === null) return null
  const given = input.reporter
  if (given)
    return {
      id: uuidv7(),
      accountId: given.accountId ?? null,
      personId: given.personId ?? null,
      name: given.name ?? null,
      contactRef: given.contactRef ?? null,
    }
  const { actor } = work
  if (actor.kind !== 'account') return null
  // In assisted use it is the affair of who is helped; whoever helps hears of it under their own log-in.
  const name = actor.onBehalfOf ? null : maskName(actor.name)
  return { id: uuidv7(), accountId: actor.id, personId: personOf(work), name, contactRef: null }
}

const prepare = async (work: MattersWork, input: OpenInput, blockSize: number) => {
  const process = await processIn(work, input.process, input.areaCode)
  const state = input.state ?? process.start.states[0] ?? ''
  if (!process.start.states.includes(state)) throw work.refuse('wrong-state', { state }, 'state')
  const openedAt = input.openedAt ?? work.now
  const area = input.areaCode.slice(0, 6)
  const [calendar, remindAtPercent, serial] = await Promise.all([
    calendarOf(work),
    work.setting<number>('remindAtPercent', input.areaCode),
    nextSerial(work.db, localDay(openedAt.getTime()), area, input.letter, blockSize),
  ])
  const tick = { calendar, now: openedAt.getTime(), remindShare: remindAtPercent / 100 }
  const phase = stateOf(process, state)?.phase ?? 'intake'
  const clocks =
    phase === 'done' ? [] : (process.start.clocks ?? []).map((name) => begin(process, name, tick, input.limits))
  const number = numberOf(localDay(openedAt.getTime()), input.areaCode, input.letter, serial)
  const queryCode = input.queryCode ?? makeQueryCode()
  const matter: MatterRecord = {
    ...freshMatter(work, input, { process, state, number, clocks, openedAt, from: openedAt }),
    stepCount: 1,
    movedAt: work.now,
    closedAt: phase === 'done' ? work.now : null,
  }
  const party = reporterOf(work, input)
  const step = { move: 'opened', toState: state, isPublic: true, facts: input.facts ?? {}, fileIds: input.files ?? [] }
  const opening: NewMatter = {
    matter,
    queryCodeHash: hashQueryCode(number, queryCode),
    clocks,
    step,
    by: { ...stepBy(work, matter), at: openedAt },
    party,
  }
  const parties: PartyRecord[] = party
    ? [{ kind: 'reporter', accountId: party.accountId, personId: party.personId }]
    : []
  const topics = topicsOf(parties, matter)
  work.emit(
    'opened',
    {
      ...factOf(work, matter, parties),
      source: matter.source,
      dueAt: matter.dueAt?.toISOString() ?? null,
      orderKind: matter.orderKind,
    },
    topics,
  )
  work.audit({ object: matter.id, area: matter.areaCode, facts: { number, process: matter.process } })
  const opened: Opened = { id: matter.id, number, queryCode, state, dueAt: matter.dueAt, topics }
  return { opening, opened }
}

/** Opens a matter within the transaction at hand. */
export const open = async (work: MattersWork, input: OpenInput): Promise<Opened> => {
  const { opening, opened } = await prepare(work, input, 1)
  await matterStore(work.db).open(opening)
  return opened
}

/** The same as CTEs for a statement of the caller's. Outside transactions only: serials are reserved for good. */
export const openSql = async (work: MattersWork, input: OpenInput) => {
  const { opening, opened } = await prepare(work, input, 32)
  return { ...opened, ctes: openingCtes(opening) }
}
