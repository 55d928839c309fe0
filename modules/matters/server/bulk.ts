/**
 * Lays down histories: matters that lived before or elsewhere, moved through their process at the times it happened, with
 * the same clocks, counts and hash chain as if each step had been made here. No person is told: it is no news.
 */
import { uuidv7 } from '@liren/kernel'
import { localDay } from '../calendar.ts'
import { hashOf } from '../chain.ts'
import { makeQueryCode, numberOf } from '../number.ts'
import type { History, PastAct, PastActor } from '../port.ts'
import type { Process } from '../process.ts'
import { bulkStore } from './bulk-store.ts'
import { freshMatter } from './fresh.ts'
import { handTo } from './hand-over.ts'
import { calendarOf, type MattersWork, processIn } from './house.ts'
import { after } from './move.ts'
import { hashQueryCode } from './open.ts'
import { begin, dueOf, extended, mainClock, paused, type Ticking, turn } from './running.ts'
import { pairsOf } from './store.ts'
import type { ClockRecord, MatterRecord, NewStep } from './tables.ts'

const dayMs = 86_400_000
const endOfTime = new Date('9999-12-31T00:00:00Z')
const platform: PastActor = { accountId: null, name: 'system' }

type Rows = Record<string, unknown>[]
type Life = {
  matter: MatterRecord
  clocks: readonly ClockRecord[]
  readonly process: Process
  readonly steps: Rows
  readonly ratings: Rows
  readonly requests: Rows
}
type Setting = { readonly process: Process; readonly ticking: Omit<Ticking, 'now'>; readonly rateWithinDays: number }

const settingIn = async (work: MattersWork, process: string, area: string): Promise<Setting> => ({
  process: await processIn(work, process, area),
  ticking: {
    calendar: await calendarOf(work),
    remindShare: (await work.setting<number>('remindAtPercent', area)) / 100,
  },
  rateWithinDays: await work.setting<number>('rateWithinDays', area),
})

const write = (life: Life, next: MatterRecord, step: NewStep, by: PastActor | null, at: Date, isFirst = false) => {
  const who = by ?? platform
  const seq = life.matter.stepCount + 1
  const link = {
    matterId: next.id,
    seq,
    at: at.toISOString(),
    ...step,
    fromState: isFirst ? null : life.matter.state,
    actorId: who.accountId,
    actorName: who.name,
  }
  const hash = hashOf(life.matter.headHash, link)
  life.steps.push({ ...link, actorUnitId: who.unitId ?? null, hash })
  life.matter = { ...next, stepCount: seq, headHash: hash }
}

/** The same as a work of then, as far as a move looks at it. */
const workOf = (work: MattersWork, by: PastActor | null, at: Date): MattersWork => ({
  ...work,
  now: at,
  actor: { ...work.actor, id: by?.accountId ?? null, name: by?.name ?? platform.name },
})

const makeMove = (work: MattersWork, life: Life, act: PastAct & { kind: 'move' }, tick: Ticking) => {
  const { matter, process } = life
  const spec = process.moves[act.move]
  if (!spec?.from.includes(matter.state)) throw work.refuse('wrong-state', { state: matter.state, move: act.move })
  const moved = after(matter, process, spec, act, workOf(work, act.by, act.at))
  const isEnd = moved.phase === 'done'
  const { all } = turn(life.clocks, process, spec, tick, { isEnd, limits: act.limits })
  life.clocks = all
  const facts = {
    ...act.facts,
    ...(moved.holderUnitId !== matter.holderUnitId ? { toUnit: moved.holderUnitName } : {}),
  }
  const step = { move: act.move, toState: moved.state, isPublic: !spec.isInternal, facts, fileIds: act.files ?? [] }
  write(life, { ...moved, dueAt: isEnd ? null : dueOf(all) }, step, act.by, act.at)
}

const note = (
  life: Life,
  change: Partial<MatterRecord>,
  what: string,
  facts: NewStep['facts'],
  by: PastActor | null,
  at: Date,
  isPublic = true,
) =>
  write(
    life,
    { ...life.matter, ...change },
    { move: what, toState: life.matter.state, isPublic, facts, fileIds: [] },
    by,
    at,
  )

