/** The read door (查阅个人信息): purpose and reason first, then the footprint, then the value. */
import { maskName } from '@liren/contract/mask'
import { answer, answerOnce, apart, secretsOf } from '@liren/kernel'
import { type LookedAt, type PrivateField, type Purpose, people, type Revealed } from '../contract.ts'
import { visiblePerson } from './persons.ts'
import { type Deed, placeOf } from './registering.ts'
import { type Look, leaveFootprint, readSealed, type SealedValue } from './store.ts'

/** These name a person beyond doubt, or tell of illness: a higher right is needed. */
const guarded: readonly PrivateField[] = ['identityNumber', 'disabilityCertificate']

const lookOf = (
  work: Deed,
  personIds: readonly string[],
  fields: readonly LookedAt[],
  purpose: Purpose,
  reason: string,
): Look => ({
  personIds,
  fields: [...new Set(fields)],
  lookerId: work.actor.id,
  lookerKind: work.actor.kind,
  // Footprints outlast the person's entry: who looks at their own leaves no name in them.
  lookerName:
    work.actor.personId !== null && personIds.every((id) => id === work.actor.personId)
      ? maskName(work.actor.name)
      : work.actor.name,
  purpose,
  reason,
  requestId: work.requestId,
  at: work.now,
})

const opened = (work: object, { personId, field, sealed }: SealedValue) =>
  sealed === null ? null : secretsOf(work).open(sealed, placeOf(field, personId))

/** For other modules: several people at once. The footprints are committed before a single value is opened. */
export const readPrivate = async (
  work: Deed,
  asked: { personIds: readonly string[]; fields: readonly PrivateField[]; purpose: Purpose; reason: string },
): Promise<ReadonlyMap<string, Revealed>> => {
  if (asked.reason.trim().length < 2) throw work.refuse('reason-needed', {}, 'reason')
  const found = new Map<string, Revealed>()
  if (asked.personIds.length === 0 || asked.fields.length === 0) return found
  const values = await readSealed(
    apart(work),
    lookOf(work, asked.personIds, asked.fields, asked.purpose, asked.reason.trim()),
  )
  for (const value of values)
    found.set(value.personId, { ...found.get(value.personId), [value.field]: opened(work, value) })
  return found
}

/** For other modules that keep something of a person themselves: the footprint stands or falls with their own act. */
export const noteLook = async (
  work: Deed,
  asked: { personIds: readonly string[]; fields: readonly LookedAt[]; purpose: Purpose; reason: string; by?: string },
): Promise<number> => {
  const reason = asked.reason.trim()
  if (reason.length < 2) throw work.refuse('reason-needed', {}, 'reason')
  if (asked.personIds.length === 0) return 0
  const look = lookOf(work, asked.personIds, asked.fields, asked.purpose, reason)
  return leaveFootprint(work.db, asked.by === undefined ? look : { ...look, lookerId: null, lookerName: asked.by })
}

export const reveal = answerOnce(people, 'reveal', async (work, { params, body }) => {
  const { fields, purpose } = body
  const reason = body.reason.trim()
  const person = await visiblePerson(work, params.id, 'person.reveal')
  if (reason.length < 2) throw work.refuse('reason-needed', {}, 'reason')
  if (fields.some((field) => guarded.includes(field))) work.must('identity-number.reveal', { area: person.areaCode })
  work.audit({ object: `person:${person.id}`, area: person.areaCode, facts: { fields, purpose } })
  const values = await readSealed(work.db, lookOf(work, [person.id], fields, purpose, reason), work.tail())
  const [first] = values
  if (!first) throw work.refuse('not-found', {}, 'id')
  return {
    footprintId: first.footprintId,
    values: values.map((value) => ({ field: value.field, clearText: opened(work, value) })),
  }
})

export const revealMine = answer(people, 'revealMine', async (work, { body }) => {
  const { personId } = work.actor
  if (!personId) throw work.refuse('no-record')
  const values = await readSealed(work.db, {
    ...lookOf(work, [personId], body.fields, 'own-request', work.words('people.screen.ownLook')),
    // Footprints outlast the person's entry; who looks at themself leaves no name in them.
    lookerName: maskName(work.actor.name),
  })
  return { values: values.map((value) => ({ field: value.field, clearText: opened(work, value) })) }
})
