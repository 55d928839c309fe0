/** The community watches: what has children in it is looked at first, disputes are settled, what is over comes to an end. */

import { answer, job } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import type { GivenTopics } from '@liren/notices/contract'
import { mutualAid } from '../contract.ts'
import { canMove } from '../help-request.ts'
import { emitMoved, giveHoursBack, pay, reward, tell } from './help.ts'
import { type AidWork, shown } from './shown.ts'
import { cursorOf, type HelpRow, store } from './store.ts'

export const requestTopics = {
  topics: [
    {
      name: 'requests',
      kind: 'optional',
      templates: {
        taken: { outside: [] },
        done: { outside: [] },
        thanked: { outside: [] },
        returned: { outside: [] },
        approved: { outside: [] },
        declined: { outside: [] },
        expired: { outside: [] },
        settled: { outside: [] },
      },
    },
    { name: 'danger', kind: 'emergency', templates: { danger: { outside: ['text'] } } },
  ],
} as const satisfies GivenTopics

const kept = async (work: AidWork, id: string) => {
  const row = await store(work.db).lock(id)
  if (!row || !work.may('help.keep', { area: row.areaCode })) throw work.refuse('not-found')
  if (work.actor.personId && [row.askerId, row.helperId].includes(work.actor.personId)) throw work.refuse('not-yours')
  return row
}

export const all = answer(mutualAid, 'all', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await store(work.db).all(work.scope('help.keep'), query.area, query.state, query.after, limit + 1)
  const items = rows.slice(0, limit).map((row) => shown(row, null))
  return { items, next: rows.length > limit ? cursorOf(items.at(-1)) : null }
})

export const decide = answer(mutualAid, 'decide', async (work, { params, body }) => {
  const row = await kept(work, params.id)
  const move = body.isFine ? 'approve' : 'decline'
  if (!canMove(row.state, move)) throw work.refuse('wrong-state', { state: row.state })
  // Asked for together, looked at together.
  const together = row.groupId
    ? (await store(work.db).group(row.groupId)).filter(({ state }) => canMove(state, move))
    : [row]
  const note = body.note.trim()
  const ended = body.isFine ? { state: 'open' as const } : { state: 'declined' as const, endedAt: work.now }
  const change = { ...ended, deskNote: note || null }
  for (const one of together) {
    if (!body.isFine) await giveHoursBack(work, one, note || work.bothWords('mutual-aid.because.declined'))
    await store(work.db).set(one.id, change)
    emitMoved(work, one, change.state)
    work.audit({ object: `help-request:${one.id}`, area: one.areaCode, facts: { state: change.state } })
  }
  await tell(work, row, row.askerId, body.isFine ? 'approved' : 'declined', note)
  return shown({ ...row, ...change }, null)
})

/** What a rule hears where the community settled it for the helper. */
const settledScore = 4

export const settle = answer(mutualAid, 'settle', async (work, { params, body }) => {
  const row = await kept(work, params.id)
  if (row.state !== 'disputed' || !row.matterId) throw work.refuse('wrong-state', { state: row.state })
  await work
    .use(matters)
    .move(row.matterId, 'settle', { facts: { note: body.note }, outcome: body.isHelperPaid ? 'helper' : 'asker' })
  // Also where points were promised: the rule hears that the helper was right.
  if (body.isHelperPaid) await pay(work, row, settledScore)
  else await giveHoursBack(work, row, body.note)
  const change = {
    state: 'settled' as const,
    endedAt: work.now,
    isHelperPaid: body.isHelperPaid && row.helperId !== null,
    deskNote: body.note.trim(),
  }
  await store(work.db).set(row.id, change)
  emitMoved(work, row, 'settled')
  for (const one of [row.askerId, row.helperId]) await tell(work, row, one, 'settled', body.note.trim())
  work.audit({ object: `help-request:${row.id}`, area: row.areaCode, facts: { isHelperPaid: body.isHelperPaid } })
  return shown({ ...row, ...change }, null)
})

const [forgottenMs, silentMs] = [86_400_000, 3 * 86_400_000]

/**
 * Requests nobody took in time are over. A day after its time, help that never began is over too, and help that began counts as done, of which the
 * asker is told; what they do not speak of for three days counts as given.
 */
export const tidy = job(mutualAid, 'tidy', { cron: '*/15 * * * *' }, async (work) => {
  const requests = store(work.db)
  const expire = async (row: HelpRow) => {
    await giveHoursBack(work, row, work.bothWords('mutual-aid.because.expired'))
    await requests.set(row.id, { state: 'expired', endedAt: work.now })
    emitMoved(work, row, 'expired')
    for (const one of [row.askerId, row.helperId]) await tell(work, row, one, 'expired')
  }
  for (const row of await requests.overdue(work.now, 200)) await expire(row)
  for (const row of await requests.forgotten(new Date(work.now.getTime() - forgottenMs), 200)) {
    if (row.state === 'taken') await expire(row)
    else {
      await requests.set(row.id, { state: 'done', doneAt: work.now })
      emitMoved(work, row, 'done')
      await tell(work, row, row.askerId, 'done')
    }
  }
  for (const row of await requests.unthanked(new Date(work.now.getTime() - silentMs), 200)) {
    await reward(work, row, 0)
    await requests.set(row.id, { state: 'thanked', isHelperPaid: true, endedAt: work.now })
    emitMoved(work, row, 'thanked')
  }
})
