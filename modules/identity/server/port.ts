/** What identity offers inside: names, holders of roles, ways to reach a person; and accounts for seeds. */
import { given, secretsOf, uuidv7, type Work } from '@liren/kernel'
import type { GivenToIdentity, IdentityPort, NewAccount } from '../port.ts'
import { forget } from './authenticate.ts'
import { closeAccountOf } from './close-account.ts'
import { openPhone, phonePrint, sealPhone } from './phone.ts'
import { isPhoneProved } from './phone-proof.ts'
import { dayOf } from './registrations.ts'
import { hashPassword } from './secret-hash.ts'
import { accountsStore } from './store-accounts.ts'
import { grantsStore } from './store-grants.ts'

/** Seeds give thousands of accounts one password: hash it once. */
let lastHash: { readonly password: string; readonly hash: Promise<string> } | null = null
const hashOnce = (password: string) => {
  if (lastHash?.password !== password) lastHash = { password, hash: hashPassword(password) }
  return lastHash.hash
}

export const createAccount = async (work: Work, account: NewAccount, isDemo = false): Promise<string> => {
  const secrets = secretsOf(work)
  const id = account.id ?? uuidv7()
  await accountsStore(work.db).create(
    {
      id,
      loginName: account.loginName,
      displayName: account.displayName,
      kind: account.kind,
      personId: account.personId ?? null,
      areaCode: account.areaCode ?? null,
      unitId: account.unitId ?? null,
      phoneSealed: account.phone ? sealPhone(secrets, id, account.phone) : null,
      phonePrint: account.phone ? phonePrint(secrets, account.phone) : null,
      passwordHash: account.password ? await hashOnce(account.password) : null,
      isDemo,
      roles: account.roles ?? [],
    },
    work.now,
  )
  return id
}

export const port = (work: Work): IdentityPort => {
  const accounts = accountsStore(work.db)
  const grants = grantsStore(work.db)
  return {
    account: async (id) => (await accounts.view(id)) ?? null,
    accounts: async (ids) => (ids.length === 0 ? [] : accounts.views(ids)),
    holders: async ({ role, area, unitId, below }) =>
      (
        await grants.holders({
          // In a committee, firm or organisation of citizens representatives are the ones who handle.
          ...{
            roles: role === 'handler' ? [role, 'representative'] : [role],
            area: area ?? null,
            unitId: unitId ?? null,
            now: work.now,
          },
          butNot: below?.butNot ?? null,
        })
      ).map(({ id }) => id),
    accountByLogin: async (loginName) => {
      const found = await accounts.byLogin(loginName)
      return found ? ((await accounts.view(found.id)) ?? null) : null
    },
    accountOfPerson: async (personId) => (await accounts.ofPerson(personId))?.id ?? null,
    accountsOfPersons: async (personIds) => {
      const rows = personIds.length === 0 ? [] : await accounts.ofPersons(personIds)
      return Object.fromEntries(rows.map(({ id, personId }) => [personId, id]))
    },
    lastHereOn: async (personIds) => {
      const rows = personIds.length === 0 ? [] : await accounts.lastHere(personIds)
      return Object.fromEntries(rows.map(({ personId, at }) => [personId, dayOf(at)]))
    },
    relationOf: async (authorityId) => (await grantsStore(work.db).authority(authorityId))?.relation ?? null,
    isSentByOffice: async () => {
      const authorityId = work.actor.onBehalfOf?.authorityId
      const authority = authorityId === undefined ? undefined : await grants.authority(authorityId)
      if (!authority || authority.relation === 'staff') return authority !== undefined
      if ((await accounts.ofPerson(authority.personId))?.id === authority.recordedBy) return false
      if (authority.relation !== 'guardian' || authority.confirmedAt === null) return true
      const guardian = (await accounts.byId(authority.helperAccountId))?.personId ?? null
      if (guardian === null) return true
      for (const { part } of given<Partial<GivenToIdentity>>(work, 'identity'))
        if (await part.isGuardianOf?.(work, guardian, authority.personId)) return false
      return true
    },
    rolesOf: async (accountId) => (await accounts.rolesOf(accountId, work.now))?.roles ?? [],
    linkPerson: async (accountId, personId) => {
      const linked = await accounts.linkPerson(accountId, personId)
      if (linked?.areaCode) await grants.count(linked.areaCode, dayOf(work.now), 'linked')
      forget(accountId)
    },
    movePerson: async (accountId, from, to) => {
      await accounts.movePerson(accountId, from, to)
      forget(accountId)
    },
    phonesOf: async (ids) => {
      const secrets = secretsOf(work)
      const rows = ids.length === 0 ? [] : await accounts.sealedPhones(ids)
      return Object.fromEntries(rows.map(({ id, phoneSealed }) => [id, openPhone(secrets, id, phoneSealed)]))
    },
    subjectsOf: async (provider, ids) => {
      const rows = ids.length === 0 ? [] : await accounts.subjects(provider, ids)
      return Object.fromEntries(rows.map(({ accountId, subject }) => [accountId, subject]))
    },
    unfollowed: async (provider, subject) => {
      const account = await accounts.byLink(provider, subject, null)
      if (account?.areaCode) await grants.count(account.areaCode, dayOf(work.now), 'unfollowed')
    },
    closeAccountOf: (personId) => closeAccountOf(work, personId),
    isPhoneProved: (phone, proof) => isPhoneProved(work, phone, proof),
    createAccount: (account) => createAccount(work, account),
  }
}
