/** A process is refused at boot rather than found broken by a person standing in front of it. */
import { describe, expect, test } from 'vitest'
import {
  addedFault,
  defineProcess,
  faultsOf,
  movesFor,
  nextState,
  type Process,
  type ProcessSpec,
  withAdded,
} from './process.ts'

const sound = {
  name: 'lamp',
  states: {
    waiting: { phase: 'intake' },
    fixing: { phase: 'doing' },
    toCheck: { phase: 'checking' },
    closed: { phase: 'done' },
  },
  clocks: { handle: { limit: { amount: 1, unit: 'workDays' } } },
  start: { states: ['waiting'] },
  moves: {
    dispatch: { from: ['waiting'], to: 'fixing', may: ['lamp.dispatch'], hop: true, clock: { start: ['handle'] } },
    note: { from: ['fixing'], to: null, may: ['holder'] },
    fix: { from: ['fixing'], to: 'toCheck', may: ['holder'], handles: true, clock: { stop: ['handle'] } },
    pass: { from: ['toCheck'], to: 'closed', may: ['verifier', 'reporter'], not: ['handler'] },
    fail: { from: ['toCheck'], to: 'fixing', may: ['verifier', 'reporter'], not: ['handler'], isRework: true },
  },
} as const satisfies ProcessSpec
const lamp = defineProcess(sound) as Process

const broken = (change: Partial<ProcessSpec>) => faultsOf({ ...(sound as ProcessSpec), ...change }).join('; ')

describe('a process is refused', () => {
  test('when a state can never be reached', () =>
    expect(broken({ states: { ...sound.states, lost: { phase: 'doing' } } })).toContain('"lost" is never reached'))
  test('when a move enters a state nobody knows', () =>
    expect(broken({ moves: { ...sound.moves, slip: { from: ['fixing'], to: 'nowhere', may: ['holder'] } } })).toContain(
      'unknown state "nowhere"',
    ))
  test('when something stops before it is done', () => {
    const { pass: _pass, fail: _fail, ...rest } = sound.moves
    expect(broken({ moves: rest })).toContain('"toCheck" is a dead end')
  })
  test('when a move is open to nobody, or starts a clock nobody set', () => {
    expect(broken({ moves: { ...sound.moves, slip: { from: ['fixing'], to: null, may: [] } } })).toContain(
      'open to nobody',
    )
    expect(broken({ clocks: {} })).toContain('unknown clock "handle"')
  })
  test('when what may be returned cannot be arbitrated where it stands', () => {
    const moves = { ...sound.moves, giveBack: { from: ['fixing'], to: 'waiting', may: ['system'] } } as const
    expect(broken({ moves, acts: { return: 'giveBack', arbitrate: 'dispatch' } })).toContain('from "fixing" cannot be')
  })
  test('when a move waits for the reporter and lets every clock run', () =>
    expect(
      broken({
        moves: { ...sound.moves, ask: { from: ['fixing'], to: null, may: ['holder'], clock: { for: 'reporter' } } },
      }),
    ).toContain('"ask" waits for somebody'))
})

test('the table cannot be changed once it is made', () => {
  expect(() => Object.assign(lamp.moves, { cheat: {} })).toThrow()
  expect(() => Object.assign(lamp.states.closed ?? {}, { phase: 'doing' })).toThrow()
})

test('buttons follow from who somebody is: whoever fixed the lamp may not check it', () => {
  const nobody = { relations: [], permissions: [] } as const
  expect(movesFor(lamp, { state: 'waiting' }, { ...nobody, permissions: ['lamp.dispatch'] })).toEqual(['dispatch'])
  expect(movesFor(lamp, { state: 'fixing' }, { ...nobody, relations: ['holder'] })).toEqual(['note', 'fix'])
  expect(movesFor(lamp, { state: 'toCheck' }, { ...nobody, relations: ['reporter'] })).toEqual(['pass', 'fail'])
  expect(movesFor(lamp, { state: 'toCheck' }, { ...nobody, relations: ['reporter', 'handler'] })).toEqual([])
  expect(movesFor(lamp, { state: 'fixing', suspendedAt: '2025-01-01' }, { ...nobody, relations: ['holder'] })).toEqual(
    [],
  )
})

test('a community puts a state of its own between two others, and the whole is checked anew', () => {
  const added = { name: 'agreed', phase: 'doing', before: 'toCheck', move: 'agree', may: ['lamp.dispatch'] } as const
  const own = withAdded(lamp, [added])
  expect(own.moves.fix?.to).toBe('agreed')
  expect(own.moves.agree).toMatchObject({ from: ['agreed'], to: 'toCheck' })
  expect(lamp.moves.fix?.to).toBe('toCheck')
  expect(() => withAdded(lamp, [{ ...added, name: 'fixing' }])).toThrow('there already')
  expect(() => withAdded(lamp, [{ ...added, before: 'nowhere' }])).toThrow('never reached')
})

test('whoever waits hears what normally comes next, never a step back, and nothing once it is over', () => {
  expect(['waiting', 'fixing', 'toCheck', 'closed'].map((state) => nextState(lamp, state))).toEqual([
    'fixing',
    'toCheck',
    'closed',
    null,
  ])
})

describe('a state a community adds', () => {
  const plain = defineProcess({
    name: 'plain',
    states: { open: { phase: 'intake' }, doing: { phase: 'doing' }, done: { phase: 'done' } },
    start: { states: ['open'] },
    moves: {
      take: { from: ['open'], to: 'doing', may: ['plain.take'] },
      finish: { from: ['doing'], to: 'done', may: ['holder'] },
    },
  }) as Process
  const one = { name: 'sign', phase: 'doing', before: 'done', move: 'signIt', may: ['plain.take'] } as const

  test('fits where something comes by, with grounds the process knows', () => {
    expect(addedFault(plain, one)).toBeNull()
    expect(addedFault(plain, { ...one, may: ['reporter'] })).toBeNull()
  })

  test.each([
    [{ name: 'voided' }, 'name', 'name-taken'],
    [{ before: 'open', phase: 'intake' }, 'before', 'never-reached'],
    [{ before: 'doing', phase: 'checking' }, 'phase', 'out-of-order'],
    [{ may: ['system'] }, 'may', 'no-such-ground'],
  ] as const)('%j is refused at %s: %s', (change, field, code) => {
    expect(addedFault(plain, { ...one, ...change })).toEqual({ field, code })
  })
})
