/** Acting for somebody (代办): on a recorded authority only, shown all the while, and the person is told. */
import { maskName } from '@liren/contract/mask'
import { answer, given, isWithin, mustBeFresh, refuseAsKernel, uuidv7 } from '@liren/kernel'
import { type Authority, type AuthorityLine, type EvidenceKeeper, type GivenToIdentity, identity } from '../contract.ts'
import { isAbsence } from '../grant.ts'
import { personaOf } from '../persona.ts'
import { isStaffPersona } from '../session-life.ts'
import { forget } from './authenticate.ts'
import { asTold } from './dates.ts'
import type { IdentityWork } from './enter.ts'
import { takeHelper } from './helper-codes.ts'
import { myAccount } from './proof.ts'
import { accountsStore } from './store-accounts.ts'
import { grantsStore } from './store-grants.ts'
import { sessionsStore } from './store-sessions.ts'

/** Where a person belongs, by the register, else by their account; null for nobody known to either. */
export const homeOf = async (work: IdentityWork, personId: string): Promise<string | null> => {
  const registers = given<Partial<GivenToIdentity>>(work, 'identity').filter(({ part }) => part.areaOf)
  for (const { part } of registers) {
    const area = (await part.areaOf?.(work, personId)) ?? null
    if (area !== null) return area
  }
  const account = await accountsStore(work.db).ofPerson(personId)
  const area = account && (await accountsStore(work.db).byId(account.id))?.areaCode
  return area ?? (registers.length === 0 ? '' : null)
}

/** Those who write down an authority for others, in their own area; that they live there too gives no such right. */
const offices = ['gridWorker', 'communityWorker', 'communityAdmin', 'acceptor']
export const isInOffice = (work: IdentityWork, area: string) =>
  work.actor.grants.some(
    (grant) => offices.includes(grant.role) && grant.unitId === null && (area === '' || isWithin(area, grant.area)),
  )

/** The signed paper, photographed: kept with the authority instead of going with the drafts. */
const keepEvidence = async (work: IdentityWork, fileId: string, authorityId: string) => {
  for (const { part } of given<Partial<EvidenceKeeper>>(work, 'identity'))
    if (await part.keepEvidence?.(work, fileId, `authority:${authorityId}`)) return
  throw work.refuse('evidence-missing', {}, 'evidenceFileId')
}

export const recordAuthority = answer(identity, 'recordAuthority', async (work, { body }) => {
  const me = await myAccount(work)
  const isOwnPerson = me.personId !== null && me.personId === body.personId
  // A resident gives authority over themself only; staff write down what a person told them, where they serve.
  if (!isOwnPerson) {
    if (!isInOffice(work, '')) throw refuseAsKernel('forbidden', {}, 'personId')
    const home = await homeOf(work, body.personId)
    if (home === null || !isInOffice(work, home)) throw refuseAsKernel('not-found', {}, 'personId')
  }
  if (isOwnPerson) mustBeFresh(work)
  const named = body.helperCode === undefined ? body.helperAccountId : await takeHelper(work, body.helperCode)
  const helper = await accountsStore(work.db).byId(named ?? me.id)
  if (helper?.status !== 'active' || (isOwnPerson && helper.id === me.id))
    throw work.refuse('delegate-unsuitable', {}, 'helperAccountId')
  // One pair of hands alone would make somebody of the office whomever they like: a colleague writes it down, or the person signed.
  if (!isOwnPerson) {
    const isColleague = helper.id !== me.id && helper.roles.some((role) => offices.includes(role))
    // Whoever serves in an office helps as such, whatever they are to the person otherwise; as family only the person names them.
    if ((helper.id === me.id || isStaffPersona(personaOf(helper.roles))) && body.relation !== 'staff')
      throw work.refuse('delegate-unsuitable', {}, 'relation')
    if (!(isColleague && body.relation === 'staff') && !body.evidenceFileId)
      throw work.refuse('evidence-missing', {}, 'evidenceFileId')
  }
  const untilAt = new Date(body.untilAt)
  if (!isAbsence(work.now, untilAt, work.now)) throw work.refuse('window-invalid', {}, 'untilAt')
  const authority = {
    id: uuidv7(),
    personId: body.personId,
    helperAccountId: helper.id,
    relation: body.relation,
    purpose: body.purpose,
    evidenceFileId: body.evidenceFileId ?? null,
    untilAt,
    recordedBy: me.id,
  }
  if (authority.evidenceFileId) await keepEvidence(work, authority.evidenceFileId, authority.id)
  await grantsStore(work.db).recordAuthority(authority, work.now)
  work.audit({
    object: `person:${body.personId}`,
    facts: { authorityId: authority.id, helperAccountId: helper.id, purpose: body.purpose },
  })
  return asTold<Authority>({ ...authority, helperName: helper.displayName, confirmedAt: null })
})

