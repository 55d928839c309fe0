/** Orders 指令 go down, calls 呼叫 go up: two lives on the spine, each step timed by a clock of its own (接令即行 · 接呼即应). */
import { Type } from '@liren/contract'
import { defineProcess } from '@liren/matters/contract'

const closed = { additionalProperties: false } as const
const said = Type.Object({ note: Type.String({ minLength: 1, maxLength: 2000 }) }, closed)

/** Issued → received → reported back → confirmed. */
export const order = defineProcess({
  name: 'order',
  states: {
    issued: { phase: 'doing' },
    received: { phase: 'doing' },
    reported: { phase: 'checking' },
    confirmed: { phase: 'done' },
    refused: { phase: 'done' },
  },
  clocks: {
    receive: { limit: { amount: 1, unit: 'workHours' }, isStage: true },
    carryOut: { limit: { amount: 3, unit: 'workDays' } },
    confirm: { limit: { amount: 1, unit: 'workDays' }, isStage: true },
  },
  start: { states: ['issued'], clocks: ['receive', 'carryOut'] },
  moves: {
    receive: { from: ['issued'], to: 'received', may: ['holder'], takes: true, clock: { stop: ['receive'] } },
    report: {
      from: ['issued', 'received'],
      to: 'reported',
      may: ['holder'],
      asks: said,
      handles: true,
      clock: { stop: ['receive', 'carryOut'], start: ['confirm'] },
    },
    confirm: {
      from: ['reported'],
      to: 'confirmed',
      may: ['reporter', 'order.issue'],
      not: ['handler'],
      clock: { stop: ['confirm'] },
    },
    again: {
      from: ['reported'],
      to: 'received',
      may: ['reporter', 'order.issue'],
      not: ['handler'],
      asks: said,
      isRework: true,
      clock: { stop: ['confirm'], start: ['carryOut'] },
    },
    refuse: { from: ['issued'], to: 'refused', may: ['holder'], asks: said, isGrave: true },
    sendBack: { from: ['issued', 'received'], to: 'refused', may: ['system'], hop: true },
    reopen: {
      from: ['confirmed', 'refused'],
      to: 'issued',
      may: ['system'],
      clock: { start: ['receive', 'carryOut'] },
    },
  },
  acts: { return: 'sendBack', reopen: 'reopen' },
})

/** Called → answered → settled; the caller says whether it is. */
export const callUp = defineProcess({
  name: 'call-up',
  states: {
    called: { phase: 'doing' },
    answered: { phase: 'doing' },
    settled: { phase: 'checking' },
    over: { phase: 'done' },
  },
  clocks: {
    answer: { limit: { amount: 2, unit: 'workHours' }, isStage: true },
    settle: { limit: { amount: 5, unit: 'workDays' } },
  },
  start: { states: ['called'], clocks: ['answer', 'settle'] },
  moves: {
    answer: { from: ['called'], to: 'answered', may: ['holder'], asks: said, takes: true, clock: { stop: ['answer'] } },
    settle: {
      from: ['called', 'answered'],
      to: 'settled',
      may: ['holder'],
      asks: said,
      handles: true,
      clock: { stop: ['answer', 'settle'] },
    },
    agree: { from: ['settled'], to: 'over', may: ['reporter'], not: ['handler'] },
    insist: {
      from: ['settled'],
      to: 'answered',
      may: ['reporter'],
      not: ['handler'],
      asks: said,
      isRework: true,
      clock: { start: ['settle'] },
    },
    sendBack: { from: ['called', 'answered'], to: 'over', may: ['system'], hop: true },
    reopen: { from: ['over'], to: 'called', may: ['system'], clock: { start: ['answer', 'settle'] } },
  },
  acts: { return: 'sendBack', reopen: 'reopen' },
})

/** An appeal against a score 申诉: decided within three working days, and if it is granted the score is made anew. */
export const appeal = defineProcess({
  name: 'score-appeal',
  states: { asked: { phase: 'doing' }, granted: { phase: 'done' }, refused: { phase: 'done' } },
  clocks: { decide: { limit: { amount: 3, unit: 'workDays' } } },
  start: { states: ['asked'], clocks: ['decide'] },
  moves: {
    grant: { from: ['asked'], to: 'granted', may: ['score.decide'], not: ['reporter'], asks: said, isGuided: true },
    refuse: { from: ['asked'], to: 'refused', may: ['score.decide'], not: ['reporter'], asks: said, isGrave: true },
  },
})
