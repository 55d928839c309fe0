/** A plan goes step by step, shows what stands in its way, and is offered where it suits. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  costOf,
  fitOf,
  isDone,
  nextStep,
  progressOf,
  reviewFacts,
  type TaskState,
  taskStates,
  troubleOf,
} from './plan.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 3, 1, minute))
const task = (step: number, state: TaskState, more: object = {}) => ({
  step,
  state,
  openedAt: at(0),
  receiveDueAt: at(15),
  receivedAt: null,
  dueAt: at(60),
  reportedAt: null,
  ...more,
})

test('the second step begins when all of the first is reported back or called off, and not a moment earlier', () => {
  expect(nextStep([task(1, 'waiting'), task(2, 'waiting')])).toBe(1)
  expect(nextStep([task(1, 'received'), task(1, 'reported'), task(2, 'waiting')])).toBeNull()
  expect(nextStep([task(1, 'dropped'), task(1, 'reported'), task(3, 'waiting')])).toBe(3)
  expect(nextStep([task(1, 'refused'), task(2, 'waiting')])).toBeNull()
  expect(nextStep([task(1, 'confirmed')])).toBeNull()
})

test('however the tasks of a plan stand, no step begins over one that is not done, and a plan whose tasks are all done never sticks', () => {
  const any = fc.array(fc.record({ step: fc.integer({ min: 1, max: 4 }), state: fc.constantFrom(...taskStates) }), {
    maxLength: 12,
  })
  fc.assert(
    fc.property(any, (tasks) => {
      const next = nextStep(tasks)
      if (next !== null) for (const one of tasks) if (one.step < next) expect(isDone(one.state)).toBe(true)
      const others = tasks.filter(({ state }) => state !== 'waiting')
      if (next === null && tasks.length > others.length) expect(others.some(({ state }) => !isDone(state))).toBe(true)
    }),
  )
})

test('what nobody took in time, what is late and what was refused stand out; what was reported does not', () => {
  expect(troubleOf(task(1, 'issued'), at(10))).toBeNull()
  expect(troubleOf(task(1, 'issued'), at(16))).toBe('unread')
  expect(troubleOf(task(1, 'issued'), at(61))).toBe('late')
  expect(troubleOf(task(1, 'received'), at(16))).toBeNull()
  expect(troubleOf(task(1, 'reported'), at(90))).toBeNull()
  expect(troubleOf(task(1, 'refused'), at(1))).toBe('refused')
  expect(progressOf([task(1, 'issued'), task(1, 'reported'), task(2, 'waiting'), task(1, 'dropped')], at(20))).toEqual({
    tasks: 4,
    done: 1,
    dropped: 1,
    waiting: 1,
    troubled: 1,
  })
})

test('a review counts what was done on time and how long people took', () => {
  const facts = reviewFacts(at(0), at(120), [
    task(1, 'reported', { receivedAt: at(5), reportedAt: at(50) }),
    task(1, 'confirmed', { receivedAt: at(9), reportedAt: at(70) }),
    task(2, 'dropped', { openedAt: null }),
  ])
  expect(facts).toMatchObject({ minutes: 120, toReceive: 5, toReport: 50, onTime: 1, done: 2, dropped: 1 })
})

test('a plan is offered inside its area, from its grade on, first for its own categories', () => {
  const plan = { areaCode: '440104001000', categories: ['A0508'], leastGrade: 2 }
  const there = '440104001001'
  expect(fitOf(plan, { areaCode: there, categoryCode: 'A0508', grade: 3 })).toBe(2)
  expect(fitOf(plan, { areaCode: there, categoryCode: 'E0102', grade: 3 })).toBe(0)
  expect(fitOf(plan, { areaCode: there, categoryCode: 'A0508', grade: 1 })).toBe(0)
  expect(fitOf(plan, { areaCode: '440104003001', categoryCode: 'A0508', grade: 3 })).toBe(0)
  expect(fitOf(plan, { areaCode: there, categoryCode: null, grade: null })).toBe(1)
  expect(fitOf({ ...plan, categories: [] }, { areaCode: there, categoryCode: 'E0102', grade: 2 })).toBe(1)
})

test('what a plan cost is said by whoever ends it; nobody’s silence is a cost of nothing', () => {
  expect(costOf(12, 300, 6000)).toBe(1020)
  expect(costOf(null, 88.5, 6000)).toBe(88.5)
  expect(costOf(null, null, 6000)).toBeNull()
})
