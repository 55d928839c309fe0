/** A dispute or a danger during help 互助纠纷: a restricted matter of the community, decided with a reason both parties read. */
import { Type } from '@liren/contract'
import { defineProcess } from '@liren/matters/contract'

const said = Type.Object({ note: Type.String({ minLength: 2, maxLength: 500 }) }, { additionalProperties: false })

export const helpDispute = defineProcess({
  name: 'help-dispute',
  states: { raised: { phase: 'doing' }, settled: { phase: 'done' } },
  clocks: { settle: { limit: { amount: 5, unit: 'workDays' } } },
  start: { states: ['raised'], clocks: ['settle'] },
  moves: {
    settle: {
      from: ['raised'],
      to: 'settled',
      may: ['help.keep'],
      not: ['reporter'],
      asks: said,
      isGuided: true,
      handles: true,
      clock: { stop: ['settle'] },
    },
  },
})
