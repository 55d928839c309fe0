/** A case that came from a system beside us is opened here like any other; what cannot be opened is said to go back. */
import { AreaCode, Id, Nullable, Place, Type } from '@liren/contract'
import { hear, Refusal, secretsOf, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { sql } from 'kysely'
import { type GradeNumber, titleOf } from '../category.ts'
import { plainPhone } from '../contact.ts'
import { cases } from '../contract.ts'
import { safetyIn } from '../safety.ts'
import { commandCentre } from './moves.ts'
import { reference } from './reference.ts'
import { senderMark } from './report.ts'
import { sealContact } from './reporter-contact.ts'
import { insertCase, store } from './store.ts'

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
  const { caseId, text, areaCode, cellCode } = fact
  const known = await reference(work)
  const source = known.sources.find(({ code }) => code === fact.source)
  if (!source) return work.emit('notTakenIn', { caseId, reason: `no source ${fact.source}` })
  if (await store(work.db).find(caseId)) return
  const category = fact.categoryCode ? (known.categories.get(fact.categoryCode) ?? null) : null
  const safety = safetyIn(text, known.safety)
  const isRestricted = (category?.isRestricted ?? false) || safety.some(({ rule }) => rule.isRestricted)
  const grade = (safety.length > 0 ? 4 : Math.max(category?.grade ?? 1, fact.isUrgent ? 3 : 1)) as GradeNumber
  const contact = contactIn(work, caseId, fact.contactSealed)
  const state = category ? source.start : 'intake'
  try {
    const opened = await work.use(matters).open({
      id: caseId,
      process: 'case-handling',
      subjectId: caseId,
      title: titleOf(text, category),
      summary: text,
      areaCode,
      cellCode,
      place: fact.place ? { lon: fact.place.lon, lat: fact.place.lat } : null,
      address: fact.address,
      source: source.code,
      letter: source.letter,
      grade,
      kindCode: category?.code ?? null,
      isPublic: !isRestricted,
      isRestricted,
      state,
      holder: await commandCentre(work, areaCode),
      ...(category ? { limits: category.limits } : {}),
      reporter: contact ? { name: contact.nameMasked, contactRef: caseId } : null,
      facts: { peer: fact.peer, ref: fact.ref },
    })
    const fresh = insertCase({
      id: caseId,
      categoryCode: category?.code ?? null,
      ownership: null,
      text,
      source: source.code,
      isAnonymous: false,
      isPublic: !isRestricted,
      isRestricted,
      safetyWords: safety.map(({ word }) => word),
      seenAt: null,
      externalRef: `${fact.peer}:${fact.ref}`,
      createdAt: work.now,
      lookedAt: state === 'intake' ? null : work.now,
      photos: [],
      accountId: null,
      contact,
      sentBy: senderMark(work, caseId, fact.peer),
    })
    await sql`with ${fresh} select 1`.execute(work.db)
    work.emit(
      'reported',
      {
        caseId,
        number: opened.number,
        title: titleOf(text, category),
        areaCode,
        cellCode,
        categoryCode: category?.code ?? null,
        grade,
        source: source.code,
        state: opened.state,
        safety: safety.map(({ rule }) => rule.code),
        ownership: null,
        hasPlace: fact.place !== null,
        photoIds: [],
        isRestricted,
      },
      opened.topics,
    )
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    work.emit('notTakenIn', { caseId, reason: error.code })
  }
})
