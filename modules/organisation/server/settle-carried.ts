/** Somebody looks at what went to another cell when cells were redrawn: it stays, or it ends there. */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { organisation } from '../contract.ts'
import { dayOf } from '../roster.ts'
import { found } from './find.ts'
import { pictureOf, repaint } from './picture.ts'
import { store } from './store.ts'

export const listCarried = answer(organisation, 'carried', async (work, { query }) => {
  const limit = query.limit ?? 50
  const rows = await store(work.db).openCarried({
    scope: work.scope('organisation.change'),
    area: query.area,
    after: query.after,
    on: dayOf(work.now.getTime()),
    limit: limit + 1,
  })
  const items = rows.slice(0, limit)
  const { units } = await pictureOf(work)
  const names = await work
    .use(territory)
    .areaNames([...new Set(items.flatMap(({ fromCell, toCell }) => [fromCell, toCell]))])
  return {
    items: items.map((row) => ({
      id: row.id,
      kind: row.kind,
      because: row.because,
      unitId: row.unitId,
      title: row.title ?? '',
      holders:
        row.kind === 'post'
          ? row.holders
          : [
              row.unitId
                ? (units.get(row.unitId)?.name ?? '')
                : work.words(`organisation.screen.unitKind.${row.unitKind ?? ''}`),
            ],
      fromCell: row.fromCell,
      fromName: names.get(row.fromCell) ?? row.fromCell,
      toCell: row.toCell,
      toName: names.get(row.toCell) ?? row.toCell,
      carriedAt: row.carriedAt.toISOString(),
    })),
    next: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
  }
})

export const settleCarried = answer(organisation, 'settleCarried', async (work, { params, body }) => {
  const queries = store(work.db)
  const one = found(await queries.lockCarried(params.id))
  work.must('organisation.change', { area: one.communityCode })
  const today = dayOf(work.now.getTime())
  if (!body.keeps) {
    // A cell nobody answers for any more would be worse than one that two answer for.
    if (!(await queries.hasOther(one))) throw work.refuse('nobody-left')
    if (one.kind === 'post') {
      const post = found(await queries.position(one.thingId))
      const accountIds = await queries.accountsOfPosition(post.id, today)
      await queries.closePosition(post.id, work.now, today)
      work.emit('post-left', { areaCode: post.areaCode, post: post.post, accountIds }, [`unit:${post.unitId}`])
    } else {
      work.must('duty.change', { area: one.communityCode })
      const duty = await queries.endDuty(one.thingId, work.now, 'cell-redrawn')
      await repaint(work)
      work.emit('duties-changed', { entryId: duty.entryId, areaCode: duty.areaCode }, [`area:${duty.areaCode}`])
    }
  }
  await queries.settle(one.id, body.keeps, work.actor.id, work.now)
  work.audit({ object: `${one.kind}:${one.thingId}`, area: one.communityCode, facts: { keeps: body.keeps } })
  return undefined
})
