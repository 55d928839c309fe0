/** Residents see six steps, whatever states the process has. */
import { describe, expect, test } from 'vitest'
import { caseProcess } from '../../case.ts'
import { stageOf, stages } from './case-stage.ts'

describe('how far a case has come', () => {
  test('every state of the process has its place among the six steps, or is off the way', () => {
    for (const [state, { phase }] of Object.entries(caseProcess.states)) {
      const stage = stageOf({ state, phase })
      if (state === 'declined') expect(stage).toBeNull()
      else expect(stage).toBeGreaterThanOrEqual(1)
    }
  })

  test('a closed case has passed all steps', () => {
    expect(stageOf({ state: 'closed', phase: 'done' })).toBe(stages.length)
  })

  test('a step some community added is told by its phase', () => {
    expect(stageOf({ state: 'waitingForParts', phase: 'doing' })).toBe(3)
  })
})
