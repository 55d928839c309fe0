/** The desk of systems that are told: set up by the steward, with a log of every letter, and played again after a fault over there. */
import { answer, defaultLimit, mustBeFresh, pageOf, readCursor, secretsOf } from '@liren/kernel'
import { makeSecret } from '@liren/kernel/webhook-signature'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { catalogue } from '../../contract.ts'
import type { Entry } from '../../dictionary/entry.ts'
import { subscriberFault } from '../../outgoing.ts'
import { type Deed, dictionaryOf } from '../deed.ts'
import { fieldNames } from '../owner-ports/keep.ts'
import { outgoingStore, type SubscriberRow } from './store.ts'
import { subscriberSecret } from './tell.on.ts'

const figuresDays = 30

type Figures = Awaited<ReturnType<ReturnType<typeof outgoingStore>['figures']>>[number]

const shown = (work: Deed, row: SubscriberRow, dictionary: ReadonlyMap<string, Entry>, of: Figures | undefined) => ({
  code: row.code,
  ...row.draft,
  ownerName: row.unitName,
  fields: fieldNames(work, dictionary, row.draft.keys),
  isOn: row.isOn,
  because: row.because,
  hasSecret: row.secretSealed !== null,
  ...{ waiting: of?.waiting ?? 0, failed: of?.failed ?? 0, sent: of?.sent ?? 0 },
  lastSentAt: of?.lastSentAt?.toISOString() ?? null,
})

const figuresOf = async (work: Deed) => {
  const since = new Date(work.now.getTime() - figuresDays * 86_400_000)
  return new Map((await outgoingStore(work.db).figures(since)).map((one) => [one.code, one]))
}

const one = async (work: Deed, code: string) => {
  const row = await outgoingStore(work.db).find(code)
  if (!row) throw work.refuse('not-found', {}, 'code')
  return shown(work, row, await dictionaryOf(work), (await figuresOf(work)).get(code))
}

/** What somebody else reaches is not there for whoever asks. */
export const subscriberFor = async (
  work: Deed,
  code: string,
  permission: 'outgoing.read' | 'outgoing.keep' | 'outgoing.type',
): Promise<SubscriberRow> => {
  const row = await outgoingStore(work.db).find(code)
  const where = row ? { area: row.areaCode, unit: row.unitId } : {}
  // Whoever types stands below the area of the system: their own part of it is theirs.
  const reaches =
    permission === 'outgoing.type' ? work.scope('outgoing.type').areas.length > 0 : work.may(permission, where)
  if (!row || !reaches) throw work.refuse('not-found', {}, 'code')
  return row
}

export const listSubscribers = answer(catalogue, 'listSubscribers', async (work) => {
  const rows = await outgoingStore(work.db).all(work.scope('outgoing.read'))
  const [dictionary, figures] = [await dictionaryOf(work), await figuresOf(work)]
  return { items: rows.map((row) => shown(work, row, dictionary, figures.get(row.code))) }
})

export const keepSubscriber = answer(catalogue, 'keepSubscriber', async (work, { params, body }) => {
  work.must('outgoing.keep', { area: body.area })
  const unit = await work.use(organisation).unitByCode(body.ownerUnit)
  if (!unit) throw work.refuse('unknown-unit', {}, 'ownerUnit')
  if (!(await work.use(territory).area(body.area))) throw work.refuse('unknown-area', {}, 'area')
  const store = outgoingStore(work.db)
  const before = await store.find(params.code, true)
  if (before && !work.may('outgoing.keep', { area: before.areaCode })) throw work.refuse('code-taken', {}, 'code')
  const fault = subscriberFault(body, await dictionaryOf(work))
  if (fault) throw work.refuse(fault.code, { basis: '' }, fault.field)
  await store.keep(
    { code: params.code, draft: body, areaCode: body.area, unitId: unit.id, unitName: unit.name },
    work.now,
  )
  work.audit({ object: `subscriber:${params.code}`, area: body.area, facts: { kinds: body.kinds, keys: body.keys } })
  return one(work, params.code)
})

export const newSubscriberSecret = answer(catalogue, 'newSubscriberSecret', async (work, { params }) => {
  mustBeFresh(work)
  const row = await subscriberFor(work, params.code, 'outgoing.keep')
  const secret = makeSecret()
  await outgoingStore(work.db).setSecret(row.code, secretsOf(work).seal(secret, subscriberSecret(row.code)))
  work.audit({ object: `subscriber:${row.code}`, area: row.areaCode, facts: { secret: 'replaced' } })
  return { secret }
})

export const switchSubscriber = answer(catalogue, 'switchSubscriber', async (work, { params, body }) => {
  const row = await subscriberFor(work, params.code, 'outgoing.keep')
  await outgoingStore(work.db).turn(row.code, body.isOn, body.because)
  work.audit({
    object: `subscriber:${row.code}`,
    area: row.areaCode,
    facts: { isOn: body.isOn, because: body.because },
  })
  return one(work, row.code)
})

export const listDeliveries = answer(catalogue, 'listDeliveries', async (work, { params, query }) => {
  const { after, limit = defaultLimit, state } = query
  const to = await subscriberFor(work, params.code, 'outgoing.read')
  const cursor = readCursor(after)?.[0] ?? null
  const rows = await outgoingStore(work.db).list({ code: to.code, state, after: cursor, limit: limit + 1 })
  const dictionary = await dictionaryOf(work)
  const ids = (kind: string) => rows.flatMap((row) => (row.subjectKind === kind ? [row.subjectId] : []))
  const names = new Map([
    ...(await work.use(people).persons(ids('person'))).map((row) => [row.id, row.displayName] as const),
    ...(await work.use(people).enterprises(ids('enterprise'))).map((row) => [row.id, row.name] as const),
  ])
  return pageOf(
    rows.map((row) => ({
      ...{ id: row.id, kind: row.kind, subjectKind: row.subjectKind, state: row.state },
      displayName: names.get(row.subjectId) ?? work.words(`catalogue.subject.${row.subjectKind}`),
      fields: fieldNames(work, dictionary, row.keys),
      ...{ failures: row.failures, failure: row.failure },
      at: row.at.toISOString(),
      sentAt: row.sentAt?.toISOString() ?? null,
      nextTryAt: row.state === 'waiting' && row.failures > 0 ? (row.nextTryAt?.toISOString() ?? null) : null,
    })),
    limit,
    ({ id }) => [id],
  )
})

export const replayDeliveries = answer(catalogue, 'replayDeliveries', async (work, { params, body }) => {
  const row = await subscriberFor(work, params.code, 'outgoing.keep')
  const again = await outgoingStore(work.db).replay(
    row.code,
    {
      id: body.deliveryId,
      states: body.state ? [body.state] : ['failed', 'sent'],
      from: new Date(body.from ? `${body.from}T00:00:00+08:00` : 0),
    },
    work.now,
  )
  if (body.deliveryId && again === 0) throw work.refuse('words-gone', {}, 'deliveryId')
  work.audit({ object: `subscriber:${row.code}`, area: row.areaCode, facts: { again } })
  if (again > 0 && row.way === 'push') work.enqueue('send-out', { code: row.code }, { key: row.code })
  return { again }
})
