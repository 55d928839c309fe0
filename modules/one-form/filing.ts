/** 报表填报 A period of a report in one community: what it could not fill by itself is looked at by its people by a certain day. */
import { defineProcess } from '@liren/matters/contract'
import type { Period } from './report.ts'

export const reportFiling = defineProcess({
  name: 'report-filing',
  states: { open: { phase: 'doing' }, done: { phase: 'done' } },
  clocks: { file: { limit: { amount: 5, unit: 'workDays' } } },
  start: { states: ['open'], clocks: ['file'] },
  moves: {
    finish: {
      from: ['open'],
      to: 'done',
      may: ['filing.confirm', 'filing.fill'],
      isOwn: true,
      handles: true,
      clock: { stop: ['file'] },
    },
  },
})

/** Working days from the morning a period opens until its exceptions are due. */
export const dueWorkDays: Readonly<Record<Period, number>> = {
  weekly: 2,
  monthly: 5,
  quarterly: 7,
  yearly: 10,
  once: 10,
}
