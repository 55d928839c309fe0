/** A process (流程): the life of a matter as one frozen table, from which phones draw buttons and which the server obeys. */
import type { TSchema } from '@liren/contract'
import type { Limit } from './clock.ts'

/** Where a state stands in every process alike: taken in, being done, being checked, done. */
export type Phase = 'intake' | 'doing' | 'checking' | 'done'
/**
 * `public: false` hides the state's own word from residents, who then read the phase. Reporters are told when a matter comes
 * into a state that `isNews`; where a process names none, when it comes into another phase.
 */
export type StateSpec = { readonly phase: Phase; readonly public?: boolean; readonly isNews?: boolean }
/** A clock of the process. `onDue` names a move the system makes when the time is up (instead of only telling). */
export type ClockSpec = { readonly limit: Limit; readonly onDue?: string; readonly isStage?: boolean }

/**
 * What an actor can be to a matter. `holder`: holds it, or belongs to the unit that does. `verifier`: holds it while it is
 * being checked. `handler`: has made a move marked `handles`. `helper`: belongs to a supporting unit. `system`: nobody by hand.
 */
export type Relation = 'reporter' | 'holder' | 'handler' | 'verifier' | 'helper' | 'follower' | 'system'
/** A permission (`noun.verb`, reaching the matter's area or holding unit) or a relation. */
export type Ground = Relation | `${string}.${string}`

/** One move. Any ground in `may` suffices; any relation in `not` forbids (whoever handled may not verify). */
export type MoveSpec<S extends string = string, K extends string = string> = {
  readonly from: readonly S[]
  /** Null when the matter stays where it is. */
  readonly to: S | null
  readonly may: readonly Ground[]
  readonly not?: readonly Relation[]
  /** Facts the actor gives along; an object schema. */
  readonly asks?: TSchema
  readonly evidence?: { readonly min: number; readonly kind?: 'photo' | 'file' }
  /** Shown by what its opening asked for (the fact `evidence`: `photo`, `file` or `none`). */
  readonly isShownAsAsked?: boolean
  readonly clock?: {
    readonly start?: readonly K[]
    readonly stop?: readonly K[]
    readonly pause?: readonly K[]
    readonly resume?: readonly K[]
    /** The pause waits for the reporter: it ends by itself after the hours a community waits at most. */
    readonly for?: 'reporter'
  }
  /** The matter changes hands: the holder given with the move (or nobody) holds it from now on. Counted where another unit gets it. */
  readonly hop?: boolean
  /** Whoever moves holds it personally from now on (签收). */
  readonly takes?: boolean
  /** Has an effect in its module and is made through that module's own route, never through the generic one. */
  readonly isOwn?: boolean
  /** Counts as handling: whoever does it is a `handler` from now on. */
  readonly handles?: boolean
  /** Sent to work again by a check that failed; counted. */
  readonly isRework?: boolean
  /** Kept from residents. */
  readonly isInternal?: boolean
  /** Made only through the module's own routes (by the port), which add effects; the generic route refuses it. */
  readonly isGuided?: boolean
  /** Needs a second look on screens: closing, refusing, voiding. */
  readonly isGrave?: boolean
}

export type ProcessSpec<S extends string = string, K extends string = string, M extends string = string> = {
  /** kebab-case, unique among all modules; the prefix of its words: `process.<name>.state.<s>`, `process.<name>.move.<m>`. */
  readonly name: string
  readonly version?: number
  readonly states: Readonly<Record<S, StateSpec>>
  readonly clocks?: Readonly<Record<K, ClockSpec>>
  /** States a matter may be opened in; the first is the usual one. Clocks named run from the opening. */
  readonly start: { readonly states: readonly NoInfer<S>[]; readonly clocks?: readonly NoInfer<K>[] }
  readonly moves: Readonly<Record<M, MoveSpec<NoInfer<S>, NoInfer<K>>>>
  /**
   * Moves the spine itself makes when a request is granted: a return (退单), its arbitration (仲裁), by which whoever it goes to gets it
   * as if it had just been sent there (left out, it goes on there where it stands), and a reopening (重开).
   */
  readonly acts?: { readonly return?: NoInfer<M>; readonly arbitrate?: NoInfer<M>; readonly reopen?: NoInfer<M> }
  /** Each of its matters is somebody's report of something to put right: what is sorted, exchanged with peers and counted. */
  readonly isReport?: boolean
  /** Parts split off have rows in their module: they are opened by its own route (by the port), the generic one refuses. */
  readonly hasOwnParts?: boolean
  /** Nobody has signed for it yet in these states: it may be returned whatever the hours allowed afterwards. */
  readonly unsigned?: readonly NoInfer<S>[]
}

