/** How long a step and the whole of an application may take: working days, or hours around the clock where it cannot wait. */
import { forms } from '@liren/forms/contract'
import type { ItemRecord } from '../item.ts'
import { holds } from './holds.ts'
import { type ServicesWork, stepOf } from './standing.ts'
import type { NamedApplication } from './store.ts'

type Row = Pick<NamedApplication, 'formId' | 'channel' | 'submittedAt'>
/** Hours in which somebody has looked at what cannot wait. */
const firstLookHours = 2

/** Clock hours from submission, where the answers say that it cannot wait (急难型临时救助); null: as promised. */
export const urgentLimit = async (work: ServicesWork, row: Row, { urgent }: Pick<ItemRecord, 'urgent'>) => {
  const handed = urgent ? await work.use(forms).handed(row.formId) : null
  if (!urgent || !handed || holds(urgent.when, handed.values, row.channel) !== true) return null
  const gone = row.submittedAt === null ? 0 : (work.now.getTime() - row.submittedAt.getTime()) / 3_600_000
  return { amount: Math.max(1, Math.floor(urgent.hours - gone)), unit: 'urgentHours' as const }
}

/** What cannot wait is looked at within hours, not within the working days of the others. */
export const precheckLimit = async (work: ServicesWork, row: Row, record: Pick<ItemRecord, 'urgent'>) =>
  (await urgentLimit(work, row, record)) === null
    ? {}
    : { limits: { precheck: { amount: firstLookHours, unit: 'urgentHours' as const } } }

/** No step may take longer than the whole. */
export const stepLimit = async (work: ServicesWork, row: Row, record: ItemRecord, step: number, otherwise: number) =>
  (await urgentLimit(work, row, record)) ?? {
    amount: Math.max(1, stepOf(record, step)?.workDays ?? otherwise),
    unit: 'workDays' as const,
  }
