/** An errand (临时任务): the small matter without ceremony — asked, done, checked by whoever asked. */
import { Type } from '@liren/contract'
import { defineProcess } from './process.ts'

const note = Type.Object({ note: Type.String({ minLength: 1, maxLength: 2000 }) }, { additionalProperties: false })

export const errand = defineProcess({
  name: 'errand',
  states: {
    asked: { phase: 'doing' },
    toCheck: { phase: 'checking' },
    done: { phase: 'done' },
    declined: { phase: 'done' },
  },
  clocks: { handle: { limit: { amount: 3, unit: 'workDays' } } },
  start: { states: ['asked'], clocks: ['handle'] },
  moves: {
    take: { from: ['asked'], to: null, may: ['holder'], takes: true },
    finish: {
      from: ['asked'],
      to: 'toCheck',
      may: ['holder'],
      asks: note,
      handles: true,
      isShownAsAsked: true,
      clock: { stop: ['handle'] },
    },
    decline: { from: ['asked'], to: 'declined', may: ['holder'], asks: note, isGrave: true },
    accept: { from: ['toCheck'], to: 'done', may: ['reporter', 'matter.assign'], not: ['handler'] },
    again: {
      from: ['toCheck'],
      to: 'asked',
      may: ['reporter', 'matter.assign'],
      not: ['handler'],
      asks: note,
      isRework: true,
      clock: { start: ['handle'] },
    },
    sendBack: { from: ['asked'], to: 'declined', may: ['system'], hop: true },
    reopen: { from: ['done', 'declined'], to: 'asked', may: ['system'], clock: { start: ['handle'] } },
  },
  acts: { return: 'sendBack', reopen: 'reopen' },
})