/** A checked, frozen process. */
export type Process = ProcessSpec & { readonly version: number }

/** States every process has besides its own: made void (作废), and merged into another (并案). */
export const builtInStates: Readonly<Record<string, StateSpec>> = Object.freeze({
  voided: Object.freeze({ phase: 'done' as const }),
  merged: Object.freeze({ phase: 'done' as const }),
})

/** The state of a process, the built-in ones included. */
export const stateOf = (process: Process, state: string): StateSpec | undefined =>
  process.states[state] ?? builtInStates[state]

const reachable = (spec: ProcessSpec) => {
  const seen = new Set<string>(spec.start.states)
  const moves = Object.values(spec.moves)
  for (let grew = true; grew; ) {
    grew = false
    for (const move of moves)
      if (move.to !== null && !seen.has(move.to) && move.from.some((state) => seen.has(state))) {
        seen.add(move.to)
        grew = true
      }
  }
  return seen
}

/** Everything wrong with a process, in words for whoever wrote it; empty when it is sound. */
export const faultsOf = (spec: ProcessSpec): readonly string[] => {
  const faults: string[] = []
  const states = new Set(Object.keys(spec.states))
  const clocks = new Set(Object.keys(spec.clocks ?? {}))
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(spec.name)) faults.push(`name "${spec.name}" is not kebab-case`)
  for (const state of states) if (builtInStates[state]) faults.push(`state "${state}" is built in`)
  if (spec.start.states.length === 0) faults.push('no state to start in')
  for (const state of spec.start.states) if (!states.has(state)) faults.push(`start names unknown state "${state}"`)
  for (const clock of spec.start.clocks ?? [])
    if (!clocks.has(clock)) faults.push(`start names unknown clock "${clock}"`)
  for (const [name, move] of Object.entries(spec.moves)) {
    for (const state of move.from) if (!states.has(state)) faults.push(`move "${name}" leaves unknown state "${state}"`)
    if (move.from.length === 0) faults.push(`move "${name}" leaves no state`)
    if (move.to !== null && !states.has(move.to)) faults.push(`move "${name}" enters unknown state "${move.to}"`)
    if (move.may.length === 0) faults.push(`move "${name}" is open to nobody`)
    const { start = [], stop = [], pause = [], resume = [], for: whom } = move.clock ?? {}
    if (whom && pause.length === 0) faults.push(`move "${name}" waits for somebody and pauses no clock`)
    for (const clock of [...start, ...stop, ...pause, ...resume])
      if (!clocks.has(clock)) faults.push(`move "${name}" names unknown clock "${clock}"`)
  }
  for (const [name, clock] of Object.entries(spec.clocks ?? {})) {
    if (!(clock.limit.amount > 0)) faults.push(`clock "${name}" has no time to run`)
    if (clock.onDue && !spec.moves[clock.onDue]) faults.push(`clock "${name}" ends in unknown move "${clock.onDue}"`)
  }
  for (const state of spec.unsigned ?? [])
    if (!states.has(state)) faults.push(`unsigned names unknown state "${state}"`)
  for (const move of Object.values(spec.acts ?? {}))
    if (move && !spec.moves[move]) faults.push(`acts name unknown move "${move}"`)
  const { return: back, arbitrate } = spec.acts ?? {}
  for (const state of (back && spec.moves[back]?.from) || [])
    if (arbitrate && spec.moves[arbitrate]?.from.includes(state) === false)
      faults.push(`what is returned from "${state}" cannot be arbitrated there`)
  const reached = reachable(spec)
  for (const state of states) if (!reached.has(state)) faults.push(`state "${state}" is never reached`)
  const leaves = new Set(
    Object.values(spec.moves).flatMap((move) => move.from.filter((state) => move.to !== null && move.to !== state)),
  )
  for (const [state, { phase }] of Object.entries(spec.states))
    if (phase !== 'done' && !leaves.has(state)) faults.push(`state "${state}" is a dead end that is not done`)
  if (!Object.entries(spec.states).some(([state, { phase }]) => phase === 'done' && reached.has(state)))
    faults.push('nothing is ever done')
  return faults
}

