/** Every five minutes: a session nobody used for its time ends as if its owner had signed out, so that what hangs on it ends as well. */
import { job } from '@liren/kernel'
import { identity } from '../contract.ts'
import { sessionsStore } from './store-sessions.ts'

const atOnce = 500

export const endIdle = job(identity, 'end-idle', { cron: '*/5 * * * *' }, async (work) => {
  for (let round = 0; round < 200; round += 1) {
    const ended = await sessionsStore(work.db).endSpent(work.now, atOnce)
    for (const { id, accountId } of ended) work.emit('signed-out', { accountId, sessionId: id })
    if (ended.length < atOnce) return
  }
})