const askAndDecide = (work: MattersWork, life: Life, act: PastAct & { kind: 'ask' }, ticking: Omit<Ticking, 'now'>) => {
  const { matter } = life
  const isArbitration = act.what === 'return' && (act.toUnit !== undefined || matter.returns > 0)
  const { decided } = act
  life.requests.push({
    id: uuidv7(),
    matterId: matter.id,
    areaCode: matter.areaCode,
    kind: act.what,
    state: decided ? 'granted' : 'asked',
    reasonCode: act.reasonCode ?? null,
    reason: act.reason,
    timeLimit: act.limit ?? null,
    clockId: act.what === 'delay' ? (mainClock(life.clocks, life.process)?.id ?? null) : null,
    reviewOn: act.reviewOn ?? null,
    needsArbitration: isArbitration,
    askedById: act.by?.accountId ?? null,
    askedByName: act.by?.name ?? platform.name,
    askedByUnitId: act.by?.unitId ?? null,
    askedAt: act.at,
    decidedById: decided?.by.accountId ?? null,
    decidedByName: decided?.by.name ?? null,
    decidedAt: decided?.at ?? null,
    decision: decided?.decision ?? null,
    fileIds: [],
  })
  note(
    life,
    {},
    `${act.what}Asked`,
    { reason: act.reason, ...(act.reasonCode ? { reasonCode: act.reasonCode } : {}) },
    act.by,
    act.at,
    false,
  )
  if (!decided) return
  const tick = { ...ticking, now: decided.at.getTime() }
  if (act.what === 'suspend') {
    life.clocks = life.clocks.map((clock) =>
      clock.stoppedAt === null && clock.pausedAt === null ? paused(clock, tick) : clock,
    )
    const change = { suspendedAt: decided.at, reviewOn: act.reviewOn ?? null, dueAt: null }
    return note(life, change, 'suspended', { reason: act.reason, reviewOn: act.reviewOn }, decided.by, decided.at)
  }
  if (act.what === 'delay') {
    const main = mainClock(life.clocks, life.process)
    const { limit } = act
    if (main && limit)
      life.clocks = life.clocks.map((clock) => (clock.id === main.id ? extended(clock, limit, tick) : clock))
    const dueAt = dueOf(life.clocks)
    return note(life, { dueAt }, 'delayed', { dueAt: dueAt?.toISOString() ?? null }, decided.by, decided.at)
  }
  life.matter = { ...matter, ...life.matter, returns: life.matter.returns + 1 }
  if (!act.toUnit) {
    const facts = { reason: act.reason, reasonCode: act.reasonCode ?? null }
    const move = life.process.acts?.return ?? ''
    return makeMove(work, life, { kind: 'move', move, at: decided.at, by: decided.by, facts }, tick)
  }
  const facts = { toUnit: act.toUnit.unitName, because: decided.decision }
  const holder = { ...act.toUnit, accountId: null }
  const move = life.process.acts?.arbitrate
  const isMove = move !== undefined && act.toUnit.unitId !== life.matter.holderUnitId
  const given = isMove ? life.matter : handTo(life.matter, holder, decided.at)
  note(life, { ...given, isArbitrated: true }, 'arbitrated', facts, decided.by, decided.at)
  if (isMove) makeMove(work, life, { kind: 'move', move, at: decided.at, by: decided.by, holder }, tick)
}

const rateAs = (life: Life, act: PastAct & { kind: 'rate' }) => {
  if (!act.by?.accountId) return
  life.ratings.push({
    id: uuidv7(),
    matterId: life.matter.id,
    accountId: act.by.accountId,
    score: act.score,
    reasons: act.reasons ?? [],
    text: act.text ?? null,
    at: act.at,
    followUp: act.followUp ? 'done' : null,
    followUpResult: act.followUp ?? null,
    followUpAt: act.followUp ? new Date(act.at.getTime() + dayMs) : null,
    isSatisfiedNow: act.followUp ? true : null,
  })
  note(life, { rating: act.score }, 'rated', { score: act.score }, act.by, act.at)
}

const liveThrough = (work: MattersWork, input: History, number: string, setting: Setting): Life => {
  const { process, ticking } = setting
  const state = input.state ?? process.start.states[0] ?? ''
  if (!process.start.states.includes(state)) throw work.refuse('wrong-state', { state }, 'state')
  const openedAt = input.openedAt ?? work.now
  const from = input.clocksFrom ?? openedAt
  const clocks = (process.start.clocks ?? []).map((name) =>
    begin(process, name, { ...ticking, now: from.getTime() }, input.limits),
  )
  const matter = freshMatter(work, input, { process, state, number, clocks, openedAt, from })
  const life: Life = { matter, clocks, process, steps: [], ratings: [], requests: [] }
  const opened = {
    move: 'opened',
    toState: state,
    isPublic: true,
    facts: input.facts ?? {},
    fileIds: input.files ?? [],
  }
  write(life, matter, opened, input.openedBy ?? null, openedAt, true)
  for (const act of input.acts ?? []) {
    if (act.kind === 'move') makeMove(work, life, act, { ...ticking, now: act.at.getTime() })
    else if (act.kind === 'ask') askAndDecide(work, life, act, ticking)
    else rateAs(life, act)
  }
  const over = life.matter.closedAt ? life.matter.closedAt.getTime() + setting.rateWithinDays * dayMs : null
  if (over !== null && over < work.now.getTime())
    note(life, { archivedAt: new Date(over) }, 'archived', {}, null, new Date(over), false)
  return life
}

