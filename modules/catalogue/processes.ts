/** 件 What the catalogue has handled with a clock: challenges to values, requests for datasets, requests of rights, questions about looks, leaks. */
import { Type } from '@liren/contract'
import { defineProcess } from '@liren/matters/contract'

const said = Type.Object({ text: Type.String({ minLength: 2, maxLength: 1000 }) }, { additionalProperties: false })

/** 个人信息安全事件 Stopped and assessed within hours, told the next day, ended with what was learned (个人信息保护法 57). */
export const dataBreach = defineProcess({
  name: 'data-breach',
  states: {
    reported: { phase: 'intake' },
    contained: { phase: 'doing' },
    told: { phase: 'checking' },
    closed: { phase: 'done' },
  },
  clocks: {
    contain: { limit: { amount: 4, unit: 'urgentHours' }, isStage: true },
    tell: { limit: { amount: 24, unit: 'urgentHours' }, isStage: true },
    learn: { limit: { amount: 10, unit: 'workDays' }, isStage: true },
  },
  start: { states: ['reported'], clocks: ['contain'] },
  moves: {
    contain: {
      from: ['reported'],
      to: 'contained',
      may: ['breach.handle'],
      asks: said,
      isGuided: true,
      clock: { stop: ['contain'], start: ['tell'] },
    },
    tell: {
      from: ['contained'],
      to: 'told',
      may: ['breach.handle'],
      asks: said,
      isGuided: true,
      clock: { stop: ['tell'], start: ['learn'] },
    },
    close: {
      from: ['told'],
      to: 'closed',
      may: ['breach.handle'],
      asks: said,
      isGuided: true,
      clock: { stop: ['learn'] },
    },
  },
})

/** 数据异议核实 Two sources disagree, or somebody says a value is wrong: its owner finds out which is right. */
export const challenge = defineProcess({
  name: 'data-challenge',
  states: {
    raised: { phase: 'doing' },
    corrected: { phase: 'done' },
    upheld: { phase: 'done' },
  },
  clocks: { verify: { limit: { amount: 5, unit: 'workDays' } } },
  start: { states: ['raised'], clocks: ['verify'] },
  moves: {
    take: { from: ['raised'], to: null, may: ['holder'], takes: true },
    correct: {
      from: ['raised'],
      to: 'corrected',
      may: ['holder', 'dataset.approve'],
      asks: said,
      // The value itself changes in the same act.
      isGuided: true,
      handles: true,
      clock: { stop: ['verify'] },
    },
    uphold: {
      from: ['raised'],
      to: 'upheld',
      may: ['holder', 'dataset.approve'],
      asks: said,
      handles: true,
      clock: { stop: ['verify'] },
    },
  },
})

