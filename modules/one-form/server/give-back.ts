/** 数据回流 What upper levels know of an area goes back to those who work there. */
import { answer, defaultLimit, pageOf, readCursor, uuidv7 } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { oneForm } from '../contract.ts'
import { reach } from './deed.ts'
import { store } from './store.ts'

export const giveBack = answer(oneForm, 'giveBack', async (work, { body }) => {
  if (body.reportId && !(await store(work.db).find(body.reportId))) throw work.refuse('not-found', {}, 'reportId')
  const codes = body.rows.map(({ areaCode }) => areaCode)
  const known = await work.use(territory).areaNames(codes)
  const unknown = codes.find((code) => !known.has(code))
  if (unknown) throw work.refuse('unknown-area', { code: unknown }, 'rows')
  for (const area of codes) work.must('return.give', { area })
  await store(work.db).addReturns(
    body.rows.map((row) => ({
      id: uuidv7(),
      title: body.title,
      reportId: body.reportId ?? null,
      areaCode: row.areaCode,
      period: body.period,
      cells: row.cells,
      fromName: body.fromName,
      at: work.now,
    })),
  )
  work.audit({ object: `return:${body.title}`, facts: { areas: codes.length } })
  work.emit(
    'returned',
    { areaCodes: codes },
    codes.map((code) => `area:${code}`),
  )
  return { areas: codes.length }
})

export const listReturns = answer(oneForm, 'listReturns', async (work, { query }) => {
  const { after, limit = defaultLimit, area } = query
  const rows = await store(work.db).returns(
    reach(work, 'filing.confirm', area),
    readCursor(after)?.[0] ?? null,
    limit + 1,
  )
  const names = await work.use(territory).areaNames([...new Set(rows.map(({ areaCode }) => areaCode))])
  return pageOf(
    rows.map((row) => ({
      ...row,
      areaName: names.get(row.areaCode) ?? row.areaCode,
      returnedAt: row.returnedAt.toISOString(),
    })),
    limit,
    ({ id }) => [id],
  )
})
