/** 报表准入 A report enters the list, or is refused with the rule that says why; decided within five working days. */
import { Type } from '@liren/contract'
import { defineProcess } from '@liren/matters/contract'

/** Rules a refusal can cite; words stand under `rule.<name>`. */
export const refusalRules = ['notListed', 'heldAlready', 'duplicate', 'noBasis', 'beyondPowers'] as const

const said = Type.Object({ text: Type.String({ minLength: 2, maxLength: 500 }) }, { additionalProperties: false })

export const admission = defineProcess({
  name: 'report-admission',
  states: {
    asked: { phase: 'doing' },
    admitted: { phase: 'done', isNews: true },
    joined: { phase: 'done', isNews: true },
    refused: { phase: 'done', isNews: true },
  },
  clocks: { decide: { limit: { amount: 5, unit: 'workDays' } } },
  start: { states: ['asked'], clocks: ['decide'] },
  moves: {
    admit: {
      from: ['asked'],
      to: 'admitted',
      may: ['ledger-report.admit'],
      not: ['reporter'],
      asks: said,
      isGuided: true,
      clock: { stop: ['decide'] },
    },
    merge: {
      from: ['asked'],
      to: 'joined',
      may: ['ledger-report.admit'],
      not: ['reporter'],
      asks: said,
      isGuided: true,
      clock: { stop: ['decide'] },
    },
    refuse: {
      from: ['asked'],
      to: 'refused',
      may: ['ledger-report.admit'],
      not: ['reporter'],
      asks: said,
      isGuided: true,
      isGrave: true,
      clock: { stop: ['decide'] },
    },
  },
})