const freeze = <T>(value: T): T => {
  // Schemas keep hidden marks of their own and are left as they are.
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || '~kind' in value) return value
  for (const one of Object.values(value)) freeze(one)
  return Object.freeze(value)
}

/**
 * Checks and freezes a process.
 * @example
 * const errand = defineProcess({
 *   name: 'errand',
 *   states: { open: { phase: 'doing' }, done: { phase: 'done' } },
 *   start: { states: ['open'] },
 *   moves: { finish: { from: ['open'], to: 'done', may: ['holder'] } },
 * })
 * @throws Error naming the process and everything wrong with it.
 */
export const defineProcess = <const S extends string, const M extends string, const K extends string = never>(
  spec: ProcessSpec<S, K, M>,
): ProcessSpec<S, K, M> & { readonly version: number } => {
  const faults = faultsOf(spec as ProcessSpec)
  if (faults.length > 0) throw new Error(`process "${spec.name}": ${faults.join('; ')}`)
  return freeze({ version: 1, ...spec })
}

/**
 * The state reporters normally hear of next: along moves anybody makes by hand, never back, over states that are no news to the
 * nearest that is. Null where it is over.
 */
export const nextState = (process: Process, state: string): string | null => {
  const order = Object.keys(process.states)
  const at = order.indexOf(state)
  if (at < 0 || process.states[state]?.phase === 'done') return null
  const namesNews = Object.values(process.states).some(({ isNews }) => isNews)
  const isHeard = (name: string) => {
    const spec = process.states[name]
    if (!spec || spec.public === false) return false
    return spec.phase === 'done' || (namesNews ? spec.isNews === true : spec.phase !== process.states[state]?.phase)
  }
  const steps = Object.values(process.moves).filter(
    (move) => !move.isInternal && move.may.some((one) => one !== 'system'),
  )
  const seen = new Set([state])
  for (let grew = true; grew; ) {
    grew = false
    for (const { from, to } of steps)
      if (
        to !== null &&
        !seen.has(to) &&
        order.indexOf(to) > at &&
        from.some((one) => seen.has(one) && (one === state || !isHeard(one)))
      ) {
        seen.add(to)
        grew = true
      }
  }
  const found = order.find((name, index) => index > at && seen.has(name) && isHeard(name))
  if (found) return found
  // A detour (核实) leads back to where it began: what comes next there comes next here.
  const back = steps.find(({ from, to }) => to !== null && from.includes(state) && order.indexOf(to) < at)?.to
  return back ? nextState(process, back) : null
}

/** A state a community puts between two others by settings: whatever went into `before` passes through it first. */
export type AddedState = {
  readonly name: string
  readonly phase: Phase
  readonly before: string
  /** The move that leads on from the added state, and who may make it. */
  readonly move: string
  readonly may: readonly Ground[]
  /** Only these moves are diverted; all that enter `before` when left out. */
  readonly of?: readonly string[]
}

const withOne = (whole: Process, one: AddedState): Process => {
  if (whole.states[one.name] || builtInStates[one.name])
    throw new Error(`process "${whole.name}": state "${one.name}" is there already`)
  if (whole.moves[one.move]) throw new Error(`process "${whole.name}": move "${one.move}" is there already`)
  const diverts = (name: string) => !one.of || one.of.includes(name)
  const moves = Object.fromEntries(
    Object.entries(whole.moves).map(([name, move]) => [
      name,
      move.to === one.before && !move.from.includes(one.before) && diverts(name) ? { ...move, to: one.name } : move,
    ]),
  )
  // The spec of a checked process, widened: names are plain strings from here on.
  return defineProcess({
    ...whole,
    states: { ...whole.states, [one.name]: { phase: one.phase } },
    moves: { ...moves, [one.move]: { from: [one.name], to: one.before, may: one.may } },
  } as ProcessSpec) as Process
}

