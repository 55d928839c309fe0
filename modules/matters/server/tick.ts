/** What clocks of a place are counted with at this moment: its calendar, now, and when they remind. */
import { calendarOf, type MattersWork } from './house.ts'

export const tickOf = async (work: MattersWork, areaCode: string) => ({
  calendar: await calendarOf(work),
  now: work.now.getTime(),
  remindShare: (await work.setting<number>('remindAtPercent', areaCode)) / 100,
})
