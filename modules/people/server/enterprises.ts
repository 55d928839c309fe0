/** Enterprises, shops and organisations, and whom they let act for them (经办人). */

import { canonicalPhone, phoneFault } from '@liren/contract/numbers'
import { answer, defaultLimit, pageOf, readCursor, uuidv7 } from '@liren/kernel'
import { type Enterprise, people } from '../contract.ts'
import { enterEnterprise } from './by-decision.ts'
import { dayOf } from './calendar-day.ts'
import { ownRecord } from './me.ts'
import { isInReach, reach } from './reach.ts'
import { type Deed, marksOf, registerOf } from './registering.ts'
import { enterprises } from './store-enterprises.ts'

export const listEnterprises = answer(people, 'listEnterprises', async (work, { query }) => {
  const { after, limit = defaultLimit, area, text } = query
  const items = await enterprises(work.db).list(
    reach(work, 'enterprise.read', area),
    text,
    readCursor(after)?.[0] ?? null,
    limit + 1,
  )
  return pageOf(items, limit, (one) => [one.id])
})

export const readEnterprise = answer(people, 'readEnterprise', async (work, { params }) => {
  const enterprise = await enterprises(work.db).find(params.id)
  if (!enterprise || !isInReach(work, 'enterprise.read', enterprise.areaCode)) throw work.refuse('not-found', {}, 'id')
  return { enterprise, handlers: await enterprises(work.db).handlersOf([enterprise.id], dayOf(work.now)) }
})

export const registerEnterprise = answer(people, 'registerEnterprise', async (work, { body }) => {
  work.must('enterprise.change', { area: body.areaCode })
  return enterEnterprise(work, {
    ...{ name: body.name, creditCode: body.creditCode, areaCode: body.areaCode },
    ...{ legalPersonId: body.legalPersonId ?? null, address: body.address ?? null },
  })
})

/** All scopes for the legal person (法定代表人), the granted ones for a handler, today. */
export const actsFor = async (work: Deed, personId: string) => {
  const store = enterprises(work.db)
  const owned = await store.ofLegalPerson(personId)
  const handled = await store.handledBy(personId, dayOf(work.now))
  return [
    ...owned.map((enterprise) => ({ enterprise, scopes: ['*'] })),
    ...handled.map(({ scopes, ...enterprise }) => ({ enterprise, scopes })),
  ]
}

export const listMyEnterprises = answer(people, 'listMyEnterprises', async (work) => {
  const person = await ownRecord(work)
  const mine = await actsFor(work, person.id)
  const owned = mine.filter(({ scopes }) => scopes.includes('*')).map(({ enterprise }) => enterprise.id)
  const handlers = await enterprises(work.db).handlersOf(owned, dayOf(work.now))
  return {
    items: mine.map((one) => ({
      ...one,
      handlers: handlers.filter(({ enterpriseId }) => enterpriseId === one.enterprise.id),
    })),
  }
})

const mayLetAct = async (work: Deed, enterpriseId: string): Promise<Enterprise> => {
  const enterprise = await enterprises(work.db).find(enterpriseId)
  const isLegalPerson = enterprise?.legalPersonId !== null && enterprise?.legalPersonId === work.actor.personId
  if (!enterprise || !(isLegalPerson || isInReach(work, 'enterprise.change', enterprise.areaCode)))
    throw work.refuse('not-found', {}, 'id')
  return enterprise
}

/** An enterprise knows its clerk's name and phone, not our ids; both must be exactly right. */
const handlerOf = async (work: Deed, body: { personId?: string; fullName?: string; phone?: string }) => {
  const register = registerOf(work)
  if (body.personId) {
    const person = await register.person(body.personId)
    if (!person) throw work.refuse('not-found', {}, 'personId')
    return person
  }
  if (!body.fullName) throw work.refuse('needed', {}, 'fullName')
  if (!body.phone) throw work.refuse('needed', {}, 'phone')
  const fault = phoneFault(body.phone)
  if (fault) throw work.refuse(fault, {}, 'phone')
  const marks = marksOf(work)
  const [person] = await register.byNameAndPhone(
    marks.name(body.fullName.trim()),
    marks.phone(canonicalPhone(body.phone)),
  )
  if (!person) throw work.refuse('not-found', {}, 'phone')
  return person
}

export const authoriseHandler = answer(people, 'authoriseHandler', async (work, { params, body }) => {
  const enterprise = await mayLetAct(work, params.id)
  const today = dayOf(work.now)
  if (body.expiresOn < today) throw work.refuse('impossible-date', {}, 'expiresOn')
  const person = await handlerOf(work, body)
  const handler = {
    id: uuidv7(),
    enterpriseId: enterprise.id,
    personId: person.id,
    scopes: body.scopes,
    sinceOn: today,
    expiresOn: body.expiresOn,
  }
  await enterprises(work.db).authorise(handler, work.actor.id)
  work.audit({ object: `enterprise:${enterprise.id}`, area: enterprise.areaCode, facts: { scopes: body.scopes } })
  work.emit('handler-authorised', { enterpriseId: enterprise.id, personId: person.id, expiresOn: body.expiresOn })
  return { ...handler, displayName: person.displayName }
})

export const withdrawHandler = answer(people, 'withdrawHandler', async (work, { params }) => {
  const enterprise = await mayLetAct(work, params.id)
  const handler = await enterprises(work.db).handler(params.handlerId)
  if (handler?.enterpriseId !== enterprise.id) throw work.refuse('not-found', {}, 'handlerId')
  await enterprises(work.db).withdraw(handler.id, work.now)
  work.audit({ object: `enterprise:${enterprise.id}`, area: enterprise.areaCode })
})
