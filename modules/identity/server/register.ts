/** A resident or an enterprise registers with a phone; the number they are known by is checked, sealed on its way, never kept. */
import { answerOnce, refuseAsKernel, secretsOf, uuidv7 } from '@liren/kernel'
import { type AccountKind, identity, type Role } from '../contract.ts'
import { isCreditCode, isResidentNumber } from '../registered-number.ts'
import { tryCode } from './codes.ts'
import { digest } from './cookie.ts'
import { handCookie, type IdentityWork, prepareSession, stepOf } from './enter.ts'
import { refuseWeak } from './password-change.ts'
import { numberPrint, phonePrint, sealPhone } from './phone.ts'
import { askRealName } from './real-name/ask.ts'
import { dayOf } from './registrations.ts'
import { hashPassword } from './secret-hash.ts'
import { accountsStore } from './store-accounts.ts'
import { registrationsStore } from './store-registrations.ts'
import { tellVouched } from './vouch.ts'

/** The context under which the sealed fields of `registered` open. */
export const registeredContext = 'identity:registered'

type Registration = {
  readonly kind: AccountKind
  readonly role: Role
  readonly phone: string
  readonly code: string
  readonly displayName: string
  readonly areaCode: string
  readonly password?: string | undefined
  readonly idNumber?: string | undefined
  readonly creditCode?: string | undefined
  readonly linkTicket?: string | undefined
  /** Which of the community's codes was scanned. */
  readonly source?: string | undefined
  readonly privacyVersion?: number | undefined
}

const loginNameFor = (id: string) => `u${id.replaceAll('-', '').slice(-10)}`

const register = async (work: IdentityWork, asked: Registration) => {
  const secrets = secretsOf(work)
  const store = accountsStore(work.db)
  const print = phonePrint(secrets, asked.phone)
  if (asked.areaCode.length !== 12) throw refuseAsKernel('invalid-input', {}, 'areaCode')
  if (asked.password !== undefined) refuseWeak(work, asked.password, asked, 'password')
  // Faults that the person can see and mend come first, so that they do not use the code up.
  if (!(await tryCode(work, print, 'register', asked.code))) throw work.refuse('code-wrong', {}, 'code')
  const number = asked.idNumber ? numberPrint(secrets, asked.idNumber) : null
  const taken = await store.taken(null, print, number)
  if (taken?.phone || taken?.number) throw work.refuse('already-registered', {}, taken.phone ? 'phone' : 'idNumber')
  // Asked last, and only of somebody who holds the phone: the check must not tell strangers whose number is whose.
  const realName = asked.idNumber ? await askRealName(work, { name: asked.displayName, number: asked.idNumber }) : null
  if (realName === 'different') throw work.refuse('real-name-differs', {}, 'idNumber')
  const ticket = asked.linkTicket ? await store.takeTicket(digest(asked.linkTicket), work.now) : undefined

  const id = uuidv7()
  const roles = [{ role: asked.role, area: asked.areaCode }]
  const passwordHash = asked.password === undefined ? null : await hashPassword(asked.password)
  const { token, session } = await prepareSession(
    work,
    {
      id,
      areaCode: asked.areaCode,
      roles: roles.map(({ role }) => role),
      totpSealed: null,
      passkeyCount: 0,
      isDemo: false,
      mustChangePassword: false,
      passwordChangedAt: work.now,
    },
    { how: 'registration', isTwofold: false },
  )
  work.audit({
    object: `account:${id}`,
    area: asked.areaCode,
    facts: { kind: asked.kind, ...(realName ? { realName } : {}) },
  })
  work.emit('registered', {
    accountId: id,
    kind: asked.kind,
    areaCode: asked.areaCode,
    nameSealed: secrets.seal(asked.displayName, registeredContext),
    phoneSealed: secrets.seal(asked.phone, registeredContext),
    idNumberSealed: asked.idNumber ? secrets.seal(asked.idNumber, registeredContext) : null,
    creditCode: asked.creditCode ?? null,
    realName,
    privacyVersion: asked.privacyVersion ?? null,
  })
  if (ticket?.creditCode) tellVouched(work, { accountId: id, provider: ticket.provider, said: ticket })
  await registrationsStore(work.db)
    .register(
      {
        account: {
          id,
          loginName: loginNameFor(id),
          displayName: asked.displayName,
          kind: asked.kind,
          areaCode: asked.areaCode,
          phoneSealed: sealPhone(secrets, id, asked.phone),
          phonePrint: print,
          numberPrint: number,
          creditCode: asked.creditCode ?? null,
          realNameAt: realName === 'same' ? work.now : null,
          passwordHash,
          roles,
        },
        session,
        link: ticket ?? null,
        day: dayOf(work.now),
        source: asked.source ?? null,
      },
      work.tail(),
      work.now,
    )
    .catch((error: unknown) => {
      // Two registrations with one phone at the same moment: the second hears what it would have heard a moment later.
      throw (error as { code?: string }).code === '23505' ? work.refuse('already-registered', {}, 'phone') : error
    })
  handCookie(work, token, session)
  return { accountId: id, next: stepOf(session.stage) }
}

export const registerResident = answerOnce(identity, 'register', async (work, { body }) => {
  const idNumber = body.idNumber?.trim().toUpperCase()
  if (idNumber !== undefined && !isResidentNumber(idNumber, dayOf(work.now)))
    throw work.refuse('id-number-invalid', {}, 'idNumber')
  return register(work, { ...body, idNumber, kind: 'person', role: 'resident' })
})

export const registerEnterprise = answerOnce(identity, 'registerEnterprise', async (work, { body }) => {
  if (!isCreditCode(body.creditCode)) throw work.refuse('credit-code-invalid', {}, 'creditCode')
  return register(work, { ...body, kind: 'enterprise', role: 'merchant' })
})
