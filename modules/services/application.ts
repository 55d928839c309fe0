/** An application 办件 for a service item: its life as one table, from submission to the decision and the handing over. */
import { Type } from '@liren/contract'
import { defineProcess } from '@liren/matters/contract'

const closed = { additionalProperties: false } as const
const text = (most = 2000) => Type.String({ minLength: 1, maxLength: most })
const Said = Type.Object({ text: Type.Optional(text()) }, closed)

/** Pauses outside the limit 不计入时限: a hearing, an appraisal, a test, experts' opinion. */
export const pauseReasons = ['hearing', 'appraisal', 'testing', 'experts'] as const

/** 受理环节的不予受理理由. */
export const declineReasons = ['notEligible', 'notOurs', 'incomplete', 'duplicate', 'other'] as const

export type PauseReason = (typeof pauseReasons)[number]
export type DeclineReason = (typeof declineReasons)[number]

/**
 * All moves are made by routes of this module. Gaps are named once, all together (行政许可法 32). A notice, a hearing and an
 * appraisal stand outside the limit (45). Whoever examined does not decide.
 */
export const applicationProcess = defineProcess({
  name: 'service-application',
  states: {
    submitted: { phase: 'intake' },
    correcting: { phase: 'intake', isNews: true },
    reviewing: { phase: 'doing', isNews: true },
    waiting: { phase: 'doing', isNews: true },
    noticing: { phase: 'checking', isNews: true },
    issuing: { phase: 'checking', isNews: true },
    closed: { phase: 'done' },
    declined: { phase: 'done' },
    refused: { phase: 'done' },
    withdrawn: { phase: 'done' },
  },
  clocks: {
    precheck: { limit: { amount: 5, unit: 'workDays' }, isStage: true },
    correct: { limit: { amount: 15, unit: 'workDays' }, isStage: true, onDue: 'lapse' },
    handle: { limit: { amount: 20, unit: 'workDays' } },
    step: { limit: { amount: 10, unit: 'workDays' }, isStage: true },
  },
  start: { states: ['submitted'], clocks: ['precheck'] },
  moves: {
    askCorrection: {
      from: ['submitted'],
      to: 'correcting',
      may: ['application.precheck'],
      isOwn: true,
      asks: Type.Object({ gaps: Type.Array(text(300), { minItems: 1, maxItems: 30 }) }, closed),
      clock: { stop: ['precheck'], start: ['correct'] },
    },
    correct: {
      from: ['correcting'],
      to: 'submitted',
      may: ['reporter', 'application.assist'],
      isOwn: true,
      asks: Said,
      clock: { stop: ['correct'], start: ['precheck'] },
    },
    accept: {
      from: ['submitted'],
      to: 'reviewing',
      may: ['application.precheck'],
      isOwn: true,
      asks: Said,
      hop: true,
      clock: { stop: ['precheck'], start: ['handle', 'step'] },
    },
    decline: {
      from: ['submitted', 'correcting'],
      to: 'declined',
      may: ['application.precheck'],
      isOwn: true,
      isGrave: true,
      asks: Type.Object(
        { reason: Type.Enum([...declineReasons]), text: text(), ground: Type.Optional(text(400)) },
        closed,
      ),
    },
    pass: {
      from: ['reviewing'],
      to: null,
      may: ['holder', 'application.review'],
      isOwn: true,
      handles: true,
      hop: true,
      asks: Type.Object({ step: text(40), text: text() }, closed),
      clock: { start: ['step'] },
    },
    pause: {
      from: ['reviewing'],
      to: 'waiting',
      may: ['holder', 'application.review'],
      isOwn: true,
      asks: Type.Object({ why: Type.Enum([...pauseReasons]), text: text() }, closed),
      clock: { pause: ['handle', 'step'] },
    },
    resume: {
      from: ['waiting'],
      to: 'reviewing',
      may: ['holder', 'application.review'],
      isOwn: true,
      asks: Said,
      clock: { resume: ['handle', 'step'] },
    },
    publish: {
      from: ['reviewing'],
      to: 'noticing',
      may: ['holder', 'application.review'],
      isOwn: true,
      asks: Said,
      clock: { pause: ['handle', 'step'] },
    },
    endNotice: {
      from: ['noticing'],
      to: 'reviewing',
      may: ['holder', 'application.review'],
      isOwn: true,
      asks: Said,
      clock: { resume: ['handle', 'step'] },
    },
    approve: {
      from: ['reviewing'],
      to: 'issuing',
      may: ['holder', 'application.decide'],
      not: ['handler'],
      isOwn: true,
      asks: Type.Object({ text: text(), basis: Type.Optional(text(400)) }, closed),
      clock: { stop: ['handle', 'step'] },
    },
    refuse: {
      from: ['reviewing'],
      to: 'refused',
      may: ['holder', 'application.decide'],
      not: ['handler'],
      isOwn: true,
      isGrave: true,
      asks: Type.Object({ text: text(), basis: text(400) }, closed),
      clock: { stop: ['handle', 'step'] },
    },
    issue: {
      from: ['issuing'],
      to: 'closed',
      may: ['holder', 'application.review', 'application.decide'],
      isOwn: true,
      asks: Said,
    },
    withdraw: {
      from: ['submitted', 'correcting', 'reviewing', 'waiting'],
      to: 'withdrawn',
      may: ['reporter'],
      isOwn: true,
      asks: Said,
    },
    lapse: { from: ['correcting'], to: 'withdrawn', may: ['system'], isOwn: true, asks: Said },
  },
})

/** Where the applicant is on the way, for a phone's stepper: 提交 → 受理 → 审核 → 决定 → 办结. */
export const stageOf = (state: string): number =>
  ({ draft: 0, submitted: 1, correcting: 1, reviewing: 2, waiting: 2, noticing: 2, issuing: 3 })[state] ?? 4
