/** 代录表 For systems that only take typing or a table: what waits as a sheet in their own words; who takes it leaves footprints. */
import { Readable } from 'node:stream'
import { answer, mustBeFresh, secretsOf, uuidv7 } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { stringify } from 'csv-stringify/sync'
import { catalogue } from '../../contract.ts'
import type { Letter } from '../../outgoing.ts'
import { type Deed, dayOf, dictionaryOf } from '../deed.ts'
import { inWords } from '../my-values.ts'
import { subscriberFor } from './keep.ts'
import { type DeliveryRow, outgoingStore, type SheetRow, type SubscriberRow } from './store.ts'
import { bodyContext } from './tell.on.ts'

const mostRows = 2000

const shown = ({ id, madeAt, rows, isConfirmed }: SheetRow) => ({ id, madeAt: madeAt.toISOString(), rows, isConfirmed })

const sheetOf = async (work: Deed, to: SubscriberRow, id: string) => {
  const found = (await outgoingStore(work.db).sheets(to.code, work.scope('outgoing.type'))).find((one) => one.id === id)
  if (!found) throw work.refuse('not-found', {}, 'id')
  return found
}

export const makeSheet = answer(catalogue, 'makeSheet', async (work, { params }) => {
  const to = await subscriberFor(work, params.code, 'outgoing.type')
  if (to.way !== 'file') throw work.refuse('wrong-state', { state: to.way }, 'code')
  const id = uuidv7()
  const rows = await outgoingStore(work.db).makeSheet(to.code, work.scope('outgoing.type'), id, work.now, mostRows)
  if (rows === 0) throw work.refuse('nothing-waits', {}, 'code')
  work.audit({ object: `subscriber:${to.code}`, facts: { sheet: id, rows } })
  return { id, madeAt: work.now.toISOString(), rows, isConfirmed: false }
})

export const listSheets = answer(catalogue, 'listSheets', async (work, { params }) => {
  const to = await subscriberFor(work, params.code, 'outgoing.type')
  return { items: (await outgoingStore(work.db).sheets(to.code, work.scope('outgoing.type'))).map(shown) }
})

export const confirmSheet = answer(catalogue, 'confirmSheet', async (work, { params }) => {
  const to = await subscriberFor(work, params.code, 'outgoing.type')
  await sheetOf(work, to, params.id)
  await outgoingStore(work.db).confirmSheet(to.code, params.id, work.scope('outgoing.type'), work.now)
  work.audit({ object: `subscriber:${to.code}`, facts: { sheet: params.id, confirmed: true } })
  return shown(await sheetOf(work, to, params.id))
})

/** Names and numbers behind the read door, and a footprint of the values with everybody on the sheet. */
const whoOf = async (work: Deed, to: SubscriberRow, rows: readonly DeliveryRow[]) => {
  const wanted = new Set(to.draft.columns.map(({ of }) => of))
  const personIds = [...new Set(rows.flatMap((row) => (row.subjectKind === 'person' ? [row.subjectId] : [])))]
  const reason = work.words('catalogue.screen.outgoing.sheetReason', { system: to.draft.name }).slice(0, 200)
  const fields = [
    ...(wanted.has('name') ? (['fullName'] as const) : []),
    ...(wanted.has('number') ? (['identityNumber'] as const) : []),
  ]
  const door = work.use(people)
  const read =
    fields.length > 0 && personIds.length > 0
      ? await door.readPrivate({ personIds, fields, purpose: 'service', reason })
      : new Map()
  const keys = [...new Set(rows.flatMap((row) => row.keys))]
  if (keys.length > 0 && personIds.length > 0)
    // Keys of the dictionary are dotted.
    await door.noteLook({
      personIds,
      fields: keys.map((key) => key as `${string}.${string}`),
      purpose: 'service',
      reason,
    })
  const firms = new Map(
    (await door.enterprises(rows.flatMap((row) => (row.subjectKind === 'enterprise' ? [row.subjectId] : [])))).map(
      (firm) => [firm.id, firm],
    ),
  )
  return (row: DeliveryRow, fact: 'name' | 'number'): string => {
    const firm = firms.get(row.subjectId)
    if (row.subjectKind === 'enterprise') return (fact === 'name' ? firm?.name : firm?.creditCode) ?? ''
    return read.get(row.subjectId)?.[fact === 'name' ? 'fullName' : 'identityNumber'] ?? ''
  }
}

export const downloadSheet = answer(catalogue, 'downloadSheet', async (work, { params }) => {
  mustBeFresh(work)
  const to = await subscriberFor(work, params.code, 'outgoing.type')
  await sheetOf(work, to, params.id)
  const rows = await outgoingStore(work.db).ofSheet(to.code, params.id, work.scope('outgoing.type'))
  if (rows.some(({ bodySealed }) => bodySealed === null)) throw work.refuse('words-gone', {}, 'id')
  const who = await whoOf(work, to, rows)
  const dictionary = await dictionaryOf(work)
  const lines: string[][] = []
  for (const row of rows) {
    // Sealed here by `tell`, in this shape.
    const letter = JSON.parse(secretsOf(work).open(row.bodySealed ?? '', bodyContext(row.id))) as Letter
    const said = new Map(
      (
        await inWords(
          work,
          Object.entries(letter.values).map(([key, { value, on }]) => ({
            ...{ key, value, on, source: null, verifiedAt: null, isStale: false, isConflicting: false, withheld: null },
            sensitivity: dictionary.get(key)?.sensitivity ?? ('personal' as const),
          })),
        )
      ).map(({ key, text }) => [key, text ?? '']),
    )
    lines.push(
      to.draft.columns.map(({ of }) => {
        if (of === 'kind') return work.words(`catalogue.screen.outgoing.kinds.${letter.kind}`)
        if (of === 'on') return dayOf(new Date(letter.at))
        return of === 'name' || of === 'number' ? who(row, of) : (said.get(of) ?? '')
      }),
    )
  }
  work.audit({ object: `subscriber:${to.code}`, facts: { sheet: params.id, rows: lines.length, taken: true } })
  work.http?.reply.header('content-type', 'text/csv; charset=utf-8')
  work.http?.reply.header('content-disposition', `attachment; filename="${to.code}.csv"`)
  const headings = to.draft.columns.map(({ heading }) => heading)
  // The mark tells office programs that it is UTF-8.
  return Readable.from([`\uFEFF${stringify([headings, ...lines], { escape_formulas: true })}`])
})
