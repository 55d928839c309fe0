/** 负担台账 Minutes and people, from what was really typed; and what was typed twice. */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { oneForm } from '../contract.ts'
import { minutesPerCell } from '../report.ts'
import { reach } from './deed.ts'
import { store } from './store.ts'

const usualDays = 90
const round = (minutes: number) => Math.round(minutes * 10) / 10

export const readBurden = answer(oneForm, 'readBurden', async (work, { query }) => {
  const prefixes = reach(work, 'burden.read', query.area)
  const from = query.from
    ? new Date(`${query.from}T00:00:00+08:00`)
    : new Date(work.now.getTime() - usualDays * 86_400_000)
  const rows = store(work.db)
  const byReport = await rows.burden(prefixes, from)
  const cells = await rows.cellsFilled(prefixes, from)
  const repeated = await rows.repeated(prefixes, from)
  const names = await work.use(territory).areaNames([...new Set(repeated.map(({ areaCode }) => areaCode))])
  const typed = byReport.reduce((sum, one) => sum + one.typed, 0)
  const seconds = byReport.reduce((sum, one) => sum + one.seconds, 0)
  // Measured where enough was typed to measure, assumed before.
  const perCell = typed >= 30 ? seconds / 60 / typed : minutesPerCell
  return {
    reports: byReport.length,
    people: await rows.peopleBurdened(prefixes, from),
    typed,
    minutes: round(seconds / 60),
    cells,
    minutesOfTyping: round(cells * perCell),
    repeats: repeated.reduce((sum, { times }) => sum + times, 0),
    byReport: byReport.map(({ seconds: spent, ...one }) => ({ ...one, minutes: round(spent / 60) })),
    repeated: repeated.map(({ areaCode, ...one }) => ({
      ...one,
      at: one.at.toISOString(),
      areaName: names.get(areaCode) ?? areaCode,
    })),
  }
})
