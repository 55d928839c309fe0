/** What stays with its owner is asked of its owner: least about whom, a footprint before, and nothing kept here afterwards. */
import { people } from '@liren/people/contract'
import type { Entry } from '../../dictionary/entry.ts'
import { type Verdict, valuesIn, verdictsIn } from '../../owner-port.ts'
import type { Subject, Why } from '../../port.ts'
import type { Deed } from '../deed.ts'
import { answeredIn, type FromOwner, questionOf } from './answered.ts'
import { callOwner, hashedNumber, isResting, secretOf } from './call.ts'
import { type OwnerPortRow, ownerPortStore } from './store.ts'

type Whom = Readonly<Record<string, string>>

/** The one number by which the owner finds whom it is about, read through the door of people where it is somebody's own. */
const whomFor = async (
  work: Deed,
  port: OwnerPortRow,
  secret: string,
  subject: Subject,
  keys: readonly Entry[],
  why: Why,
): Promise<Whom | null> => {
  if (subject.kind === 'enterprise') {
    const firm = await work.use(people).enterprise(subject.id)
    return firm ? { creditCode: firm.creditCode } : null
  }
  if (subject.kind !== 'person') return null
  const reason = work.words('catalogue.screen.ports.reason', { unit: port.unitName, why: why.reason }).slice(0, 200)
  const found = await work.use(people).readPrivate({
    personIds: [subject.id],
    fields: ['identityNumber'],
    purpose: why.purpose,
    reason,
  })
  const number = found.get(subject.id)?.identityNumber
  if (!number) return null
  await work.use(people).noteLook({
    personIds: [subject.id],
    // Keys of the dictionary are dotted.
    fields: keys.map(({ key }) => key as `${string}.${string}`),
    purpose: why.purpose,
    reason,
  })
  return port.draft.identifiesBy === 'hash' ? { numberHash: hashedNumber(secret, number) } : { number }
}

/** The port's secret where it may be asked now. */
const readySecret = (work: Deed, port: OwnerPortRow): string | null =>
  port.isOn && !isResting(port, work.now) ? secretOf(work, port) : null

const portsOf = async (work: Deed, entries: readonly Entry[]) => {
  const groups = new Map<string, { port: OwnerPortRow; entries: Entry[] }>()
  if (entries.length === 0) return groups
  const byKey = new Map(entries.map((entry) => [entry.key, entry]))
  for (const { key, ...port } of await ownerPortStore(work.db).ofKeys([...byKey.keys()])) {
    const entry = byKey.get(key)
    if (!entry) continue
    const group = groups.get(port.code) ?? { port, entries: [] }
    group.entries.push(entry)
    groups.set(port.code, group)
  }
  return groups
}

const ask = async <T>(
  work: Deed,
  port: OwnerPortRow,
  subject: Subject,
  entries: readonly Entry[],
  why: Why,
  claims: Readonly<Record<string, unknown>> | null,
  understand: (reply: unknown) => T | null,
): Promise<T | null> => {
  const secret = readySecret(work, port)
  const whom = secret === null ? null : await whomFor(work, port, secret, subject, entries, why)
  if (secret === null || whom === null) return null
  const keys = entries.map(({ key }) => key)
  const about = { kind: port.kind, about: subject.kind, ...whom, purpose: why.purpose, basis: port.draft.basis }
  const body = { ...about, ...(claims ? { claims } : { keys }) }
  return callOwner(work, port, secret, { subject, keys, purpose: why.purpose, body }, understand)
}

/** Values of entries held behind ports, each owner asked once for all of its own that are wanted. */
export const fromOwners = async (
  work: Deed,
  subject: Subject,
  entries: readonly Entry[],
  why: Why,
): Promise<ReadonlyMap<string, FromOwner>> => {
  const found = new Map<string, FromOwner>()
  const { values: answered } = answeredIn(work)
  const open = entries.filter(({ key }) => {
    const before = answered.get(questionOf(subject, key, why))
    if (before) found.set(key, before)
    return !before
  })
  for (const { port, entries: mine } of (await portsOf(work, open)).values()) {
    const got =
      port.kind === 'query' ? await ask(work, port, subject, mine, why, null, (reply) => valuesIn(reply, mine)) : null
    for (const { key } of mine) {
      if (got) found.set(key, { answered: got.get(key) ?? null })
      else if (port.kind === 'query') found.set(key, { kept: 'silent', port })
      else found.set(key, { kept: port.kind === 'verify' ? 'verifyOnly' : 'atOwner', port })
    }
  }
  for (const [key, said] of found) answered.set(questionOf(subject, key, why), said)
  return found
}

/** 核验 Yes, no or unknown for each claim about entries behind verify ports; the value itself never comes here. */
export const verdictsFromOwners = async (
  work: Deed,
  subject: Subject,
  claims: readonly { readonly entry: Entry; readonly value: unknown }[],
  why: Why,
): Promise<ReadonlyMap<string, Verdict>> => {
  const found = new Map<string, Verdict>()
  const { verdicts: answered } = answeredIn(work)
  const open = claims.filter(({ entry: { key }, value }) => {
    const before = answered.get(questionOf(subject, key, why, value))
    if (before) found.set(key, before)
    return !before
  })
  const groups = await portsOf(
    work,
    open.map(({ entry }) => entry),
  )
  for (const { port, entries } of groups.values()) {
    if (port.kind !== 'verify') continue
    const keys = entries.map(({ key }) => key)
    const said = Object.fromEntries(
      open.flatMap(({ entry, value }) => (keys.includes(entry.key) ? [[entry.key, value]] : [])),
    )
    const got = await ask(work, port, subject, entries, why, said, (reply) => verdictsIn(reply, keys))
    for (const key of keys) found.set(key, got?.get(key) ?? 'unknown')
  }
  for (const { entry, value } of open) {
    const said = found.get(entry.key)
    if (said) answered.set(questionOf(subject, entry.key, why, value), said)
  }
  return found
}
