/** 年审与到期 What was granted for a time is looked at again before it ends: who does it, by when, and what happens where nobody comes. */
import { type Static, Type } from '@liren/contract'
import { defineProcess } from '@liren/matters/contract'

const closed = { additionalProperties: false } as const
const text = Type.String({ minLength: 2, maxLength: 1000 })

export type Renewal = Static<typeof Renewal>
export const Renewal = Type.Object(
  {
    /** review 年审复核 · endorse 签注 · proof 资格认证 · expire 到期换领. */
    kind: Type.Enum(['review', 'endorse', 'proof', 'expire']),
    everyMonths: Type.Integer({ minimum: 1, maximum: 600 }),
    /** Calendar days before the day at which it begins. */
    remindDays: Type.Integer({ minimum: 1, maximum: 180 }),
    by: Type.Enum(['community', 'subdistrict', 'owner']),
    /** Missed, what the licence gives rests until it is done. */
    suspends: Type.Optional(Type.Boolean()),
  },
  closed,
)

/** Opened by the platform before the day; a new application approved meanwhile closes it as renewed. */
export const renewalProcess = defineProcess({
  name: 'service-renewal',
  states: {
    due: { phase: 'doing', isNews: true },
    late: { phase: 'doing', isNews: true },
    renewed: { phase: 'done' },
    ended: { phase: 'done' },
  },
  clocks: {
    renew: { limit: { amount: 30, unit: 'urgentDays' }, onDue: 'miss' },
    late: { limit: { amount: 20, unit: 'workDays' } },
  },
  start: { states: ['due'], clocks: ['renew'] },
  moves: {
    take: { from: ['due', 'late'], to: null, may: ['holder'], takes: true },
    declare: { from: ['due', 'late'], to: null, may: ['reporter'], asks: Type.Object({ text }, closed) },
    renew: {
      from: ['due', 'late'],
      to: 'renewed',
      may: ['holder'],
      asks: Type.Object({ text }, closed),
      handles: true,
      clock: { stop: ['renew', 'late'] },
    },
    end: {
      from: ['due', 'late'],
      to: 'ended',
      may: ['holder'],
      asks: Type.Object({ text, basis: Type.String({ minLength: 2, maxLength: 400 }) }, closed),
      handles: true,
      isGrave: true,
      clock: { stop: ['renew', 'late'] },
    },
    miss: { from: ['due'], to: 'late', may: ['system'], clock: { stop: ['renew'], start: ['late'] } },
    replace: { from: ['due', 'late'], to: 'renewed', may: ['system'], clock: { stop: ['renew', 'late'] } },
    reopen: { from: ['renewed', 'ended'], to: 'due', may: ['system'], clock: { start: ['renew'] } },
  },
  acts: { reopen: 'reopen' },
})

/** The same day so many months on; the last of a shorter month. */
export const monthsOn = (day: string, months: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
export const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
/** Whole days from one day to another; negative where it is past. */
export const daysUntil = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
