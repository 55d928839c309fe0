/** The desk of ports: registered by the steward, stopped by either side, with every call on record. */
import { answer, defaultLimit, mustBeFresh, pageOf, readCursor, secretsOf } from '@liren/kernel'
import { makeSecret } from '@liren/kernel/webhook-signature'
import { organisation } from '@liren/organisation/contract'
import { catalogue } from '../../contract.ts'
import type { Entry } from '../../dictionary/entry.ts'
import { portFault } from '../../owner-port.ts'
import { type Deed, dictionaryOf } from '../deed.ts'
import { isResting, secretContext } from './call.ts'
import { type OwnerPortRow, ownerPortStore, type PortFigures } from './store.ts'

const figuresDays = 30

const share = (part: number, whole: number) => (whole === 0 ? null : Math.round((part / whole) * 1000) / 1000)
const whereOf = (row: OwnerPortRow) => ({ area: row.areaCode, unit: row.unitId })

export const fieldNames = (work: Deed, dictionary: ReadonlyMap<string, Entry>, keys: readonly string[]) =>
  keys.map((key) => dictionary.get(key)?.name[work.locale === 'en' ? 'en' : 'zh'] ?? key)

const shown = (
  work: Deed,
  row: OwnerPortRow,
  dictionary: ReadonlyMap<string, Entry>,
  figures: PortFigures | undefined,
) => ({
  code: row.code,
  ...row.draft,
  ownerName: row.unitName,
  fields: fieldNames(work, dictionary, row.draft.keys),
  isOn: row.isOn,
  because: row.because,
  hasSecret: row.secretSealed !== null,
  restsUntil: isResting(row, work.now) ? (row.restsUntil?.toISOString() ?? null) : null,
  checkedAt: row.checkedAt?.toISOString() ?? null,
  answeredAt: row.answeredAt?.toISOString() ?? null,
  why: row.why,
  calls: figures?.calls ?? 0,
  answeredShare: share(figures?.answered ?? 0, figures?.calls ?? 0),
  p50Ms: figures?.p50 ?? null,
  p95Ms: figures?.p95 ?? null,
})

const figuresOf = async (work: Deed) =>
  new Map(
    (await ownerPortStore(work.db).figures(new Date(work.now.getTime() - figuresDays * 86_400_000))).map((one) => [
      one.code,
      one,
    ]),
  )

const one = async (work: Deed, code: string) => {
  const row = await ownerPortStore(work.db).find(code)
  if (!row) throw work.refuse('not-found', {}, 'code')
  return shown(work, row, await dictionaryOf(work), (await figuresOf(work)).get(code))
}

export const listOwnerPorts = answer(catalogue, 'listOwnerPorts', async (work) => {
  const rows = await ownerPortStore(work.db).all(work.scope('owner-port.read'))
  const [dictionary, figures] = [await dictionaryOf(work), await figuresOf(work)]
  return { items: rows.map((row) => shown(work, row, dictionary, figures.get(row.code))) }
})

export const keepOwnerPort = answer(catalogue, 'keepOwnerPort', async (work, { params, body }) => {
  const unit = await work.use(organisation).unitByCode(body.ownerUnit)
  if (!unit) throw work.refuse('unknown-unit', {}, 'ownerUnit')
  work.must('owner-port.keep', { area: unit.areaCode })
  const ports = ownerPortStore(work.db)
  const before = await ports.find(params.code, true)
  if (before && !work.may('owner-port.keep', { area: before.areaCode })) throw work.refuse('code-taken', {}, 'code')
  const dictionary = await dictionaryOf(work)
  const fault = portFault(body, dictionary)
  if (fault) throw work.refuse(fault.code, {}, fault.field)
  await ports.keep(
    {
      code: params.code,
      draft: body,
      kind: body.kind,
      areaCode: unit.areaCode,
      unitId: unit.id,
      unitName: unit.name,
    },
    work.now,
  )
  const [taken] = await ports.holdKeys(params.code, body.keys)
  if (taken !== undefined)
    throw work.refuse(
      'key-behind-port',
      { name: dictionary.get(taken)?.name.zh ?? taken },
      `keys.${body.keys.indexOf(taken)}`,
    )
  work.audit({ object: `owner-port:${params.code}`, area: unit.areaCode, facts: { kind: body.kind, keys: body.keys } })
  return one(work, params.code)
})

const held = async (
  work: Deed,
  code: string,
  permission: 'owner-port.keep' | 'owner-port.stop' | 'owner-port.read',
) => {
  const row = await ownerPortStore(work.db).find(code)
  if (!row || !work.may(permission, whereOf(row))) throw work.refuse('not-found', {}, 'code')
  return row
}

export const newOwnerPortSecret = answer(catalogue, 'newOwnerPortSecret', async (work, { params }) => {
  mustBeFresh(work)
  const row = await held(work, params.code, 'owner-port.keep')
  const secret = makeSecret()
  await ownerPortStore(work.db).setSecret(row.code, secretsOf(work).seal(secret, secretContext(row.code)))
  work.audit({ object: `owner-port:${row.code}`, area: row.areaCode, facts: { secret: 'replaced' } })
  return { secret }
})

export const switchOwnerPort = answer(catalogue, 'switchOwnerPort', async (work, { params, body }) => {
  const row = await held(work, params.code, 'owner-port.stop')
  await ownerPortStore(work.db).turn(row.code, body.isOn, body.because)
  work.audit({
    object: `owner-port:${row.code}`,
    area: row.areaCode,
    facts: { isOn: body.isOn, because: body.because },
  })
  return one(work, row.code)
})

/** Asked for by hand: the job does it, so that nobody waits for somebody else's server. */
export const checkOwnerPort = answer(catalogue, 'checkOwnerPort', async (work, { params }) => {
  const row = await held(work, params.code, 'owner-port.keep')
  work.enqueue('check-owner-ports', { code: row.code }, { key: row.code })
})

export const listOwnerCalls = answer(catalogue, 'listOwnerCalls', async (work, { params, query }) => {
  const { after, limit = defaultLimit } = query
  const row = await held(work, params.code, 'owner-port.read')
  const dictionary = await dictionaryOf(work)
  const rows = await ownerPortStore(work.db).calls(row.code, readCursor(after)?.[0] ?? null, limit + 1)
  return pageOf(
    rows.map(({ id, at, ms, outcome, status, keys, purpose, byName }) => ({
      ...{ id, at: at.toISOString(), ms, outcome, status, byName },
      fields: fieldNames(work, dictionary, keys),
      purpose: work.words(`people.screen.purpose.${purpose}`),
    })),
    limit,
    ({ id }) => [id],
  )
})
