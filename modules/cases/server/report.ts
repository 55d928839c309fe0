/** Report 上报: one statement writes matter, case, evidence, contact, audit and event; sent twice, it answers the same. */

import { randomUUID } from 'node:crypto'
import { maskName } from '@liren/contract/mask'
import { files } from '@liren/files/contract'
import { answerOnce, secretsOf, type Work } from '@liren/kernel'
import { kindOf, matters, type Opened } from '@liren/matters/contract'
import { territory, toCgcs2000 } from '@liren/territory/contract'
import { type RawBuilder, sql } from 'kysely'
import { type GradeNumber, titleOf } from '../category.ts'
import { plainPhone } from '../contact.ts'
import { cases } from '../contract.ts'
import { safetyIn } from '../safety.ts'
import { sourceOf } from '../source.ts'
import { limitsIn } from './limits.ts'
import { moderate } from './moderate.ts'
import { commandCentre } from './moves.ts'
import { isShownAtOnce } from './photos.ts'
import { categoryIn, forgetReference, reference } from './reference.ts'
import { sealContact } from './reporter-contact.ts'
import { insertCase, type NewContact, store } from './store.ts'

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** The same report always has the same query code, so that a phone which lost the answer gets it again. */
export const queryCodeFor = (work: Work, id: string) => {
  const bytes = Buffer.from(secretsOf(work).fingerprint(`case query code ${id}`), 'base64url')
  return [...bytes.subarray(0, 10)].map((byte) => letters[byte % letters.length]).join('')
}

/** A keyed mark of whoever sent a report, an account or a phone by its secret, that says nothing of them to anybody else. */
export const senderMark = (work: Work, id: string, who: string) =>
  secretsOf(work).fingerprint(`case sender ${id} ${who}`)

type Body = {
  id: string
  text?: string
  place?: { lon: number; lat: number; crs?: 'cgcs2000' | 'gcj02' | 'bd09'; accuracyMetres?: number }
  areaCode?: string
  contact?: { name?: string; phone: string }
}

/**
 * Where it happened: the cell of the place, else the area named; the place itself in CGCS2000, whatever system it was given in.
 * A place outside the district is refused, not guessed.
 */
export const locate = async (work: Work<typeof cases>, { place, areaCode }: Pick<Body, 'place' | 'areaCode'>) => {
  const spot = place ? { place: toCgcs2000(place) } : {}
  if (place) {
    const found = await work.use(territory).cellAt(place)
    if (found) return { areaCode: found.communityCode, cellCode: found.cellCode, ...spot }
    if (!areaCode) throw work.refuse('outside-district', {}, 'place')
  }
  if (!areaCode) throw work.refuse('place-missing', {}, 'place')
  const area = await work.use(territory).area(areaCode)
  if (!area) throw work.refuse('place-missing', {}, 'areaCode')
  return areaCode.length === 15
    ? { areaCode: areaCode.slice(0, 12), cellCode: areaCode, ...spot }
    : { areaCode, cellCode: null, ...spot }
}

/** How the place was given, kept with the step: by how many metres it may be off, and in which system a phone spoke. */
export const howPlaced = (place: Body['place']): Readonly<Record<string, unknown>> => ({
  ...(place?.accuracyMetres === undefined ? {} : { accuracyMetres: Math.round(place.accuracyMetres) }),
  ...(place?.crs && place.crs !== 'cgcs2000' ? { givenAs: place.crs } : {}),
})

/** A number to ring back, checked, sealed and masked. Guests must leave one; others may. */
const contactOf = (work: Work<typeof cases>, { id, contact }: Body): NewContact | null => {
  if (!contact) {
    if (work.actor.kind === 'guest') throw work.refuse('contact-missing', {}, 'contact')
    return null
  }
  const phone = plainPhone(contact.phone)
  if (!phone) throw work.refuse('phone-wrong', {}, 'contact.phone')
  return sealContact(work, id, phone, contact.name ?? null)
}

/** A version that was never published was not read; one that has just come may not be known here yet. */
const checkVersion = async (work: Work<typeof cases>, version: number | undefined) => {
  if (version === undefined || version <= (await reference(work)).privacyVersion) return
  forgetReference(work)
  if (version > (await reference(work)).privacyVersion) throw work.refuse('no-such-notice', {}, 'privacyVersion')
}

const isTaken = (error: unknown) => (error as { code?: string; table?: string }).code === '23505'

