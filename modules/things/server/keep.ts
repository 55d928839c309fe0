/** Writing one thing down, or changing what is said of it. */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { things } from '../contract.ts'
import { kindOfCode, nextCode } from '../thing.ts'
import { type Deed, shown } from './shown.ts'
import { store } from './store.ts'

/** Where a point is given it says the cell; else the area as it was named. */
export const placedIn = async (work: Deed, area: string, lon: number | null, lat: number | null): Promise<string> => {
  const known = await work.use(territory).area(area)
  if (!known || (known.level !== 'community' && known.level !== 'gridCell'))
    throw work.refuse('unknown-area', {}, 'area')
  const cell = lon === null || lat === null ? null : await work.use(territory).cellAt({ lon, lat })
  return cell?.cellCode.startsWith(area) ? cell.cellCode : area
}

export const keep = answer(things, 'keep', async (work, { params, body }) => {
  const queries = store(work.db)
  const [before] = await queries.byIds([params.id])
  if (before && !work.may('thing.keep', { area: before.areaCode })) throw work.refuse('not-found', {}, 'id')
  work.must('thing.keep', { area: body.area })
  if (!(await queries.kinds()).some(({ code }) => code === body.kind)) throw work.refuse('unknown-kind', {}, 'kind')
  const [lon, lat] = [body.lon ?? null, body.lat ?? null]
  const areaCode = await placedIn(work, body.area, lon, lat)
  if (body.code && kindOfCode(body.code) !== body.kind) throw work.refuse('code-unfit', {}, 'code')
  await queries.holdCodes()
  // A code is given once; a thing corrected to another kind keeps its own where none is said.
  const code =
    body.code ??
    (before?.kind === body.kind ? before.code : null) ??
    nextCode(areaCode, body.kind, await queries.lastCode(`${areaCode.slice(0, 6)}${body.kind}`))
  const [other] = await queries.byCodes([code])
  if (other && other.id !== params.id) throw work.refuse('code-taken', { code }, 'code')
  const row = {
    ...{ id: params.id, code, kind: body.kind, place: body.place.trim(), areaCode, lon, lat },
    ...{ ownerName: body.ownerName.trim(), state: body.state, lastCheckedOn: body.lastCheckedOn, note: body.note },
    ...{ changedAt: work.now, changedBy: work.actor.id },
  }
  await (before ? queries.change(row) : queries.keep([row]))
  work.audit({ object: `thing:${row.id}`, area: areaCode, facts: { code, state: row.state } })
  work.emit('changed', { thingId: row.id, areaCode, state: row.state })
  const [kept] = await shown(work, await queries.byIds([row.id]))
  return kept ?? Promise.reject(new Error('a thing just kept is gone'))
})