/** 数据共享申请 Answered within 2 working days (unconditional) or 10 (conditional), provided within 20 (国发〔2016〕51号). */
export const sharingRequest = defineProcess({
  name: 'sharing-request',
  states: {
    asked: { phase: 'doing' },
    granted: { phase: 'doing', isNews: true },
    provided: { phase: 'done', isNews: true },
    refused: { phase: 'done', isNews: true },
    disputed: { phase: 'checking' },
    expired: { phase: 'done', isNews: true },
    withdrawn: { phase: 'done', isNews: true },
  },
  clocks: {
    answer: { limit: { amount: 10, unit: 'workDays' }, isStage: true },
    provide: { limit: { amount: 20, unit: 'workDays' } },
    settle: { limit: { amount: 10, unit: 'workDays' }, isStage: true },
  },
  start: { states: ['asked'], clocks: ['answer'] },
  moves: {
    grant: {
      from: ['asked'],
      to: 'granted',
      may: ['sharing.answer'],
      not: ['reporter'],
      asks: said,
      isGuided: true,
      clock: { stop: ['answer'], start: ['provide'] },
    },
    refuse: {
      from: ['asked'],
      to: 'refused',
      may: ['sharing.answer'],
      not: ['reporter'],
      asks: said,
      isGuided: true,
      isGrave: true,
      clock: { stop: ['answer'] },
    },
    provide: {
      from: ['granted'],
      to: 'provided',
      may: ['sharing.answer'],
      isGuided: true,
      handles: true,
      clock: { stop: ['provide'] },
    },
    /** 争议 Refused, or given wrongly: somebody who did not answer settles it. */
    dispute: {
      from: ['refused', 'provided'],
      to: 'disputed',
      may: ['reporter'],
      asks: said,
      isGuided: true,
      clock: { start: ['settle'] },
    },
    support: {
      from: ['disputed'],
      to: 'granted',
      may: ['dataset.approve'],
      not: ['reporter'],
      asks: said,
      isGuided: true,
      clock: { stop: ['settle'], start: ['provide'] },
    },
    dismiss: {
      from: ['disputed'],
      to: 'refused',
      may: ['dataset.approve'],
      not: ['reporter'],
      asks: said,
      isGuided: true,
      isGrave: true,
      clock: { stop: ['settle'] },
    },
    /** What was given was right, and stays given. */
    keep: {
      from: ['disputed'],
      to: 'provided',
      may: ['dataset.approve'],
      not: ['reporter'],
      asks: said,
      isGuided: true,
      clock: { stop: ['settle'] },
    },
    expire: { from: ['granted', 'provided'], to: 'expired', may: ['system'], clock: { stop: ['provide'] } },
    withdraw: {
      from: ['asked', 'granted', 'provided'],
      to: 'withdrawn',
      may: ['sharing.answer', 'reporter'],
      asks: said,
      isGuided: true,
      isGrave: true,
      clock: { stop: ['answer', 'provide'] },
    },
  },
})

/** 个人信息权利申请 Answered within fifteen working days. */
export const rightsRequest = defineProcess({
  name: 'rights-request',
  states: {
    asked: { phase: 'doing' },
    done: { phase: 'done', isNews: true },
    declined: { phase: 'done', isNews: true },
    withdrawn: { phase: 'done' },
  },
  clocks: { answer: { limit: { amount: 15, unit: 'workDays' } } },
  start: { states: ['asked'], clocks: ['answer'] },
  moves: {
    take: { from: ['asked'], to: null, may: ['right.answer'], takes: true },
    fulfil: {
      from: ['asked'],
      to: 'done',
      may: ['right.answer', 'system'],
      not: ['reporter'],
      asks: said,
      isGuided: true,
      handles: true,
      clock: { stop: ['answer'] },
    },
    decline: {
      from: ['asked'],
      to: 'declined',
      may: ['right.answer', 'system'],
      not: ['reporter'],
      asks: said,
      isGuided: true,
      isGrave: true,
      clock: { stop: ['answer'] },
    },
    withdraw: {
      from: ['asked'],
      to: 'withdrawn',
      may: ['reporter', 'system'],
      isGuided: true,
      clock: { stop: ['answer'] },
    },
  },
})

/** 足迹质疑 Somebody asks why their data were looked at; who looked does not answer. The answer is given in people. */
export const footprintQuestion = defineProcess({
  name: 'footprint-question',
  states: { asked: { phase: 'doing' }, answered: { phase: 'done', isNews: true } },
  clocks: { answer: { limit: { amount: 5, unit: 'workDays' } } },
  start: { states: ['asked'], clocks: ['answer'] },
  moves: { answer: { from: ['asked'], to: 'answered', may: ['system'], clock: { stop: ['answer'] } } },
})

/** 企业质询 An enterprise asks why it was looked at; who looked does not answer, which the guided move sees to. */
export const firmQuestion = defineProcess({
  name: 'firm-question',
  states: { asked: { phase: 'doing' }, answered: { phase: 'done', isNews: true } },
  clocks: { answer: { limit: { amount: 5, unit: 'workDays' } } },
  start: { states: ['asked'], clocks: ['answer'] },
  moves: {
    answer: {
      from: ['asked'],
      to: 'answered',
      may: ['right.answer'],
      not: ['reporter'],
      asks: said,
      isGuided: true,
      handles: true,
      clock: { stop: ['answer'] },
    },
  },
})

export const processes = [dataBreach, challenge, sharingRequest, rightsRequest, footprintQuestion, firmQuestion]