export const report = answerOnce(cases, 'report', async (work, { body }) => {
  const known = await reference(work)
  const text = body.text?.trim() ?? ''
  const photos = body.photos ?? []
  if (text === '' && photos.length === 0) throw work.refuse('nothing-said', {}, 'text')
  const category = body.categoryCode ? known.categories.get(body.categoryCode) : null
  if (category === undefined) throw work.refuse('no-such-category', {}, 'categoryCode')
  const roles = work.actor.grants.map((grant) => grant.role)
  const source = sourceOf(known.sources, roles, body.source)
  if (!source) throw work.refuse('no-such-source', {}, 'source')
  await checkVersion(work, body.privacyVersion)
  const where = await locate(work, body)
  const title = titleOf(text, categoryIn(known, category?.code, where.cellCode ?? where.areaCode) ?? null)
  const contact = contactOf(work, body)
  const safety = safetyIn(text, known)
  const grade = (safety.length > 0 ? 4 : (category?.grade ?? 1)) as GradeNumber
  const isRestricted = (category?.isRestricted ?? false) || safety.some(({ rule }) => rule.isRestricted)
  const isAnonymous = body.isAnonymous ?? false
  // At the hotline or the desk somebody writes down for a caller: it is the caller's case, reached by telephone.
  const isForOthers =
    contact !== null &&
    work.actor.kind === 'account' &&
    !source.roles.some((role) => role === 'resident' || role === 'merchant' || role === 'gridWorker')
  const isPublic = (body.isPublic ?? true) && !isRestricted
  const state = category ? source.start : 'intake'
  // A patrol's report was seen by somebody of the office: itself.
  const lookedAt = state === 'intake' ? null : work.now
  const isFit = lookedAt === null || !isPublic || (await moderate(work, title)).length === 0
  const queryCode = queryCodeFor(work, body.id)
  // A telephone is no secret: by it somebody could try whose report a public case is, and get its query code.
  const sentBy = senderMark(work, body.id, work.actor.id ?? `sent with ${body.sendKey ?? randomUUID()}`)
  const advice = safety.map(({ rule, word }) => ({
    word,
    numbers: [...rule.advise],
    text: work.locale === 'en' ? rule.adviceEn : rule.adviceZh,
  }))

  work.audit({ object: `matter:${body.id}`, area: where.areaCode })
  // The trace of an answer given again, which tells nobody of a new report.
  const trace = work.tail()
  // Evidence is bound first; should the report itself be refused, nobody holds it and it is purged with the drafts.
  if (photos.length > 0) {
    // Under an id that is taken nothing is bound or published: the photos might be of that case, and not for everybody.
    if (await store(work.db).find(body.id)) return answerAgain(work, body.id, sentBy, queryCode, advice, trace)
    await work.use(files).claim(photos, {
      module: 'cases',
      object: `case:${body.id}`,
      isPublic: await isShownAtOnce(work, { isPublic, isRestricted, lookedAt }, where.areaCode, true),
    })
  }
  const opened = (await work.use(matters).openSql({
    id: body.id,
    process: 'case-handling',
    subjectId: body.id,
    title,
    summary: text,
    ...where,
    address: body.address ?? null,
    source: source.code,
    letter: source.letter,
    // Whoever writes down for a caller may say what the caller wants; else the words do.
    orderKind: body.orderKind ?? kindOf(text).kind,
    grade,
    isPublic,
    // Words are everybody's to read once somebody of the office has read them.
    publicTitle: lookedAt && isFit ? null : '',
    isRestricted,
    kindCode: category?.code ?? null,
    queryCode,
    // Filing and dispatching need to know what it is; without a category somebody has to say so first.
    state,
    holder: await commandCentre(work, where.areaCode),
    ...(category ? { limits: await limitsIn(work, category, where.areaCode) } : {}),
    reporter: isAnonymous
      ? null
      : {
          accountId: isForOthers ? null : work.actor.id,
          personId: work.actor.onBehalfOf?.personId ?? (isForOthers ? null : work.actor.personId),
          name: contact?.nameMasked ?? maskName(work.actor.name),
          contactRef: contact ? body.id : null,
        },
    facts: { ...(body.seenAt ? { seenAt: body.seenAt } : {}), ...howPlaced(body.place) },
    files: photos,
  })) as Opened & { ctes: RawBuilder<unknown> }
  work.audit({ object: `matter:${body.id}`, area: where.areaCode, facts: { source: source.code, grade } })
  work.emit(
    'reported',
    {
      caseId: body.id,
      number: opened.number,
      title,
      areaCode: where.areaCode,
      cellCode: where.cellCode,
      categoryCode: category?.code ?? null,
      grade,
      source: source.code,
      state: opened.state,
      safety: safety.map(({ rule }) => rule.code),
      ownership: body.ownership ?? null,
      hasPlace: body.place !== undefined,
      photoIds: [...photos],
      isRestricted,
      partOfId: null,
    },
    opened.topics,
  )
  const fresh = insertCase({
    id: body.id,
    categoryCode: category?.code ?? null,
    ownership: body.ownership ?? null,
    text,
    source: source.code,
    isAnonymous,
    isPublic,
    isRestricted,
    lookedAt,
    safetyWords: safety.map(({ word }) => word),
    seenAt: body.seenAt ? new Date(body.seenAt) : null,
    externalRef: null,
    createdAt: work.now,
    photos,
    accountId: work.actor.id,
    contact,
    sentBy,
    privacyVersion: body.privacyVersion ?? null,
  })
  try {
    await sql`with ${opened.ctes}, ${fresh}, ${work.tail()} select 1`.execute(work.db)
  } catch (error) {
    if (!isTaken(error)) throw error
    return answerAgain(work, body.id, sentBy, queryCode, advice, trace)
  }
  return {
    id: body.id,
    number: opened.number,
    queryCode,
    state: opened.state,
    dueAt: opened.dueAt?.toISOString() ?? null,
    grade,
    advice,
  }
})

/** A phone without a network tries again for a while; later a guest has the query code or rings up. */
const againMs = 24 * 3_600_000

/** The same report arrived before: the answer of then, for whoever sent it then. */
const answerAgain = async (
  work: Work<typeof cases>,
  id: string,
  sentBy: string,
  queryCode: string,
  advice: { word: string; numbers: string[]; text: string }[],
  trace: RawBuilder<unknown>,
) => {
  const [row] = await work.use(matters).rows([id])
  const mine = await store(work.db).find(id)
  // An id may be read off a public list: only whoever sent the report learns its query code.
  const isSame = mine?.sentBy === sentBy
  const isRecent = row !== undefined && work.now.getTime() - new Date(row.openedAt).getTime() < againMs
  if (!row || !isSame || (work.actor.kind === 'guest' && !isRecent)) throw work.refuse('id-taken', {}, 'id')
  await sql`with ${trace} select 1`.execute(work.db)
  return { id, number: row.number, queryCode, state: row.state, dueAt: row.dueAt, grade: row.grade, advice }
}
