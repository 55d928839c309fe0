/** The process of cases, walked at random: whoever handled a case neither checks nor closes it, whichever way it went. */
import { mayMove, movesFor, nextState, type Process, type Relation } from '@liren/matters/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseProcess, needsGround, outcomes, photosDue } from './case.ts'

const process: Process = caseProcess
const moveNames = Object.keys(process.moves)
const grants = ['case.accept', 'case.verify', 'case.settle', 'case.file', 'case.dispatch', 'case.close'] as const

/** Four people with random offices walk a case; each step is any move open to any of them. */
const walks = fc.record({
  offices: fc.array(fc.subarray([...grants]), { minLength: 4, maxLength: 4 }),
  choices: fc.array(fc.record({ person: fc.nat(3), pick: fc.nat(40) }), { minLength: 40, maxLength: 160 }),
})
type Walked = { readonly person: number; readonly move: string; readonly handlers: ReadonlySet<number> }

const walk = ({ offices, choices }: { offices: string[][]; choices: { person: number; pick: number }[] }): Walked[] => {
  let state = 'intake'
  let holder = 0
  let handlers: ReadonlySet<number> = new Set<number>()
  const way: Walked[] = []
  for (const { person, pick } of choices) {
    const isChecking = process.states[state]?.phase === 'checking'
    const relations: Relation[] = [
      ...(holder === person ? (['holder', ...(isChecking ? (['verifier'] as const) : [])] as const) : []),
      ...(handlers.has(person) ? (['handler'] as const) : []),
    ]
    const open = movesFor(process, { state }, { relations, permissions: offices[person] ?? [] })
    const move = open[pick % Math.max(1, open.length)]
    const spec = move === undefined ? undefined : process.moves[move]
    if (move === undefined || !spec) continue
    way.push({ person, move, handlers })
    if (spec.handles) handlers = new Set(handlers).add(person)
    if (spec.hop) holder = (person + pick) % 4
    state = spec.to ?? state
    // The next case begins.
    if (process.states[state]?.phase === 'done') [state, handlers] = ['intake', new Set()]
  }
  return way
}

describe('separation of duties', () => {
  test('nobody checks, sends to rework or closes what they handled, on any way through', () => {
    fc.assert(
      fc.property(walks, (given) => {
        for (const { person, move, handlers } of walk(given))
          if (['pass', 'fail', 'close'].includes(move)) expect(handlers.has(person)).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  test('random ways do reach checking and the end, so that the rule above says something', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(walks, (given) => {
        for (const { move } of walk(given)) seen.add(move)
      }),
      { numRuns: 1000, seed: 7 },
    )
    for (const move of ['reply', 'pass', 'fail', 'close', 'rework', 'settle']) expect(seen).toContain(move)
  })

  test('even with every office in one hand, the handler stays out of the check', () => {
    const everything = { relations: ['holder', 'verifier', 'handler'] as const, permissions: grants }
    for (const name of ['pass', 'fail', 'close']) {
      const move = process.moves[name]
      expect(move && mayMove(move, everything)).toBe(false)
    }
  })
})

describe('the table', () => {
  test('a closed case ends only by a close or a settlement on the spot', () => {
    const ends = moveNames.filter((name) => process.moves[name]?.to === 'closed')
    expect(ends.sort()).toEqual(['close', 'settle'])
  })

  test('every move a person makes is guided: limits and next hands come from this module', () => {
    for (const [name, move] of Object.entries(process.moves))
      if (!move.may.includes('system')) expect([name, move.isGuided]).toEqual([name, true])
  })

  test('who may leave it undone must say on what ground; what was fixed on the spot is shown', () => {
    expect(outcomes.filter(needsGround)).toEqual(['refused', 'longTerm'])
    expect([photosDue('fixed', true), photosDue('fixed', false), photosDue('referred', true)]).toEqual([1, 0, 0])
  })
})

test('the next step a reporter hears of is a receipt, a unit, a start, a check and an end, whatever the desk does between', () => {
  const next = (state: string) => nextState(caseProcess as Process, state)
  expect(
    ['intake', 'verifying', 'filing', 'dispatching', 'assigned', 'handling', 'checking', 'closing'].map(next),
  ).toEqual(['filing', 'filing', 'assigned', 'assigned', 'handling', 'checking', 'closed', 'closed'])
  expect([next('closed'), next('declined')]).toEqual([null, null])
})