/** What does not fit of an added state, and at which of its fields; null where it fits. `grounds` are all that the process knows. */
export type AddedFault = {
  readonly field: 'process' | 'name' | 'before' | 'move' | 'may' | 'phase'
  readonly code: 'name-taken' | 'no-such-state' | 'move-taken' | 'no-such-ground' | 'out-of-order' | 'never-reached'
}

const phases = ['intake', 'doing', 'checking', 'done'] as const
const relations: readonly string[] = ['reporter', 'holder', 'handler', 'verifier', 'helper', 'follower']

/** Every ground its moves name, and the relations anybody can have to a matter. */
export const groundsOf = (process: Process): readonly Ground[] =>
  [...new Set([...Object.values(process.moves).flatMap(({ may }) => may), ...(relations as readonly Ground[])])].filter(
    (ground) => ground !== 'system',
  )

export const addedFault = (process: Process, one: AddedState): AddedFault | null => {
  if (stateOf(process, one.name)) return { field: 'name', code: 'name-taken' }
  if (process.moves[one.move]) return { field: 'move', code: 'move-taken' }
  const next = process.states[one.before]
  if (!next) return { field: 'before', code: 'no-such-state' }
  // What was being done does not come to be taken in again, and nothing goes on after its end.
  if (one.phase === 'done' || phases.indexOf(one.phase) > phases.indexOf(next.phase))
    return { field: 'phase', code: 'out-of-order' }
  if (one.may.some((ground) => !groundsOf(process).includes(ground))) return { field: 'may', code: 'no-such-ground' }
  const isEntered = Object.values(process.moves).some(({ to, from }) => to === one.before && !from.includes(one.before))
  return isEntered ? null : { field: 'before', code: 'never-reached' }
}

/**
 * A process with a community's states added: moves into `before` now enter the new state, and one new move leads on.
 * Clocks started by a diverted move still start with it; the result is checked anew.
 * @throws Error when the merged process is unsound or a name is taken.
 */
export const withAdded = (process: Process, added: readonly AddedState[]): Process => {
  let whole = process
  for (const one of added) whole = withOne(whole, one)
  return whole
}

/** What the person before the matter is and may: relations to it, and permissions that reach it. */
export type ActorFacts = { readonly relations: readonly Relation[]; readonly permissions: readonly string[] }
/** What of a matter decides its moves. */
export type Standing = { readonly state: string; readonly suspendedAt?: string | null }

/** May somebody with these facts make this move on grounds of who they are? */
export const mayMove = (move: MoveSpec, actor: ActorFacts) =>
  move.may.some((ground) =>
    ground.includes('.') ? actor.permissions.includes(ground) : (actor.relations as readonly string[]).includes(ground),
  ) && !(move.not ?? []).some((relation) => actor.relations.includes(relation))

/** The moves open to somebody now, in the order of the table. A suspended (挂账) matter rests until it is resumed. */
export const movesFor = (process: Process, matter: Standing, actor: ActorFacts): readonly string[] =>
  matter.suspendedAt
    ? []
    : Object.entries(process.moves)
        .filter(([, move]) => move.from.includes(matter.state) && mayMove(move, actor))
        .map(([name]) => name)

/** What must be shown with a move of a matter that was opened with these facts. */
export const evidenceOf = (
  move: Pick<MoveSpec, 'evidence' | 'isShownAsAsked'>,
  opening: Readonly<Record<string, unknown>> | undefined,
): MoveSpec['evidence'] => {
  const asked = move.isShownAsAsked ? opening?.evidence : undefined
  return asked === 'photo' || asked === 'file' ? { min: 1, kind: asked } : move.evidence
}

/** Every permission a process asks for, so that the server looks each up once. */
export const permissionsOf = (process: Process): readonly string[] => [
  ...new Set(Object.values(process.moves).flatMap((move) => move.may.filter((ground) => ground.includes('.')))),
]
