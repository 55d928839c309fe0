/** Looks again at those whose facts changed or whose day has come (a birthday, a date that falls due), and at nobody else. */
import { catalogue } from '@liren/catalogue/contract'
import { listen, longJob } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { people } from '@liren/people/contract'
import { benefits } from '../contract.ts'
import { type Deed, dayOf } from './deed.ts'
import { keepSeen, lookAt, markOf, planOf } from './screen.ts'
import { store } from './store.ts'
import { screeningStore } from './store-screenings.ts'

const pageSize = 1000
/** After a longer rest the district is screened anew rather than day by day. */
const mostDays = 62

const daysSince = (until: string | null, today: string): readonly string[] => {
  const end = Date.parse(today)
  const start = until === null ? end : Math.max(Date.parse(until) + 86_400_000, end - mostDays * 86_400_000)
  const days: string[] = []
  for (let at = Math.min(start, end); at <= end; at += 86_400_000) days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

export const lookAgainJob = longJob(benefits, 'look-again', { cron: '*/5 * * * *', retryLimit: 2 }, async (spell) => {
  for (;;) {
    const done = await spell(async (work) => {
      const kept = store(work.db)
      const today = dayOf(work.now)
      const marks = daysSince(await kept.lookedUntil(), today).map((day) => markOf(work, day))
      const due = await kept.due(marks, pageSize)
      if (due.length === 0) {
        await kept.looked(today)
        return true
      }
      const nextOf = new Map<string, string | null>(due.map((personId) => [personId, null]))
      let found = 0
      for (const screening of await screeningStore(work.db).inUse()) {
        const plan = await planOf(work, screening)
        if (plan.rules.length === 0) continue
        const seen = await lookAt(work, plan, due, true)
        found += await keepSeen(work, plan, seen)
        for (const { personId } of seen) nextOf.delete(personId)
      }
      // Whoever lies in no screening, has gone, or wants no matching is not looked at again.
      await kept.watch([...nextOf].map(([personId, mark]) => ({ personId, mark })))
      work.audit({ facts: { persons: due.length, found } })
      if (found > 0) work.enqueue('climb', {}, { key: 'climb' })
      return due.length < pageSize
    })
    if (done) return
  }
})

const mark = (work: { readonly db: Parameters<typeof store>[0]; readonly now: Date }, personIds: readonly string[]) =>
  store(work.db).changed(personIds, work.now)

/** What was open where they lived is over, a visit on its way is called off; whatever fits where they live now is found anew. */
const leave = async (work: Deed, personId: string) => {
  const kept = store(work.db)
  const open = (await kept.of(personId)).filter(({ state }) => state === 'told' || state === 'visiting')
  await kept.lapseOpen([personId])
  for (const { id, matterId } of open) {
    await kept.set(id, { state: 'lapsed', ...(matterId ? { matterId: null } : {}) })
    const [task] = matterId ? await work.use(matters).rows([matterId]) : []
    if (task && task.phase !== 'done') await work.use(matters).move(task.id, 'withdraw', {})
  }
  await mark(work, [personId])
}
const community = (area: string | null) => area?.slice(0, 12) ?? null

export const changeListeners = [
  listen(benefits, people, 'registered', 'look-registered', (work, fact) => mark(work, [fact.personId])),
  listen(benefits, people, 'updated', 'look-updated', (work, fact) => mark(work, [fact.personId])),
  listen(benefits, people, 'checked', 'look-checked', (work, fact) => mark(work, [fact.personId])),
  listen(benefits, people, 'moved', 'look-moved', (work, { personId, from, to }) =>
    community(from) === community(to) ? mark(work, [personId]) : leave(work, personId),
  ),
  listen(benefits, people, 'died', 'look-died', (work, { personId }) => leave(work, personId)),
  listen(
    benefits,
    catalogue,
    'value-recorded',
    'look-valued',
    (work, fact) => mark(work, [fact.subjectId]),
    (fact) => fact.subjectKind === 'person',
  ),
  // 不接受只由系统作出的决定: no rule looks for them any more, until they switch it on again themselves.
  listen(
    benefits,
    catalogue,
    'right-answered',
    'leave-alone',
    (work, { personId }) => store(work.db).choose(personId, true, work.now),
    ({ kind, decision }) => kind === 'humanDecision' && decision === 'fulfil',
  ),
  listen(benefits, catalogue, 'restriction-lifted', 'look-lifted', (work, fact) => mark(work, [fact.personId])),
  listen(benefits, catalogue, 'consent-given', 'look-given', (work, fact) => mark(work, [fact.personId])),
  listen(benefits, catalogue, 'consent-withdrawn', 'look-withdrawn', (work, fact) => mark(work, [fact.personId])),
]
