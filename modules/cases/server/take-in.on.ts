/** A case that came from a system beside us is opened here like any other; what cannot be opened is said to go back. */
import { AreaCode, Id, Nullable, Place, Type } from '@liren/contract'
import { hear, Refusal, secretsOf, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { toCgcs2000 } from '@liren/territory/contract'
import { plainPhone } from '../contact.ts'
import { cases } from '../contract.ts'
import { begin, keepBegun } from './begin.ts'
import { find } from './moves.ts'
import { keepEvidence } from './photos.ts'
import { reference } from './reference.ts'
import { senderMark } from './report.ts'
import { sealContact } from './reporter-contact.ts'
import { store } from './store.ts'

/** What this module relies on of a case from elsewhere. */
const Received = Type.Object({
  caseId: Id,
  peer: Type.String(),
  source: Type.String(),
  ref: Type.String(),
  text: Type.String(),
  areaCode: AreaCode,
  cellCode: Nullable(Type.String()),
  place: Nullable(Place),
  address: Nullable(Type.String()),
  categoryCode: Nullable(Type.String()),
  isUrgent: Type.Boolean(),
  contactSealed: Nullable(Type.String()),
})

/** Whom to ring back, as the other side sealed it for this case; a number nobody could ring is left out. */
const contactIn = (work: Work<typeof cases>, caseId: string, sealed: string | null) => {
  if (sealed === null) return null
  const { name, phone } = JSON.parse(secretsOf(work).open(sealed, `connectors:contact:${caseId}`)) as {
    name?: string
    phone: string
  }
  const plain = plainPhone(phone)
  return plain ? sealContact(work, caseId, plain, name ?? null) : null
}

export const takeIn = hear(cases, 'connectors/received', Received, 'take-in', async (work, fact) => {
  const { caseId, areaCode } = fact
  const source = (await reference(work)).sources.find(({ code }) => code === fact.source)
  if (!source) return work.emit('notTakenIn', { caseId, reason: `no source ${fact.source}` })
  if (await store(work.db).find(caseId)) return
  const begun = await begin(work, {
    id: caseId,
    text: fact.text,
    source,
    categoryCode: fact.categoryCode,
    areaCode,
    cellCode: fact.cellCode,
    place: fact.place ? toCgcs2000(fact.place) : null,
    address: fact.address,
    leastGrade: fact.isUrgent ? 3 : 1,
  })
  const contact = contactIn(work, caseId, fact.contactSealed)
  const state = begun.category ? source.start : 'intake'
  const lookedAt = state === 'intake' ? null : work.now
  try {
    const reporter = contact ? { name: contact.nameMasked, contactRef: caseId } : null
    const opened = await work.use(matters).open({
      ...begun.input(state, reporter),
      facts: { peer: fact.peer, ref: fact.ref },
    })
    await keepBegun(work, begun, {
      opened,
      state: opened.state,
      ownership: null,
      isAnonymous: false,
      lookedAt,
      seenAt: null,
      externalRef: `${fact.peer}:${fact.ref}`,
      photos: [],
      photoIds: [],
      accountId: null,
      contact,
      sentBy: senderMark(work, caseId, fact.peer),
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    work.emit('notTakenIn', { caseId, reason: error.code })
  }
})

const PhotosCame = Type.Object({ caseId: Id, part: Type.Enum(['report', 'after']), photoIds: Type.Array(Id) })

/** Its photos come a moment later than the case, or with what the other side did about it. */
export const takePhotos = hear(cases, 'connectors/photosCame', PhotosCame, 'take-photos', async (work, fact) => {
  if (!(await store(work.db).find(fact.caseId))) return
  // Nobody of this office has looked at them yet.
  await keepEvidence(work, await find(work, fact.caseId), fact.photoIds, fact.part, false)
})
