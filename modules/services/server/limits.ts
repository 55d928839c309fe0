/** How long a step and the whole of an application may take: working days, or hours around the clock where it cannot wait. */
import { forms } from '@liren/forms/contract'
import type { ItemRecord } from '../item.ts'
import { holds } from './materials.ts'
import { type ServicesWork, stepOf } from './standing.ts'
import type { NamedApplication } from './store.ts'

type Row = Pick<NamedApplication, 'formId' | 'channel'>

/** Clock hours from acceptance, where the answers say that it cannot wait (急难型临时救助); null: as promised. */
export const urgentLimit = async (work: ServicesWork, row: Row, { urgent }: ItemRecord) => {
  const handed = urgent ? await work.use(forms).handed(row.formId) : null
  return urgent && handed && holds(urgent.when, handed.values, row.channel) === true
    ? { amount: urgent.hours, unit: 'urgentHours' as const }
    : null
}

/** No step may take longer than the whole. */
export const stepLimit = async (work: ServicesWork, row: Row, record: ItemRecord, step: number, otherwise: number) =>
  (await urgentLimit(work, row, record)) ?? {
    amount: Math.max(1, stepOf(record, step)?.workDays ?? otherwise),
    unit: 'workDays' as const,
  }