/** @throws Refusal `not-found` for whoever does not serve where this person lives. */
const mustServe = async (work: IdentityWork, personId: string) => {
  const home = isInOffice(work, '') ? await homeOf(work, personId) : null
  if (home === null || !isInOffice(work, home)) throw refuseAsKernel('not-found')
}

export const authoritiesOver = answer(identity, 'authoritiesOver', async (work, { params }) => {
  await mustServe(work, params.id)
  const rows = await grantsStore(work.db).authoritiesInForce(params.id, work.now)
  return { items: rows.map((row) => asTold<Authority>(row)) }
})

export const confirmAuthority = answer(identity, 'confirmAuthority', async (work, { params }) => {
  const authority = await grantsStore(work.db).authority(params.id)
  if (!authority) throw refuseAsKernel('not-found')
  await mustServe(work, authority.personId)
  if (authority.endedAt !== null || authority.untilAt <= work.now) throw work.refuse('authority-ended')
  if (authority.relation !== 'guardian' || authority.evidenceFileId === null) throw work.refuse('evidence-missing')
  const me = work.actor.id ?? ''
  if (me === authority.recordedBy || me === authority.helperAccountId) throw work.refuse('second-worker-needed')
  if (authority.confirmedAt === null) await grantsStore(work.db).confirmAuthority(params.id, me, work.now)
  work.audit({ object: `person:${authority.personId}`, facts: { authorityId: params.id } })
})

export const listAuthorities = answer(identity, 'authorities', async (work, { query }) => {
  const limit = query.limit ?? 50
  const rows = await grantsStore(work.db).authorities({
    scope: work.scope('authority.read'),
    state: query.state ?? null,
    relation: query.relation ?? null,
    after: query.after ?? null,
    limit: limit + 1,
    now: work.now,
  })
  const page = rows.slice(0, limit)
  const names = new Map<string, string>()
  for (const { part } of given<Partial<GivenToIdentity>>(work, 'identity'))
    for (const [id, name] of (await part.namesOf?.(work, [...new Set(page.map(({ personId }) => personId))])) ?? [])
      names.set(id, name)
  return {
    items: page.map(({ accountName, isByResident, ...row }) =>
      asTold<AuthorityLine>({
        ...row,
        personName: names.get(row.personId) ?? (accountName === null ? null : maskName(accountName)),
        recordedByName: isByResident ? maskName(row.recordedByName) : row.recordedByName,
        helperName: row.relation === 'staff' ? row.helperName : maskName(row.helperName),
      }),
    ),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
})

export const endAuthority = answer(identity, 'endAuthority', async (work, { params }) => {
  const authority = await grantsStore(work.db).authority(params.id)
  const { id, personId } = work.actor
  const isMine =
    authority &&
    (authority.recordedBy === id ||
      authority.helperAccountId === id ||
      (personId !== null && authority.personId === personId))
  if (!isMine) throw refuseAsKernel('not-found')
  await grantsStore(work.db).endAuthority(params.id, work.now)
  await sessionsStore(work.db).endAssistance(params.id)
  work.audit({ object: `person:${authority.personId}`, facts: { authorityId: params.id } })
  forget(authority.helperAccountId)
})

export const startAssistance = answer(identity, 'startAssistance', async (work, { body }) => {
  const authority = await grantsStore(work.db).authority(body.authorityId)
  if (!authority || authority.helperAccountId !== work.actor.id) throw refuseAsKernel('not-found')
  if (authority.endedAt !== null || authority.untilAt <= work.now) throw work.refuse('authority-ended')
  await sessionsStore(work.db).setAuthority(work.actor.sessionId ?? '', authority.id)
  work.audit({
    object: `person:${authority.personId}`,
    facts: { authorityId: authority.id, purpose: authority.purpose },
  })
  work.emit('assisted', {
    authorityId: authority.id,
    personId: authority.personId,
    helperAccountId: authority.helperAccountId,
    purpose: authority.purpose,
    untilAt: authority.untilAt.toISOString(),
  })
  forget(authority.helperAccountId)
  const { endedAt: _, ...told } = authority
  return asTold<Authority>(told)
})

export const stopAssistance = answer(identity, 'stopAssistance', async (work) => {
  if (!work.actor.onBehalfOf) throw work.refuse('nobody-assisted')
  await sessionsStore(work.db).setAuthority(work.actor.sessionId ?? '', null)
  work.audit({
    object: `person:${work.actor.onBehalfOf.personId}`,
    facts: { authorityId: work.actor.onBehalfOf.authorityId },
  })
  forget(work.actor.id ?? '')
})
