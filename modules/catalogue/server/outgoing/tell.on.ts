/** 外送 Lives change, values are told or put right: systems that keep the same are told in the same transaction as the listener hears it, once for each fact. */
import { type Heard, type Listener, listen, secretsOf, uuidv7 } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { catalogue } from '../../contract.ts'
import { keysFor, type Letter, type OutgoingKind } from '../../outgoing.ts'
import type { Subject } from '../../port.ts'
import type { Deed } from '../deed.ts'
import { hashedNumber } from '../owner-ports/call.ts'
import { privateFieldOf } from '../register-facts.ts'
import { rightsStore } from '../store-rights.ts'
import { valuesOf } from '../values.ts'
import { outgoingStore, type SubscriberRow } from './store.ts'

export const bodyContext = (deliveryId: string) => `catalogue:delivery:${deliveryId}`
export const subscriberSecret = (code: string) => `catalogue:subscriber:${code}`

const fieldKeys = new Map([
  ...Object.entries(privateFieldOf).map(([key, field]) => [field as string, key] as const),
  ['sex', 'person.sex'],
  ['residence', 'person.residenceKind'],
  ['tags', 'person.tags'],
])

type Happened = {
  readonly kind: OutgoingKind
  readonly subject: Subject & { readonly kind: 'person' | 'enterprise' }
  /** Keys that changed, of `updated` and `value`. */
  readonly changed?: readonly string[]
  /** Where it was before, of a move: the system of the old area hears of it as well. */
  readonly from?: string | null
}

const isWithin = (area: string, subscribed: string) => {
  const prefix = subscribed.length === 15 ? subscribed : subscribed.replace(/(000)+$/, '')
  return area.startsWith(prefix)
}

const whomFor = async (work: Deed, to: SubscriberRow, subject: Happened['subject'], reason: string) => {
  if (subject.kind === 'enterprise') {
    const firm = await work.use(people).enterprise(subject.id)
    return firm ? { creditCode: firm.creditCode } : null
  }
  // Of a sheet, number and name are read when somebody takes it.
  if (to.way === 'file') return {}
  const read = await work
    .use(people)
    .readPrivate({ personIds: [subject.id], fields: ['identityNumber'], purpose: 'service', reason })
  const number = read.get(subject.id)?.identityNumber
  if (!number) return null
  if (to.draft.identifiesBy === 'number') return { number }
  const secret = to.secretSealed === null ? null : secretsOf(work).open(to.secretSealed, subscriberSecret(to.code))
  return secret === null ? null : { numberHash: hashedNumber(secret, number) }
}

/** Only what the system may have and this event concerns; what it told us itself does not go back to it. */
const valuesFor = async (work: Deed, to: SubscriberRow, { kind, subject, changed = [] }: Happened, reason: string) => {
  const keys = keysFor(kind, to.draft.keys, changed)
  if (keys.length === 0) return {}
  const read = await valuesOf(work, subject, keys, { purpose: 'service', reason, basis: 'statutoryDuty' })
  return Object.fromEntries(
    read
      .filter(({ value, withheld, source }) => value !== null && withheld === null && source !== to.draft.tellsAs)
      .map(({ key, value, on }) => [key, { value, on }]),
  )
}

const tellOne = async (work: Deed, told: Heard, to: SubscriberRow, what: Happened, area: string) => {
  const { kind, subject } = what
  const store = outgoingStore(work.db)
  // Heard again: nobody's data are looked at again for it.
  if (await store.isTold(to.code, told.id, subject.id)) return
  const reason = work
    .words('catalogue.screen.outgoing.reason', { unit: to.unitName, system: to.draft.name, basis: to.draft.basis })
    .slice(0, 200)
  const values = await valuesFor(work, to, what, reason)
  const isOfValues = kind === 'value' || kind === 'updated'
  if (isOfValues && Object.keys(values).length === 0) return
  const whom = await whomFor(work, to, subject, reason)
  if (whom === null) return
  const id = uuidv7()
  const letter: Letter = { kind, at: told.at.toISOString(), about: subject.kind, whom, values }
  const isNew = await store.add({
    ...{ id, code: to.code, factId: told.id, kind, subjectKind: subject.kind, subjectId: subject.id },
    ...{ areaCode: area, keys: Object.keys(values), state: 'waiting', failures: 0, failure: null },
    bodySealed: secretsOf(work).seal(JSON.stringify(letter), bodyContext(id)),
    ...{ nextTryAt: work.now, at: work.now, sentAt: null },
  })
  if (isNew && to.way === 'push') work.enqueue('send-out', { code: to.code }, { key: to.code })
}

const tell = async (work: Deed, told: Heard, what: Happened) => {
  const wanting = (await outgoingStore(work.db).wanting(what.kind)).filter(
    ({ draft }) =>
      (what.kind !== 'value' && what.kind !== 'updated') || draft.keys.some((key) => what.changed?.includes(key)),
  )
  if (wanting.length === 0) return
  const { subject } = what
  const about =
    subject.kind === 'person'
      ? await work.use(people).person(subject.id)
      : await work.use(people).enterprise(subject.id)
  if (!about) return
  // 限制处理: kept, but handed to nobody.
  if (subject.kind === 'person' && (await rightsStore(work.db).isRestricted([subject.id]))) return
  const area = about.areaCode ?? ''
  for (const to of wanting)
    if (isWithin(area, to.draft.area) || (what.from && isWithin(what.from, to.draft.area)))
      await tellOne(work, told, to, what, area || to.draft.area)
}

const person = (id: string) => ({ kind: 'person', id }) as const

export const tellSystems: readonly Listener[] = [
  listen(catalogue, people, 'registered', 'tell-out-registered', (work, { personId }, told) =>
    tell(work, told, { kind: 'registered', subject: person(personId) }),
  ),
  listen(catalogue, people, 'born', 'tell-out-born', (work, { personId }, told) =>
    tell(work, told, { kind: 'born', subject: person(personId) }),
  ),
  listen(catalogue, people, 'moved', 'tell-out-moved', (work, { personId, from }, told) =>
    tell(work, told, { kind: 'moved', subject: person(personId), from }),
  ),
  listen(catalogue, people, 'married', 'tell-out-married', async (work, { personIds }, told) => {
    for (const id of personIds) await tell(work, told, { kind: 'married', subject: person(id) })
  }),
  listen(catalogue, people, 'died', 'tell-out-died', (work, { personId }, told) =>
    tell(work, told, { kind: 'died', subject: person(personId) }),
  ),
  listen(catalogue, people, 'updated', 'tell-out-updated', (work, { personId, fields }, told) =>
    tell(work, told, {
      kind: 'updated',
      subject: person(personId),
      changed: fields.flatMap((field) => fieldKeys.get(field) ?? []),
    }),
  ),
  listen(
    catalogue,
    catalogue,
    'value-recorded',
    'tell-out-value',
    async (work, { subjectKind, subjectId, keys }, told) => {
      if (subjectKind !== 'person' && subjectKind !== 'enterprise') return
      await tell(work, told, { kind: 'value', subject: { kind: subjectKind, id: subjectId }, changed: keys })
    },
  ),
]
