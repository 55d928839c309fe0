/** Every quarter of an hour: a reminder a day ahead, who did not come is noted and told, and whoever still waits is let go. */
import { job } from '@liren/kernel'
import { topicOf } from '../booking.ts'
import { appointments } from '../contract.ts'
import { tell } from './shown.ts'
import { store } from './store.ts'

const dayMs = 86_400_000

export const turnJob = job(appointments, 'turn', { cron: '*/15 * * * *', retryLimit: 2 }, async (work) => {
  const queries = store(work.db)
  for (const row of await queries.toRemind(work.now, new Date(work.now.getTime() + dayMs), 200)) {
    await queries.set(row.id, { remindedAt: work.now })
    await tell(work, row, 'reminder')
  }
  const grace = await work.setting<number>('graceMinutes')
  for (const row of await queries.late(new Date(work.now.getTime() - grace * 60_000), 200)) {
    await queries.set(row.id, { state: 'missed' })
    work.emit('missed', { bookingId: row.id, placeId: row.placeId }, [topicOf(row.placeId)])
    await tell(work, row, 'missed')
  }
  await queries.closeWaiting(work.now)
})
