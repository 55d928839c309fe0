/** One calendar (日程) for whoever works here: what is due to me and my units, my duties, and what other modules put there. */
import { answer } from '@liren/kernel'
import { organisation } from '@liren/organisation/contract'
import { matters } from '../contract.ts'
import { known } from './house.ts'
import { listStore } from './list-store.ts'
import { unitsOf } from './standing.ts'

const dayMs = 86_400_000
const shanghaiMs = 8 * 3_600_000
const dayOf = (at: Date) => new Date(at.getTime() + shanghaiMs).toISOString().slice(0, 10)
const timeOf = (at: Date) => new Date(at.getTime() + shanghaiMs).toISOString().slice(11, 16)
const startOf = (day: string) => new Date(`${day}T00:00:00+08:00`)
const most = 200

export const agenda = answer(matters, 'agenda', async (work, { query }) => {
  const accountId = work.actor.id
  const days = query.days ?? 14
  const from = dayOf(work.now)
  const until = dayOf(new Date(work.now.getTime() + (days - 1) * dayMs))
  if (accountId === null) return { from, until, late: 0, isCut: false, items: [] }
  const end = new Date(startOf(until).getTime() + dayMs)
  const lists = listStore(work.db)
  const units = unitsOf(work)
  const due = await lists.dueBetween(accountId, units, work.now, end, most + 1)
  const late = await lists.lateOf(accountId, units, work.now)
  const duties = await work.use(organisation).dutiesOf(accountId, from, until)
  const others = await Promise.all(
    known(work).agendas.map(async ({ module, agenda: ask }) =>
      (await ask(work.db, accountId, from, until)).map((entry) => ({ ...entry, module })),
    ),
  )
  const items = [
    ...due.slice(0, most).map((one) => ({
      module: one.module,
      word: 'title',
      day: dayOf(one.dueAt),
      time: timeOf(one.dueAt),
      title: one.title,
      link: `/matters/${one.id}`,
    })),
    ...duties.map((one) => ({
      module: 'organisation',
      word: 'nav.duty',
      day: one.day,
      time: one.startsAt,
      title: `${one.shiftName} ${one.startsAt}–${one.endsAt}`,
      link: '/organisation/on-duty',
    })),
    ...others.flat(),
  ]
  const key = (one: (typeof items)[number]) => `${one.day} ${one.time ?? ''}`
  return {
    from,
    until,
    late,
    isCut: due.length > most,
    items: items.sort((a, b) => key(a).localeCompare(key(b)) || a.title.localeCompare(b.title)),
  }
})
