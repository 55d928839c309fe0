/** The community watches: what has children in it is looked at first, disputes are settled, a danger reaches whoever is on duty. */

import { identity } from '@liren/identity/contract'
import { answer, job } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { type GivenTopics, notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { points } from '@liren/points/contract'
import { mutualAid } from '../contract.ts'
import { canMove } from '../help-request.ts'
import { giveHoursBack, held, reward, tell } from './help.ts'
import { type AidWork, ownPersonId, shown } from './shown.ts'
import { cursorOf, type HelpRow, store } from './store.ts'

export const requestTopics = {
  topics: [
    {
      name: 'requests',
      kind: 'optional',
      templates: { taken: { outside: [] }, done: { outside: [] }, thanked: { outside: [] }, returned: { outside: [] } },
    },
    { name: 'danger', kind: 'emergency', templates: { danger: { outside: ['text'] } } },
  ],
} as const satisfies GivenTopics

export const dispute = answer(mutualAid, 'dispute', async (work, { params, body }) => {
  const me = ownPersonId(work)
  const row = await held(work, params.id, 'dispute')
  const unit = await work.use(organisation).unitOfArea(row.areaCode, 'residentsCommittee')
  const opened = await work.use(matters).open({
    process: 'help-dispute',
    subjectId: row.id,
    title: work.words(body.isUrgent ? 'mutual-aid.dangerTitle' : 'mutual-aid.disputeTitle', { wish: row.wish }),
    summary: body.text.trim(),
    areaCode: row.areaCode,
    source: 'mutual-aid',
    letter: 'H',
    grade: body.isUrgent ? 4 : 2,
    isPublic: false,
    ...(unit ? { holder: { unitId: unit.id, unitName: unit.name } } : {}),
    reporter: { accountId: work.actor.id, personId: me, name: work.actor.name },
  })
  if (body.isUrgent) {
    const staff = new Set<string>()
    for (const role of ['communityWorker', 'gridWorker', 'communityAdmin'] as const)
      for (const id of await work.use(identity).holders({ role, area: row.areaCode })) staff.add(id)
    if (staff.size > 0)
      await work.use(notices).send({
        to: { accountIds: [...staff] },
        topic: 'mutual-aid.danger',
        template: 'mutual-aid.danger',
        facts: { building: row.building, text: body.text.trim() },
        link: `/matters/${opened.id}`,
        urgency: 'urgent',
        onceKey: `mutual-aid/danger ${opened.id}`,
      })
  }
  await store(work.db).set(row.id, { state: 'disputed', matterId: opened.id })
  work.emit(
    'disputed',
    { requestId: row.id, matterId: opened.id, communityCode: row.areaCode, isUrgent: body.isUrgent },
    [`area:${row.areaCode}`],
  )
  work.audit({ object: `help-request:${row.id}`, area: row.areaCode, facts: { isUrgent: body.isUrgent } })
  return { matterId: opened.id, number: opened.number }
})

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
  if (!body.isFine) await giveHoursBack(work, row, body.note || work.words('mutual-aid.because.declined'))
  const change = body.isFine ? { state: 'open' as const } : { state: 'declined' as const, endedAt: work.now }
  await store(work.db).set(row.id, change)
  work.audit({ object: `help-request:${row.id}`, area: row.areaCode, facts: { state: change.state } })
  return shown({ ...row, ...change }, null)
})

export const settle = answer(mutualAid, 'settle', async (work, { params, body }) => {
  const row = await kept(work, params.id)
  if (row.state !== 'disputed' || !row.matterId) throw work.refuse('wrong-state', { state: row.state })
  await work
    .use(matters)
    .move(row.matterId, 'settle', { facts: { note: body.note }, outcome: body.isHelperPaid ? 'helper' : 'asker' })
  if (row.hours > 0) {
    if (body.isHelperPaid && row.helperId) await reward(work, row, 0)
    else await giveHoursBack(work, row, body.note)
  }
  await store(work.db).set(row.id, {
    state: 'settled',
    endedAt: work.now,
    isHelperPaid: body.isHelperPaid && row.helperId !== null,
  })
  work.audit({ object: `help-request:${row.id}`, area: row.areaCode, facts: { isHelperPaid: body.isHelperPaid } })
  return shown({ ...row, state: 'settled' }, null)
})

export const clearing = answer(mutualAid, 'clearing', async (work, { query }) => {
  work.must('help.keep', { area: query.area })
  const items = await store(work.db).clearing(query.area, query.month)
  const net = items.reduce(
    (sum, one) => sum + (one.to === query.area ? one.hours : 0) - (one.from === query.area ? one.hours : 0),
    0,
  )
  return { items: [...items], net }
})

export const fund = answer(mutualAid, 'fund', async (work, { body }) => {
  work.must('help.keep', { area: body.area })
  const because = work.words('mutual-aid.because.funded')
  const { transferId } = await work.use(points).fund(body.area, {
    source: 'mutual-aid:pool',
    key: body.id,
    unit: 'hour',
    amount: body.hours,
    area: body.area,
    because,
  })
  work.audit({ object: `points-transfer:${transferId}`, area: body.area, facts: { hours: body.hours } })
  return { transferId }
})

const [forgottenMs, silentMs] = [86_400_000, 3 * 86_400_000]

/**
 * Requests nobody took in time are over. A day after its time, help that never began is over too, and help that began counts as done, of which the
 * asker is told; what they do not speak of for three days counts as given.
 */
export const tidy = job(mutualAid, 'tidy', { cron: '*/15 * * * *' }, async (work) => {
  const requests = store(work.db)
  const expire = async (row: HelpRow) => {
    await giveHoursBack(work, row, work.words('mutual-aid.because.expired'))
    await requests.set(row.id, { state: 'expired', endedAt: work.now })
  }
  for (const row of await requests.overdue(work.now, 200)) await expire(row)
  for (const row of await requests.forgotten(new Date(work.now.getTime() - forgottenMs), 200)) {
    if (row.state === 'taken') await expire(row)
    else {
      await requests.set(row.id, { state: 'done', doneAt: work.now })
      await tell(work, row, row.askerId, 'done')
    }
  }
  for (const row of await requests.unthanked(new Date(work.now.getTime() - silentMs), 200)) {
    await reward(work, row, 0)
    await requests.set(row.id, { state: 'thanked', isHelperPaid: true, endedAt: work.now })
  }
})
