/** An objection 异议 to an entry: raised by the person it concerns, decided by somebody who did not issue it, within seven days. */
import { Type } from '@liren/contract'
import { defineProcess } from '@liren/matters/contract'

const said = Type.Object({ note: Type.String({ minLength: 2, maxLength: 500 }) }, { additionalProperties: false })

export const objection = defineProcess({
  name: 'points-objection',
  states: { raised: { phase: 'doing' }, upheld: { phase: 'done' }, rejected: { phase: 'done' } },
  clocks: { decide: { limit: { amount: 5, unit: 'workDays' } } },
  start: { states: ['raised'], clocks: ['decide'] },
  moves: {
    uphold: {
      from: ['raised'],
      to: 'upheld',
      may: ['points.decide'],
      not: ['reporter'],
      asks: said,
      isGuided: true,
      handles: true,
      clock: { stop: ['decide'] },
    },
    reject: {
      from: ['raised'],
      to: 'rejected',
      may: ['points.decide'],
      not: ['reporter'],
      asks: said,
      isGuided: true,
      handles: true,
      clock: { stop: ['decide'] },
    },
  },
})
