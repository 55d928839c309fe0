/** When somebody registers, the register writes them down (or knows them again), joins them to their community and ties the log-in. */

import {
  canonicalNumber,
  canonicalPhone,
  creditCodeFault,
  organisationKindOf,
  phoneFault,
} from '@liren/contract/numbers'
import { identity } from '@liren/identity/contract'
import { answer, given, listen, secretsOf, uuidv7 } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { type CarriedAlong, type GivenToPeople, type Person, people } from '../contract.ts'
import { dayOf } from './calendar-day.ts'
import { joinAs } from './membership.ts'
import { visiblePerson } from './persons.ts'
import { type Deed, enter, marksOf, registerOf } from './registering.ts'
import { claims } from './store-claims.ts'
import { enterprises } from './store-enterprises.ts'
import { memberships } from './store-memberships.ts'

const context = 'identity:registered'

type Known = {
  readonly fullName: string
  readonly phone: string | null
  readonly identityNumber: string | null
  readonly areaCode: string | null
}

/**
 * Knowing somebody's number is not being them: an entry that is there already is taken over only where name and phone
 * agree. Else the community looks at both and ties them by hand.
 */
const personOf = async (work: Deed, known: Known): Promise<{ readonly personId: string; readonly isSure: boolean }> => {
  const { fullName, phone, identityNumber, areaCode } = known
  if (identityNumber) {
    const marks = marksOf(work)
    const number = marks.identity('residentId', canonicalNumber('residentId', identityNumber))
    const claimed = await registerOf(work).claim(
      number,
      marks.name(fullName),
      phone ? marks.phone(canonicalPhone(phone)) : null,
    )
    if (claimed) return { personId: claimed.id, isSure: claimed.isSame }
  }
  // That a name belongs to a number does not tell whose hands typed them: the number is theirs once the office has looked at it.
  const isDeclared = true
  const { personId } = await enter(
    work,
    {
      fullName,
      ...(phone && !phoneFault(phone) ? { phone } : {}),
      ...(identityNumber ? { identityNumber } : {}),
      ...(areaCode ? { areaCode } : {}),
    },
    undefined,
    isDeclared,
  )
  return { personId, isSure: true }
}

export const writeDownAccount = listen(people, identity, 'registered', 'write-down-account', async (work, fact) => {
  const { open } = secretsOf(work)
  const reveal = (sealed: string | null) => (sealed === null ? null : open(sealed, context))
  const account = await work.use(identity).account(fact.accountId)
  if (!account || account.personId) return
  const name = open(fact.nameSealed, context)
  // A display name may hold signs that no name holds; the register keeps what is a name in it.
  const fullName = [...name.replace(/[^\p{L}\p{M}〇○·.'’ -]/gu, '').trim()].slice(0, 50).join('') || '居民'
  if (fact.kind === 'enterprise') {
    const { creditCode } = fact
    if (!creditCode || creditCodeFault(creditCode) || (await enterprises(work.db).byCreditCode(creditCode))) return
    const kind = organisationKindOf(creditCode)
    const { areaCode } = fact
    await enterprises(work.db).insert(
      { id: uuidv7(), name, creditCode, kind, areaCode, legalPersonId: null, address: null },
      work.now,
    )
    return
  }
  const area = fact.areaCode && (await work.use(territory).area(fact.areaCode)) ? fact.areaCode : null
  const { personId, isSure } = await personOf(work, {
    fullName,
    phone: reveal(fact.phoneSealed),
    identityNumber: reveal(fact.idNumberSealed),
    areaCode: area,
  })
  if (!isSure) {
    const person = await registerOf(work).person(personId)
    await claims(work.db).add({
      ...{ id: uuidv7(), accountId: fact.accountId, personId },
      ...{ areaCode: person?.areaCode ?? area ?? '', claimedAt: work.now },
    })
    return
  }
  await work.use(identity).linkPerson(fact.accountId, personId)
  work.emit('linked', { personId, accountId: fact.accountId })
  const isCommunity = area !== null && (await work.use(territory).area(area))?.level === 'community'
  if (isCommunity && !(await memberships(work.db).current(personId, area))) await joinAs(work, personId, area)
})

/** What is under the old entry does not come along: as long as there is something, nobody is parted from it. */
const refuseWhereHeld = async (work: Deed, personId: string) => {
  const held: string[] = []
  for (const { module, part } of given<Partial<GivenToPeople>>(work, 'people'))
    if (await part.holdsOf?.(work, personId)) held.push(work.words(`${module}.title`))
  if (held.length > 0) throw work.refuse('entry-in-use', { where: held.join('、') }, 'accountId')
}

/** An entry somebody made of themself gives way to that of the office with the same number; any other stays theirs. */
const leaveDeclared = async (work: Deed, madeId: string, person: Person) => {
  const register = registerOf(work)
  const declared = await register.declaredOf(madeId)
  if (declared === null || (await register.identityHolder(declared)) !== person.id)
    throw work.refuse('wrong-state', {}, 'accountId')
  await refuseWhereHeld(work, madeId)
  await register.update(madeId, { state: 'movedAway', dwellingId: null, declaredFingerprint: null }, work.now)
  for (const communityCode of await memberships(work.db).endAll(madeId, dayOf(work.now), null)) {
    work.emit('member-left', { personId: madeId, communityCode })
    if (!(await memberships(work.db).current(person.id, communityCode))) await joinAs(work, person.id, communityCode)
  }
}

const carryAlong = async (work: Deed, accountId: string, from: string | null, to: string) => {
  for (const { part } of given<Partial<CarriedAlong>>(work, 'people')) await part.carry?.(work, { accountId, from, to })
}

export const linkAccount = answer(people, 'linkAccount', async (work, { params, body }) => {
  const person = await visiblePerson(work, params.id, 'membership.verify')
  const account = await work.use(identity).account(body.accountId)
  // Nobody makes a neighbour's entry their own.
  if (body.accountId === work.actor.id) throw work.refuse('not-yours', {}, 'accountId')
  if (!account) throw work.refuse('not-found', {}, 'accountId')
  const holder = await work.use(identity).accountOfPerson(person.id)
  if (holder && holder !== account.id) throw work.refuse('wrong-state', {}, 'accountId')
  if (account.personId && account.personId !== person.id) {
    await leaveDeclared(work, account.personId, person)
    await work.use(identity).movePerson(account.id, account.personId, person.id)
    await enterprises(work.db).moveVouched(account.personId, person.id)
  } else await work.use(identity).linkPerson(account.id, person.id)
  if (account.personId !== person.id) await carryAlong(work, account.id, account.personId, person.id)
  await claims(work.db).settle(account.id, 'linked', work.actor.id, work.now)
  work.audit({ object: `person:${person.id}`, area: person.areaCode, facts: { accountId: account.id } })
  work.emit('linked', { personId: person.id, accountId: account.id })
})