const asDate = (ms: number | null) => (ms === null ? null : new Date(ms))
/** A clock as a row. What ran out in the past was told in the past. */
const clockRow = (matterId: string, clock: ClockRecord, now: number) => {
  const end = clock.stoppedAt ?? clock.pausedAt ?? now
  return {
    ...clock,
    matterId,
    startedAt: asDate(clock.startedAt),
    dueAt: asDate(clock.dueAt),
    remindAt: asDate(clock.remindAt),
    pausedAt: asDate(clock.pausedAt),
    stoppedAt: asDate(clock.stoppedAt),
    remindedAt: asDate(clock.remindAt <= end ? clock.remindAt : null),
    overdueAt: asDate(clock.dueAt <= end ? clock.dueAt : null),
  }
}

/** Opens many matters with their past, in the current transaction. Answers in the order given. */
export const openMany = async (work: MattersWork, histories: readonly History[]) => {
  const store = bulkStore(work.db)
  const keyed = histories.map((input) => {
    const day = localDay((input.openedAt ?? work.now).getTime())
    const area = input.areaCode.slice(0, 6)
    return { input, day, group: { day, area, letter: input.letter }, key: `${day}/${area}/${input.letter}` }
  })
  const groups = new Map<string, { day: string; area: string; letter: string; count: number }>()
  for (const { key, group } of keyed) groups.set(key, { ...group, count: (groups.get(key)?.count ?? 0) + 1 })
  const serials = new Map(await store.reserve([...groups.values()]))
  const settings = new Map<string, Setting>()
  const rows = {
    matters: [] as Rows,
    steps: [] as Rows,
    clocks: [] as Rows,
    parties: [] as Rows,
    ratings: [] as Rows,
    requests: [] as Rows,
  }
  const opened: { id: string; number: string; state: string; queryCode: string }[] = []
  for (const { input, day, key } of keyed) {
    const place = `${input.process}/${input.areaCode}`
    const setting = settings.get(place) ?? (await settingIn(work, input.process, input.areaCode))
    settings.set(place, setting)
    const serial = serials.get(key) ?? 1
    serials.set(key, serial + 1)
    const number = numberOf(day, input.areaCode, input.letter, serial)
    const queryCode = input.queryCode ?? makeQueryCode()
    const life = liveThrough(work, input, number, setting)
    const { matter } = life
    rows.matters.push({
      ...matter,
      // As PostgreSQL writes them: pairs hold letters and digits only, so that quoting them is safe.
      search: pairsOf(`${matter.title} ${(matter.summary ?? '').slice(0, 200)}`)
        .map((pair) => `'${pair}'`)
        .join(' '),
      queryCodeHash: `\\x${hashQueryCode(number, queryCode).toString('hex')}`,
      orderAt: matter.dueAt ?? endOfTime,
    })
    rows.steps.push(...life.steps.map((step) => ({ ...step, matterId: matter.id })))
    rows.clocks.push(...life.clocks.map((clock) => clockRow(matter.id, clock, work.now.getTime())))
    rows.ratings.push(...life.ratings)
    rows.requests.push(...life.requests)
    const { reporter } = input
    if (reporter)
      rows.parties.push({
        id: uuidv7(),
        matterId: matter.id,
        kind: 'reporter',
        accountId: reporter.accountId ?? null,
        personId: reporter.personId ?? null,
        name: reporter.name ?? null,
        contactRef: reporter.contactRef ?? null,
        since: matter.openedAt,
        viaMatterId: null,
      })
    opened.push({ id: matter.id, number, state: matter.state, queryCode })
  }
  await store.put({
    matters_matters: rows.matters,
    matters_steps: rows.steps,
    matters_clocks: rows.clocks,
    matters_parties: rows.parties,
    matters_ratings: rows.ratings,
    matters_requests: rows.requests,
  })
  work.audit({ facts: { opened: histories.length } })
  const processes = [...new Set(histories.map(({ process }) => process))]
  if (opened.length > 0)
    work.emit('laidDown', { count: opened.length, processes, matterIds: opened.map(({ id }) => id) })
  return opened
}
