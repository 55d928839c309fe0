/** 电子证照 E-licences: whose they are, a code for one purpose used once, and who used them for what. */
import { answer, secretsOf, uuidv7 } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { services } from '../contract.ts'
import type { LicenceView } from '../views.ts'
import { makeCode } from './decide.ts'
import { dayOf } from './items.ts'
import { hasRecord, type ServicesWork, subjectOf } from './standing.ts'
import { type LicenceStored, proofStore } from './store-proofs.ts'

const view = (row: LicenceStored, today: string): LicenceView => ({
  id: row.id,
  typeCode: row.typeCode,
  typeName: row.typeName,
  numberMasked: row.numberMasked,
  holder: row.holderMasked,
  issuer: row.issuer,
  issuedOn: row.issuedOn,
  validUntil: row.validUntil,
  status: row.status === 'valid' && row.validUntil !== null && row.validUntil < today ? 'expired' : row.status,
})

/** Mine, or of a firm I may act for. */
const ownLicence = async (work: ServicesWork, id: string) => {
  const row = await proofStore(work.db).licence(id)
  const personId = subjectOf(work)
  const isOwn =
    row &&
    (row.personId === personId ||
      (row.enterpriseId !== null &&
        (await work.use(people).enterprisesOf(personId)).some(({ enterprise }) => enterprise.id === row.enterpriseId)))
  if (!row || !isOwn) throw work.refuse('not-found')
  return row
}

export const licences = answer(services, 'licences', async (work, { query }) => {
  if (!hasRecord(work)) return { items: [] }
  const personId = subjectOf(work)
  if (query.enterpriseId) {
    const mine = await work.use(people).enterprisesOf(personId)
    if (!mine.some(({ enterprise }) => enterprise.id === query.enterpriseId)) throw work.refuse('not-yours')
  }
  const rows = await proofStore(work.db).licencesOf(personId, query.enterpriseId ?? null)
  return { items: rows.map((row) => view(row, dayOf(work.now))) }
})

const print = (work: object, code: string) => secretsOf(work).fingerprint(`services licence code ${code}`)

export const authoriseLicence = answer(services, 'authoriseLicence', async (work, { params, body }) => {
  const row = await ownLicence(work, params.id)
  if (view(row, dayOf(work.now)).status !== 'valid') throw work.refuse('no-licence')
  const code = makeCode(12)
  const untilAt = new Date(work.now.getTime() + body.minutes * 60_000)
  await proofStore(work.db).addGrant({
    id: uuidv7(),
    licenceId: row.id,
    codeFingerprint: print(work, code),
    purpose: body.purpose,
    madeAt: work.now,
    untilAt,
    usedAt: null,
    endedAt: null,
  })
  work.audit({ object: `licence:${row.id}`, facts: { purpose: body.purpose } })
  return { code, untilAt: untilAt.toISOString() }
})

export const checkLicence = answer(services, 'checkLicence', async (work, { body }) => {
  const code = body.code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  const grant = await proofStore(work.db).takeGrant(print(work, code), work.now)
  if (!grant) throw work.refuse('code-ended', {}, 'code')
  const row = await proofStore(work.db).licence(grant.licenceId)
  if (!row) throw work.refuse('not-found')
  await proofStore(work.db).noteUse({
    id: uuidv7(),
    licenceId: row.id,
    at: work.now,
    purpose: grant.purpose,
    byId: work.actor.id,
    byName: work.actor.name,
    applicationId: null,
  })
  work.audit({ object: `licence:${row.id}`, facts: { purpose: grant.purpose } })
  work.emit('licence-used', { licenceId: row.id, purpose: grant.purpose })
  return { licence: view(row, dayOf(work.now)), purpose: grant.purpose }
})

export const licenceUses = answer(services, 'licenceUses', async (work, { params, query }) => {
  const row = await ownLicence(work, params.id)
  const limit = query.limit ?? 20
  const rows = await proofStore(work.db).uses(row.id, query.after, limit + 1)
  const shown = rows.slice(0, limit)
  return {
    items: shown.map((one) => ({ id: one.id, at: one.at.toISOString(), purpose: one.purpose, by: one.byName })),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
})

/** Whose area the holder belongs to decides; of a holder nobody knows the area of, the district. */
const mayDecideAbout = async (work: ServicesWork, row: LicenceStored): Promise<boolean> => {
  const holder = row.personId
    ? await work.use(people).person(row.personId)
    : row.enterpriseId
      ? await work.use(people).enterprise(row.enterpriseId)
      : null
  if (holder?.areaCode) return work.may('application.decide', { area: holder.areaCode })
  const { everywhere, areas } = work.scope('application.decide')
  return everywhere || areas.some((prefix) => prefix.length <= districtDigits)
}
const districtDigits = 6

export const setLicence = answer(services, 'setLicence', async (work, { params, body }) => {
  const row = await proofStore(work.db).licence(params.id)
  if (!row) throw work.refuse('not-found')
  if (!(await mayDecideAbout(work, row))) throw work.refuse('not-found')
  await proofStore(work.db).setLicence(row.id, body.status)
  work.audit({ object: `licence:${row.id}`, facts: { status: body.status, reason: body.reason } })
  return view({ ...row, status: body.status }, dayOf(work.now))
})
