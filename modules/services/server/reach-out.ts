/** 主动提醒 An item reaches few of those it is for: whoever lives in an area and has not asked for it is told that it is there, once a month at most. */
import { catalogue } from '@liren/catalogue/contract'
import { answer, longJob } from '@liren/kernel'
import { type GivenTopics, notices } from '@liren/notices/contract'
import { people } from '@liren/people/contract'
import { services } from '../contract.ts'
import type { ItemRecord } from '../item.ts'
import { twinOf } from '../language.ts'
import { itemStore } from './store-items.ts'
import { outreachStore } from './store-outreaches.ts'

/** Anybody may switch it off: it is an offer. What leaves the platform names no item. */
export const reachTopic = {
  name: 'offers',
  kind: 'optional',
  templates: { offered: { outside: [] } },
} as const satisfies GivenTopics['topics'][number]

const dayMs = 86_400_000
const quietDays = 30
const portion = 500

const inBoth = (record: ItemRecord, zh: string, en?: string) => ({ 'zh-CN': zh, en: en ?? twinOf(record, 'en', zh) })

export const reachOut = answer(services, 'reachOut', async (work, { params, body }) => {
  work.must('item.keep', { area: body.area })
  const item = await itemStore(work.db).item(params.code)
  if (item?.state !== 'published') throw work.refuse('no-such-item')
  // That somebody is told of it would say something about them; and firms have their own board.
  if (item.record.isConfidential || item.record.audience !== 'person') throw work.refuse('not-for-all')
  const store = outreachStore(work.db)
  await store.hold(params.code)
  const before = await store.find(body.id)
  if (before && before.itemCode !== params.code) throw work.refuse('id-taken', {}, 'id')
  const year = new Date(work.now.getTime() - 365 * dayMs)
  if (!before) {
    const lately = await store.lately(params.code, body.area, new Date(work.now.getTime() - quietDays * dayMs))
    if (lately) throw work.refuse('told-lately', { at: lately.madeAt.toISOString() }, 'area')
    await store.add({
      ...{ id: body.id, itemCode: params.code, areaCode: body.area, madeAt: work.now },
      ...{ madeBy: work.actor.id, madeByName: work.actor.name },
      reachedBefore: await store.reachedOf(params.code, year),
    })
    work.enqueue('reach-out', { id: body.id }, { key: body.id })
    work.audit({ object: `outreach:${body.id}`, area: body.area, facts: { item: params.code } })
  }
  return { id: body.id }
})

/** A portion of the register at a time, going on where it stopped. */
export const reachOutJob = longJob<typeof services, { id: string }>(
  services,
  'reach-out',
  { retryLimit: 5 },
  async (spell, { id }) => {
    for (let isOver = false; !isOver; )
      isOver = await spell(async (work) => {
        const store = outreachStore(work.db)
        const row = await store.find(id)
        const item = row && (await itemStore(work.db).item(row.itemCode))
        if (!row || !item || row.doneAt) return true
        const ids = await work.use(people).personIdsIn(row.areaCode, row.toldUntil, portion)
        const since = new Date(row.madeAt.getTime() - 365 * dayMs)
        const knowing = await store.knowing(row.itemCode, ids, since)
        // 限制处理: whoever asked that nothing be done with their data is not written to.
        const restricted = await work.use(catalogue).restrictedAmong(ids)
        const personIds = ids.filter((one) => !knowing.has(one) && !restricted.has(one))
        const { record } = item
        const told =
          personIds.length === 0
            ? { recipients: 0 }
            : await work.use(notices).send({
                to: { personIds },
                ...{ topic: 'services.offers', template: 'services.offered', link: `/services/items/${record.code}` },
                facts: { item: inBoth(record, record.name, record.nameEn), who: inBoth(record, record.whoFor) },
                object: `outreach:${id}`,
                sender: { name: record.ownerName, area: row.areaCode },
                onceKey: `services:outreach:${id}:${row.toldUntil ?? ''}`,
              })
        const isLast = ids.length < portion
        await store.goOn(id, ids.at(-1) ?? null, told.recipients, isLast ? work.now : null)
        return isLast
      })
  },
)
