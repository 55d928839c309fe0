/** Every morning yesterday is compared with the weeks before; the data stewards hear when triage is no longer itself. */
import { dayOf } from '@liren/contract/day'
import { identity } from '@liren/identity/contract'
import { job } from '@liren/kernel'
import { type GivenTopics, notices } from '@liren/notices/contract'
import { triage } from '../contract.ts'
import { type Day, driftOf } from '../drift.ts'
import { store } from './store.ts'
import { lessonStore } from './store-lessons.ts'

export const driftTopics = {
  topics: [{ name: 'drift', kind: 'work', templates: { drifted: { outside: [] } } }],
} as const satisfies GivenTopics

const dayMs = 86_400_000

export const watchJob = job(triage, 'watch', { cron: '5 6 * * *', retryLimit: 2 }, async (work) => {
  const kept = lessonStore(work.db)
  const day = dayOf(work.now.getTime() - dayMs)
  const found = await store(work.db).day(day)
  const today: Day = {
    sorted: found.sorted,
    confidence: found.confidence ?? 0,
    corrected: found.corrected ?? 0,
    mix: found.mix ?? {},
  }
  if (today.sorted === 0) return
  const before = (await kept.days(28)).filter((one) => one.day !== day)
  // Written by this very job.
  const alarm = driftOf(today, before as unknown as readonly Day[])
  await kept.putDay({ day, ...today, alarm })
  if (!alarm) return
  work.emit('drifted', { day, what: alarm })
  const accountIds = await work.use(identity).holders({ role: 'dataSteward' })
  if (accountIds.length === 0) return
  await work.use(notices).send({
    to: { accountIds },
    topic: 'triage.drift',
    template: 'triage.drifted',
    facts: { day, what: { word: `triage.alarm.${alarm}` } },
    link: '/triage',
    onceKey: `triage/drift ${day}`,
  })
})
