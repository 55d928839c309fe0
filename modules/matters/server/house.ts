/** What holds in this district: its processes, with what communities added to them, its calendar and its settings. */

import { Type } from '@liren/contract'
import { given, type Work } from '@liren/kernel'
import { type Calendar, type CalendarSettings, calendarFrom } from '../calendar.ts'
import type { matters } from '../contract.ts'
import type { GivenToMatters } from '../port.ts'
import { type AddedState, faultsOf, type Process, withAdded } from '../process.ts'
import { queueOrders } from '../queue-order.ts'
import type { BothWords } from '../views.ts'

export type MattersWork = Work<typeof matters>

const Day = Type.String({ format: 'date' })
const Clock = Type.String({ pattern: '^([01]\\d|2[0-4]):[0-5]\\d$' })
const Phase = Type.Enum(['intake', 'doing', 'checking', 'done'])
const whole = (fallback: number, minimum: number, maximum: number) =>
  Type.Integer({ default: fallback, minimum, maximum })

const Word = Type.String({ minLength: 1, maxLength: 20 })
const EnglishWord = Type.String({ maxLength: 40 })

/** Set once for the district. */
export const platformSettings = Type.Object({
  workHours: Type.Array(Type.Tuple([Clock, Clock]), {
    default: [
      ['09:00', '12:00'],
      ['13:30', '18:00'],
    ],
    minItems: 1,
    maxItems: 6,
  }),
  daysOff: Type.Array(Day, { default: [] }),
  workingDays: Type.Array(Day, { default: [] }),
  loadPerWeek: whole(0, 0, 100_000),
})
/** Set by a subdistrict or community for itself. */
export const communitySettings = Type.Object({
  remindAtPercent: whole(75, 50, 95),
  reopenWithinDays: whole(7, 0, 365),
  rateWithinDays: whole(15, 1, 365),
  lowScore: whole(2, 1, 4),
  returnWithinWorkHours: whole(2, 0, 80),
  returnsBeforeArbitration: whole(2, 1, 10),
  waitAtMostHours: whole(72, 1, 2000),
  /** A resident's word in the thread, or a bad rating, is answered within. */
  replyWithinWorkHours: whole(8, 1, 200),
  /** What is asked of a leader is decided within; then one level up is told. */
  decideWithinWorkHours: whole(4, 1, 200),
  triesBeforeExclusion: whole(3, 1, 10),
  /** By what the inbox of whoever works here is ordered; changed only with a trace, and shown above the list. */
  queueOrder: Type.Enum([...queueOrders], { default: 'due' }),
  addedStates: Type.Array(
    Type.Object({
      process: Type.String(),
      name: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }),
      phase: Phase,
      before: Type.String(),
      move: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }),
      may: Type.Array(Type.String(), { minItems: 1 }),
      /** What it is called here; in English where the community has a word for it. */
      words: Type.Object({
        state: Word,
        move: Word,
        stateEn: Type.Optional(EnglishWord),
        moveEn: Type.Optional(EnglishWord),
      }),
    }),
    { default: [] },
  ),
})

type Finder = { readonly module: string; readonly find: NonNullable<GivenToMatters['find']> }
type Known = {
  readonly byName: Map<string, Process>
  readonly moduleOf: Map<string, string>
  readonly finders: readonly Finder[]
  readonly agendas: readonly { readonly module: string; readonly agenda: NonNullable<GivenToMatters['agenda']> }[]
}
const houses = new WeakMap<object, Known>()

const isGiven = (part: unknown): part is GivenToMatters =>
  typeof part === 'object' && part !== null && Array.isArray((part as { processes?: unknown }).processes)

/** All processes of this house, by name. */
export const known = (work: object & { readonly log: object }): Known => {
  // The log is the one thing of a work that lives as long as the house.
  const found = houses.get(work.log)
  if (found) return found
  const parts = given<GivenToMatters>(work, 'matters')
  const fresh: Known = {
    byName: new Map(parts.flatMap(({ part }) => part.processes.map((one) => [one.name, one] as const))),
    moduleOf: new Map(parts.flatMap(({ module, part }) => part.processes.map((one) => [one.name, module] as const))),
    finders: parts.flatMap(({ module, part: { find } }) => (find ? [{ module, find }] : [])),
    agendas: parts.flatMap(({ module, part: { agenda } }) => (agenda ? [{ module, agenda }] : [])),
  }
  houses.set(work.log, fresh)
  return fresh
}

