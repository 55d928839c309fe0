/** 告知承诺 Promises drawn by lot are looked at afterwards; those that were broken stand in a list. */
import { answer } from '@liren/kernel'
import { services } from '../contract.ts'
import { namedIn } from './standing.ts'
import { type PromiseNamed, proofStore } from './store-proofs.ts'

const view = (row: PromiseNamed, locale: string) => ({
  applicationId: row.applicationId,
  number: row.number,
  itemName: namedIn(row, locale),
  areaCode: row.areaCode,
  version: row.version,
  materials: row.materialNames,
  madeAt: row.madeAt.toISOString(),
  isDrawn: row.isDrawn,
  checkBy: row.checkBy,
  checkedAt: row.checkedAt?.toISOString() ?? null,
  isKept: row.isKept,
  finding: row.finding,
})

export const promises = answer(services, 'promises', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await proofStore(work.db).promises(
    work.scope('promise.check'),
    query.isBroken ?? false,
    query.after,
    limit + 1,
  )
  const shown = rows.slice(0, limit)
  return {
    items: shown.map((row) => view(row, work.locale)),
    next: rows.length > limit ? (shown.at(-1)?.applicationId ?? null) : null,
  }
})

export const checkPromise = answer(services, 'checkPromise', async (work, { params, body }) => {
  const row = await proofStore(work.db).promiseOf(params.id)
  if (!row || !work.may('promise.check', { area: row.areaCode })) throw work.refuse('not-found')
  if (row.checkedAt !== null) throw work.refuse('checked-already')
  const change = {
    checkedAt: work.now,
    checkedBy: work.actor.name,
    isKept: body.isKept,
    finding: body.finding,
  }
  await proofStore(work.db).checkPromise(row.applicationId, change)
  work.audit({ object: `application:${row.applicationId}`, area: row.areaCode, facts: { isKept: body.isKept } })
  return view({ ...row, ...change }, work.locale)
})
