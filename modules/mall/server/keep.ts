/** The desk keeps pick-up points and goods, reads the settled days, and says what became of hand-overs that did not fit. */

import { identity } from '@liren/identity/contract'
import { answer, job } from '@liren/kernel'
import { notices } from '@liren/notices/contract'
import { addDays, dayOf, points as ledger } from '@liren/points/contract'
import { territory } from '@liren/territory/contract'
import { mall } from '../contract.ts'
import { orNone } from '../words.ts'
import { dayStore } from './day-store.ts'
import { whereOf } from './deals.ts'
import { type MallWork, shownGood } from './reserve.ts'
import { complete, shownConflict } from './serve.ts'
import { store } from './store.ts'

export const pointList = answer(mall, 'points', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await store(work.db).pointsPage(work.scope('mall.keep'), query.area, query.after, limit + 1)
  const items = rows.slice(0, limit)
  return { items: [...items], next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})

const staffOf = async (work: MallWork, logins: readonly string[]) => {
  const found = []
  for (const [index, login] of logins.entries()) {
    const account = await work.use(identity).accountByLogin(login)
    if (!account?.isActive) throw work.refuse('not-staff', { login }, `staff.${index}`)
    found.push({ id: account.id, name: account.displayName })
  }
  return found
}

/** Picked by account: whoever serves there already, and whoever may serve in that community. */
const pickedOf = async (work: MallWork, area: string, ids: readonly string[], serving: readonly { id: string }[]) => {
  const able = new Set([...(await serversOf(work, area)), ...serving.map(({ id }) => id)])
  const accounts = new Map((await work.use(identity).accounts(ids)).map((one) => [one.id, one]))
  return ids.map((id, index) => {
    const account = accounts.get(id)
    if (!account?.isActive || !able.has(id))
      throw work.refuse('not-staff', { login: account?.displayName ?? id }, `staffIds.${index}`)
    return { id, name: account.displayName }
  })
}

const serversOf = async (work: MallWork, area: string): Promise<readonly string[]> => {
  const found = new Set<string>()
  for (const role of ['merchant', 'communityWorker', 'communityAdmin'] as const)
    for (const id of await work.use(identity).holders({ role, area })) found.add(id)
  return [...found]
}

export const servers = answer(mall, 'servers', async (work, { query }) => {
  work.must('mall.keep', { area: query.area })
  const accounts = await work.use(identity).accounts(await serversOf(work, query.area))
  return {
    items: accounts
      .filter(({ isActive }) => isActive)
      .map(({ id, displayName }) => ({ id, name: displayName }))
      .sort((one, other) => one.name.localeCompare(other.name, 'zh-CN')),
  }
})

export const keepPoint = answer(mall, 'keepPoint', async (work, { params, body }) => {
  work.must('mall.keep', { area: body.area })
  const known = await store(work.db).point(params.id)
  if (known && !work.may('mall.keep', { area: known.area })) throw work.refuse('not-found')
  const area = await work.use(territory).area(body.area)
  if (area?.level !== 'community') throw work.refuse('unknown-area', {}, 'area')
  if (body.hours.from >= body.hours.until) throw work.refuse('hours-wrong', {}, 'hours.until')
  const { staff, staffIds, nameEn, addressEn, ...rest } = body
  const serving = known?.staff ?? []
  const home = known?.area ?? body.area
  const point = {
    ...rest,
    id: params.id,
    area: home,
    nameEn: nameEn === undefined ? (known?.nameEn ?? null) : orNone(nameEn),
    addressEn: addressEn === undefined ? (known?.addressEn ?? null) : orNone(addressEn),
    staff: staffIds ? await pickedOf(work, home, staffIds, serving) : staff ? await staffOf(work, staff) : [...serving],
  }
  await store(work.db).keepPoint(point, work.now)
  work.audit({ object: `mall-point:${point.id}`, area: point.area })
  return point
})

export const allGoods = answer(mall, 'allGoods', async (work, { query }) => {
  const limit = query.limit ?? 50
  const rows = await store(work.db).goodsPage(work.scope('mall.keep'), query.area, query.after, limit + 1)
  const items = rows.slice(0, limit).map((row) => shownGood(work, row))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})