/** A process by name: given at boot, or brought since by the module that has it. */
export const processNamed = async (work: MattersWork, name: string): Promise<Process | undefined> => {
  const { byName, moduleOf, finders } = known(work)
  const there = byName.get(name)
  if (there) return there
  for (const { module, find } of finders) {
    const found = await find(work.db, name)
    if (!found) continue
    const faults = found.name === name ? faultsOf(found) : ['bears another name']
    if (faults.length > 0) throw new Error(`process "${name}" of "${module}": ${faults.join('; ')}`)
    byName.set(name, found)
    moduleOf.set(name, module)
    return found
  }
  return undefined
}

/** At boot: every process sound, no name twice, words in both languages for each state and move. */
export const checkProcesses = (
  parts: readonly { readonly module: string; readonly part: unknown; readonly words: (key: string) => boolean }[],
) => {
  const names = new Set<string>()
  for (const { module, part, words } of parts) {
    const fail = (why: string): never => {
      throw new Error(`module "${module}": ${why}`)
    }
    if (!isGiven(part)) return fail('gives matters something that is not { processes: [...] }')
    for (const process of part.processes) {
      const faults = faultsOf(process)
      if (faults.length > 0) fail(`process "${process.name}": ${faults.join('; ')}`)
      if (names.has(process.name)) fail(`process "${process.name}" is there twice`)
      names.add(process.name)
      const due = [
        ...Object.keys(process.states).map((state) => `process.${process.name}.state.${state}`),
        ...Object.keys(process.moves).map((move) => `process.${process.name}.move.${move}`),
      ]
      for (const key of due) if (!words(key)) fail(`process "${process.name}" has no words for "${key}"`)
    }
  }
}

export type Added = AddedState & {
  readonly process: string
  readonly words: { readonly state: string; readonly move: string; readonly stateEn?: string; readonly moveEn?: string }
}
const merged = new WeakMap<Process, Map<string, Process>>()

/** A process as it runs in an area, with the states communities added. */
export const processIn = async (work: MattersWork, name: string, areaCode: string): Promise<Process> => {
  const process = await processNamed(work, name)
  if (!process) throw work.refuse('unknown-process', { process: name }, 'process')
  const added =
    (await work.setting<readonly Added[]>('addedStates', areaCode))?.filter((one) => one.process === name) ?? []
  if (added.length === 0) return process
  const key = JSON.stringify(added)
  const variants = merged.get(process) ?? new Map<string, Process>()
  merged.set(process, variants)
  const before = variants.get(key)
  if (before) return before
  try {
    const variant = withAdded(process, added)
    variants.set(key, variant)
    return variant
  } catch (error) {
    // A setting that does not fit must not stop the community's work.
    work.log.warn('added states left out', { process: name, areaCode, error })
    variants.set(key, process)
    return process
  }
}

const inBoth = (word: string, english?: string): BothWords => ({ 'zh-CN': word, en: english || word })

/** How a community calls the states and moves it added to a process. */
export const addedWords = async (work: MattersWork, name: string, areaCode: string) => {
  const all = (await work.setting<readonly Added[]>('addedStates', areaCode)) ?? []
  const added = all.filter((one) => one.process === name)
  return {
    states: Object.fromEntries(added.map(({ name: one, words }) => [one, inBoth(words.state, words.stateEn)])),
    moves: Object.fromEntries(added.map(({ move, words }) => [move, inBoth(words.move, words.moveEn)])),
  }
}

const calendars = new Map<string, Calendar>()

/** The district's work calendar. */
export const calendarOf = async (work: MattersWork): Promise<Calendar> => {
  const settings: CalendarSettings = {
    workHours: await work.setting<readonly [string, string][]>('workHours'),
    daysOff: await work.setting<readonly string[]>('daysOff'),
    workingDays: await work.setting<readonly string[]>('workingDays'),
  }
  const key = JSON.stringify(settings)
  const found = calendars.get(key)
  if (found) return found
  const fresh = calendarFrom(settings)
  calendars.set(key, fresh)
  return fresh
}
