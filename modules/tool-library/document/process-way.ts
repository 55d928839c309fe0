/** How long the way of a process is: steps and hand-overs from its beginning to its nearest end, and what one version has that another has not. */
import type { Process } from './document.ts'

type Way = { readonly steps: number; readonly handOvers: number }

/** Whoever holds it is one of the office. */
const handsOf = (who: Process['moves'][string]['who']) => who.map((one) => (one === 'holder' ? 'worker' : one))

/**
 * The shortest way from the start to a state that is done: moves made, and how often the next move needs other hands than the
 * last. Whoever asked in the first place is `reporter`. Null where no end can be reached.
 */
export const wayOf = ({ start, states, moves }: Pick<Process, 'start' | 'states' | 'moves'>): Way | null => {
  type Stand = {
    readonly state: string
    readonly hands: readonly string[]
    readonly steps: number
    readonly handOvers: number
  }
  const isWayOut = (name: string) => moves[name]?.isGrave === true
  const best = new Map<string, Stand>()
  let reached: readonly Stand[] = [{ state: start, hands: ['reporter'], steps: 0, handOvers: 0 }]
  for (let round = 0; round <= Object.keys(states).length && reached.length > 0; round += 1) {
    const ends = reached.filter(({ state }) => states[state]?.phase === 'done')
    const [end] = ends.toSorted((one, other) => one.handOvers - other.handOvers)
    if (end) return { steps: end.steps, handOvers: end.handOvers }
    const next: Stand[] = []
    for (const stand of reached)
      for (const [name, move] of Object.entries(moves)) {
        // Calling it off is no way of getting it done.
        if (isWayOut(name) || !move.from.includes(stand.state) || !states[move.to]) continue
        const hands = handsOf(move.who)
        const same = hands.filter((one) => stand.hands.includes(one))
        const made = {
          state: move.to,
          hands: same.length > 0 ? same : hands,
          steps: stand.steps + 1,
          handOvers: stand.handOvers + (same.length > 0 ? 0 : 1),
        }
        const known = best.get(move.to)
        if (known && known.steps <= made.steps && known.handOvers <= made.handOvers) continue
        best.set(move.to, made)
        next.push(made)
      }
    reached = next
  }
  return null
}

const hourMs = 3_600_000
const medianOf = (values: readonly number[]) => {
  const sorted = values.toSorted((one, other) => one - other)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? null : Math.round(((low + high) / 2) * 100) / 100
}
type Life = {
  readonly openedAt: number
  readonly closedAt: number | null
  readonly steps: readonly { readonly to: string; readonly at: number }[]
}

/** Median hours of finished lives as a whole, and of their stays in each state. Times in milliseconds. */
export const tookOf = (lives: readonly Life[]) => {
  const stays = new Map<string, number[]>()
  for (const { steps } of lives)
    for (const [index, { to, at }] of steps.entries()) {
      const left = steps[index + 1]
      if (left) stays.set(to, [...(stays.get(to) ?? []), (left.at - at) / hourMs])
    }
  return {
    hours: medianOf(
      lives.flatMap(({ openedAt, closedAt }) => (closedAt === null ? [] : [(closedAt - openedAt) / hourMs])),
    ),
    stays: [...stays].map(([state, hours]) => ({ state, visits: hours.length, hours: medianOf(hours) ?? 0 })),
  }
}

const missingIn = (one: object, other: object) => Object.keys(one).filter((key) => !Object.hasOwn(other, key))

/** States and moves the later version left out, and those it brought. */
export const differenceOf = (before: Pick<Process, 'states' | 'moves'>, after: Pick<Process, 'states' | 'moves'>) => ({
  statesRemoved: missingIn(before.states, after.states),
  statesAdded: missingIn(after.states, before.states),
  movesRemoved: missingIn(before.moves, after.moves),
  movesAdded: missingIn(after.moves, before.moves),
})