export const keepGood = answer(mall, 'keepGood', async (work, { params, body }) => {
  const shop = store(work.db)
  const { add, nameEn, noteEn, ...rest } = body
  const point = await shop.point(body.pointId)
  if (!point || !work.may('mall.keep', { area: point.area })) throw work.refuse('not-found', {}, 'pointId')
  const known = await shop.good(params.id)
  if (known && known.pointId !== body.pointId) throw work.refuse('not-found')
  const english = {
    nameEn: nameEn === undefined ? (known?.nameEn ?? null) : orNone(nameEn),
    noteEn: noteEn === undefined ? (known?.noteEn ?? null) : orNone(noteEn),
  }
  await shop.keepGood({ ...rest, ...english, id: params.id }, add, work.now)
  const good = await shop.good(params.id)
  if (!good) throw work.refuse('not-found')
  work.audit({ object: `mall-good:${good.id}`, area: good.area, facts: { points: good.points, add } })
  return shownGood(work, good)
})

export const days = answer(mall, 'days', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await dayStore(work.db).page(await whereOf(work, query), query.after, limit + 1)
  const items = rows.slice(0, limit).map(({ onDay, ...row }) => ({ ...row, on: onDay }))
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? `${last.on} ${last.pointId}` : null }
})

export const explainDay = answer(mall, 'explainDay', async (work, { params, body }) => {
  const rows = dayStore(work.db)
  const day = await rows.day(params.pointId, params.on)
  if (!day || !work.may('mall.keep', { area: day.areaCode })) throw work.refuse('not-found')
  if (day.isEqual) throw work.refuse('wrong-state', { state: 'equal' })
  const { onDay, areaCode, ...rest } = day
  await rows.explain(params.pointId, params.on, body.note.trim(), work.actor.name)
  work.audit({ object: `mall-point:${params.pointId}`, area: areaCode, facts: { day: params.on } })
  return { ...rest, on: onDay, note: body.note.trim() }
})

export const conflicts = answer(mall, 'conflicts', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await dayStore(work.db).conflicts(work.scope('mall.keep'), query.area, query.after, limit + 1)
  const items = rows.slice(0, limit).map((one) => shownConflict(work, one))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})

export const settleConflict = answer(mall, 'settleConflict', async (work, { params, body }) => {
  const rows = dayStore(work.db)
  const conflict = await rows.conflict(params.id)
  if (!conflict || !work.may('mall.keep', { area: conflict.areaCode })) throw work.refuse('not-found')
  if (conflict.settledNote !== null) throw work.refuse('wrong-state', { state: 'settled' })
  if (conflict.byId === work.actor.id) throw work.refuse('own-conflict')
  if (body.isRight) {
    const row = await store(work.db).lock(conflict.reservationId)
    // The number of another shop's reservation can be sent along by anybody who serves somewhere.
    if (row && row.pointId !== conflict.pointId) throw work.refuse('not-found', {}, 'isRight')
    if (row?.state !== 'reserved') throw work.refuse('wrong-state', { state: row?.state ?? '' }, 'isRight')
    await complete(work, row, conflict.id, work.now)
  }
  await rows.settleConflict(conflict.id, body.note, work.now)
  work.audit({ object: `mall-conflict:${conflict.id}`, area: conflict.areaCode, facts: { isRight: body.isRight } })
  return shownConflict(work, { ...conflict, settledNote: body.note })
})

/** A day of every shop is settled, and the community's shops together are compared with the ledger. */
const settleDay = async (work: MallWork, day: string) => {
  const rows = dayStore(work.db)
  const { from, until } = await rows.bounds(day)
  for (const { area, pointIds } of await rows.areas()) {
    const sums = await rows.sums(pointIds, day)
    const said = sums.reduce((sum, one) => sum + one.points - one.refundedPoints, 0)
    const isEqual = said === (await work.use(ledger).moved({ common: 'shop', area }, 'point', from, until))
    for (const one of sums) await rows.close({ ...one, isEqual }, work.now)
    if (isEqual) continue
    work.emit('day-differs', { communityCode: area, on: day }, [`area:${area}`])
    const keepers = new Set<string>()
    for (const role of ['communityWorker', 'communityAdmin'] as const)
      for (const id of await work.use(identity).holders({ role, area })) keepers.add(id)
    if (keepers.size > 0)
      await work.use(notices).send({
        to: { accountIds: [...keepers] },
        topic: 'mall.days',
        template: 'mall.differs',
        facts: { day },
        link: '/mall',
        onceKey: `mall/differs ${area} ${day}`,
      })
  }
}

/** Every night whatever is not settled yet, up to yesterday: a night that was missed is made up for. */
export const settleDays = job(mall, 'settle-days', { cron: '50 0 * * *' }, async (work) => {
  const today = dayOf(work.now)
  const last = await dayStore(work.db).settledUntil()
  for (let day = addDays(last ?? addDays(today, -2), 1); day < today; day = addDays(day, 1)) await settleDay(work, day)
  work.audit({ facts: { day: addDays(today, -1) } })
})
