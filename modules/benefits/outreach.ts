/** 上门与兑现 The lives of what follows when somebody was found: a visit or a delivery, a plan back to work, a concern for safety. */
import { On, Type } from '@liren/contract'
import { defineProcess } from '@liren/matters/contract'

const closed = { additionalProperties: false } as const
const note = Type.Object({ note: Type.String({ minLength: 1, maxLength: 1000 }) }, closed)
const text = Type.String({ minLength: 2, maxLength: 1000 })

/** One person, one policy: told at the door, or delivered after they said yes. Its title never says which policy. */
export const outreach = defineProcess({
  name: 'benefit-outreach',
  states: {
    toVisit: { phase: 'doing' },
    toDeliver: { phase: 'doing' },
    served: { phase: 'done' },
    declined: { phase: 'done' },
    notFound: { phase: 'done' },
    notEligible: { phase: 'done' },
    applied: { phase: 'done' },
  },
  clocks: { handle: { limit: { amount: 10, unit: 'workDays' } } },
  start: { states: ['toVisit', 'toDeliver'], clocks: ['handle'] },
  moves: {
    take: { from: ['toVisit', 'toDeliver'], to: null, may: ['holder'], takes: true },
    agree: { from: ['toVisit'], to: 'toDeliver', may: ['holder'], asks: note, handles: true },
    serve: {
      from: ['toVisit', 'toDeliver'],
      to: 'served',
      may: ['holder'],
      asks: note,
      handles: true,
      clock: { stop: ['handle'] },
    },
    decline: {
      from: ['toVisit', 'toDeliver'],
      to: 'declined',
      may: ['holder'],
      asks: note,
      handles: true,
      clock: { stop: ['handle'] },
    },
    miss: {
      from: ['toVisit'],
      to: 'notFound',
      may: ['holder'],
      asks: note,
      handles: true,
      clock: { stop: ['handle'] },
    },
    refute: {
      from: ['toVisit', 'toDeliver'],
      to: 'notEligible',
      may: ['holder'],
      asks: note,
      handles: true,
      isGrave: true,
      clock: { stop: ['handle'] },
    },
    withdraw: { from: ['toVisit', 'toDeliver'], to: 'declined', may: ['system'], clock: { stop: ['handle'] } },
    /** They applied: the office that decides has it now. */
    applied: { from: ['toVisit', 'toDeliver'], to: 'applied', may: ['system'], clock: { stop: ['handle'] } },
    reopen: {
      from: ['served', 'declined', 'notFound', 'notEligible', 'applied'],
      to: 'toVisit',
      may: ['system'],
      clock: { start: ['handle'] },
    },
  },
  acts: { reopen: 'reopen' },
})

/** 就业帮扶 Somebody out of work through illness, epidemic or disaster: what they can do, a plan with them, and looking in again. */
export const employmentHelp = defineProcess({
  name: 'employment-help',
  states: {
    identified: { phase: 'intake' },
    following: { phase: 'doing' },
    placed: { phase: 'done' },
    ended: { phase: 'done' },
  },
  clocks: {
    plan: { limit: { amount: 10, unit: 'workDays' }, isStage: true },
    lookIn: { limit: { amount: 30, unit: 'urgentDays' }, isStage: true },
  },
  start: { states: ['identified'], clocks: ['plan'] },
  moves: {
    take: { from: ['identified', 'following'], to: null, may: ['holder'], takes: true },
    plan: {
      from: ['identified'],
      to: 'following',
      may: ['holder'],
      asks: Type.Object(
        { ability: text, wish: text, steps: text, jobsOffered: Type.Integer({ minimum: 0, maximum: 50 }) },
        closed,
      ),
      handles: true,
      isInternal: true,
      clock: { stop: ['plan'], start: ['lookIn'] },
    },
    followUp: {
      from: ['following'],
      to: null,
      may: ['holder'],
      asks: Type.Object({ seenOn: On, note: text, jobsOffered: Type.Integer({ minimum: 0, maximum: 50 }) }, closed),
      handles: true,
      isInternal: true,
      clock: { start: ['lookIn'] },
    },
    place: {
      from: ['following'],
      to: 'placed',
      may: ['holder'],
      asks: note,
      handles: true,
      clock: { stop: ['lookIn'] },
    },
    end: {
      from: ['identified', 'following'],
      to: 'ended',
      may: ['holder'],
      asks: note,
      isGrave: true,
      clock: { stop: ['plan', 'lookIn'] },
    },
    withdraw: { from: ['identified', 'following'], to: 'ended', may: ['system'], clock: { stop: ['plan', 'lookIn'] } },
  },
})

