/** A reporter's telephone and name: sealed to the row they stand in, opened for a purpose, and never without a footprint. */

import { maskName, maskPhone } from '@liren/contract/mask'
import { identity } from '@liren/identity/contract'
import { answer, secretsOf, uuidv7, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { cases } from '../contract.ts'
import { find } from './moves.ts'
import { type ContactRow, type NewContact, store } from './store.ts'

type CasesWork = Work<typeof cases>

/** The row's id is sealed in: a text moved to another case does not open there. */
const placeOf = (field: 'name' | 'phone', caseId: string) => `cases:${field}:${caseId}`
/** How texts were sealed before; rows still marked loose open this way until the job has bound them. */
const loosePlaceOf = (field: 'name' | 'phone') => `cases:${field}`

/** A contact as it is kept. `phone` is checked already. */
export const sealContact = (work: object, caseId: string, phone: string, name: string | null): NewContact => {
  const secrets = secretsOf(work)
  return {
    nameSealed: name ? secrets.seal(name, placeOf('name', caseId)) : null,
    nameMasked: name ? maskName(name) : null,
    phoneSealed: secrets.seal(phone, placeOf('phone', caseId)),
    phoneMasked: maskPhone(phone),
    phoneFingerprint: secrets.fingerprint(phone),
  }
}

/** Opens a contact where it stands. */
export const openContact = (work: object, row: ContactRow) => {
  const secrets = secretsOf(work)
  const at = (field: 'name' | 'phone') => (row.isLoose ? loosePlaceOf(field) : placeOf(field, row.caseId))
  return {
    name: row.nameSealed ? secrets.open(row.nameSealed, at('name')) : null,
    phone: secrets.open(row.phoneSealed, at('phone')),
  }
}

/** Whose contact it is, where the register knows: by the report's own account or person, else by a telephone one person alone has. */
const personBehind = async (work: CasesWork, caseId: string, isAnonymous: boolean, phone: string) => {
  // Who wished not to be named is not looked up by their telephone.
  if (isAnonymous) return null
  const [reporter] = await work.use(matters).reporters(caseId)
  if (reporter?.personId) return reporter.personId
  if (reporter?.accountId) return (await work.use(identity).account(reporter.accountId))?.personId ?? null
  const known = (await work.use(people).findByPhone(phone)).filter((person) => person.state === 'living')
  return known.length === 1 ? (known[0]?.id ?? null) : null
}

export const contact = answer(cases, 'contact', async (work, { params, body }) => {
  const { row, matter } = await find(work, params.id)
  work.must('contact.read', { area: matter.areaCode, unit: matter.holderUnitId ?? null })
  const kept = await store(work.db).contact(row.id)
  if (!kept) throw work.refuse('not-found')
  const shown = openContact(work, kept)
  const purpose = body.purpose.trim()
  work.audit({ object: `matter:${row.id}`, area: matter.areaCode, facts: { purpose } })
  const unitId = work.actor.grants.find((grant) => grant.unitId !== null)?.unitId
  const unit = unitId ? await work.use(organisation).unit(unitId) : null
  await store(work.db).noteLook({
    id: uuidv7(),
    caseId: row.id,
    at: work.now,
    lookerId: work.actor.id,
    lookerName: work.actor.name,
    unitName: unit?.name ?? null,
    purpose,
  })
  const personId = await personBehind(work, row.id, row.isAnonymous, shown.phone)
  if (personId)
    await work.use(people).noteLook({
      personIds: [personId],
      fields: kept.nameSealed ? ['fullName', 'phone'] : ['phone'],
      purpose: 'service',
      reason: `${matter.number} ${purpose}`,
    })
  return shown
})

const lookView = ({ at, lookerName, unitName, purpose }: Awaited<ReturnType<typeof looksOf>>[number]) => ({
  at: at.toISOString(),
  by: lookerName,
  unitName,
  purpose,
})
const looksOf = (work: Pick<CasesWork, 'db'>, caseId: string) => store(work.db).looks(caseId)
export const lookViews = async (work: Pick<CasesWork, 'db'>, caseId: string) =>
  (await looksOf(work, caseId)).map(lookView)

/** For whoever reported without an account: number and query code show who looked, and why. */
export const contactLooks = answer(cases, 'contactLooks', async (work, { body }) => {
  const found = await work.use(matters).byCode(body.number, body.code)
  if (!found) throw work.refuse('wrong-code', {}, 'code')
  return { items: await lookViews(work, found.id) }
})