/**
 * 人身安全 Suspected domestic violence, or a child in danger: seen only by who handles it. Where a minor or a person without
 * capacity is concerned, the police must be told (反家庭暴力法§14, 未成年人保护法§11): no other way leads on.
 */
export const protection = defineProcess({
  name: 'protection-concern',
  states: {
    mustReport: { phase: 'intake' },
    raised: { phase: 'intake' },
    helping: { phase: 'doing' },
    closed: { phase: 'done' },
  },
  clocks: {
    report: { limit: { amount: 24, unit: 'urgentHours' } },
    answer: { limit: { amount: 24, unit: 'urgentHours' } },
  },
  start: { states: ['raised', 'mustReport'], clocks: ['answer'] },
  moves: {
    tellPolice: {
      from: ['mustReport', 'raised', 'helping'],
      to: 'helping',
      may: ['holder'],
      asks: Type.Object({ station: text, toldOn: On }, closed),
      handles: true,
      isInternal: true,
      clock: { stop: ['answer', 'report'] },
    },
    help: {
      from: ['raised'],
      to: 'helping',
      may: ['holder'],
      asks: note,
      handles: true,
      isInternal: true,
      clock: { stop: ['answer'], start: ['report'] },
    },
    act: { from: ['helping'], to: null, may: ['holder'], asks: note, handles: true, isInternal: true },
    close: {
      from: ['helping'],
      to: 'closed',
      may: ['holder'],
      asks: note,
      isGrave: true,
      isInternal: true,
      clock: { stop: ['report'] },
    },
  },
})

/** 触达状态 How far somebody found has come. `lapsed`: no longer eligible. */
export const matchStates = ['found', 'told', 'agreed', 'visiting', 'served', 'declined', 'lapsed'] as const
export type MatchState = (typeof matchStates)[number]

export type Standing = {
  readonly mode: 'automatic' | 'confirm' | 'remind' | 'visit'
  readonly isGuarded: boolean
  readonly state: MatchState
  readonly toldAt: Date | null
  readonly remindedAt: Date | null
  readonly restsUntil: Date | null
}
export type Rung = 'tell' | 'remind' | 'visit' | 'deliver'

const days = (count: number) => count * 86_400_000

/**
 * 触达阶梯 What is due next for somebody found. A message says only that there may be a policy; what is delicate goes to a visit
 * and never to a telephone that others may hold. Whoever declined is left in peace.
 */
export const nextRung = (
  one: Standing,
  waits: { readonly remindAfterDays: number; readonly visitAfterDays: number },
  now: Date,
): Rung | null => {
  if (one.restsUntil && one.restsUntil.getTime() > now.getTime()) return null
  if (one.state === 'found')
    return one.isGuarded || one.mode === 'visit' ? 'visit' : one.mode === 'automatic' ? 'deliver' : 'tell'
  if (one.state !== 'told' || !one.toldAt || one.mode === 'automatic') return null
  const since = now.getTime() - one.toldAt.getTime()
  if (since >= days(waits.remindAfterDays + waits.visitAfterDays)) return 'visit'
  return since >= days(waits.remindAfterDays) && one.remindedAt === null ? 'remind' : null
}
