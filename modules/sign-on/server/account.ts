/** Who somebody is to a linked tool: a subject made for that tool alone, and of the rest what they agreed to, with a footprint. */
import { dayOf } from '@liren/contract/day'
import { identity } from '@liren/identity/contract'
import { areaPrefix, isWithin, secretsOf } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import type { Account, AccountClaims } from 'oidc-provider'
import { ageBand, type ClaimName, claimOf } from '../claims.ts'
import { currentWork, type SignOnWork } from './sign-on-work.ts'
import { clientStore, consentStore } from './store.ts'

/** Two tools that lay their lists beside each other find no one in both. */
export const subjectFor = (work: SignOnWork, toolId: string, sector: string, accountId: string): string =>
  secretsOf(work).fingerprint(`sign-on subject\n${toolId}\n${sector}\n${accountId}`)

/** Is the tool in use where somebody belongs? */
export const isInUseFor = async (work: SignOnWork, toolId: string): Promise<boolean> => {
  const areas = await clientStore(work.db).areasOf(toolId, dayOf(work.now))
  const homes = work.actor.grants.map(({ area }) => area).filter((area) => area !== '')
  return areas.some((area) =>
    homes.some((home) => isWithin(home, area) || areaPrefix(area).startsWith(areaPrefix(home))),
  )
}

/** A resident of one community is of that one; somebody else is of none. */
const communityOf = (areaCode: string | null) => (areaCode && /^\d{12}/.test(areaCode) ? areaCode.slice(0, 12) : null)

const tell = async (work: SignOnWork, accountId: string, toolId: string, claims: readonly ClaimName[]) => {
  const account = await work.use(identity).account(accountId)
  if (!account) return {}
  const facts = account.personId === null ? null : await work.use(people).facts(account.personId)
  const code = communityOf(account.areaCode ?? facts?.areaCode ?? null)
  const area = code === null || !claims.includes('community') ? null : await work.use(territory).area(code)
  const told = {
    ...(claims.includes('displayName') ? { name: account.displayName } : {}),
    ...(area ? { community: area.code, community_name: area.name } : {}),
    ...(claims.includes('ageBand') && facts?.age !== undefined ? { age_band: ageBand(facts.age) } : {}),
  }
  const client = await clientStore(work.db).one(toolId)
  const name = client?.name['zh-CN'] ?? toolId
  if (account.personId !== null && claims.length > 0)
    await work.use(people).noteLook({
      personIds: [account.personId],
      fields: claims.map((claim): `${string}.${string}` => `sign-on.${claim}`),
      purpose: 'service',
      reason: work.words('sign-on.screen.passed', { tool: name }),
      by: name,
    })
  await consentStore(work.db).passed(accountId, toolId, work.now)
  work.audit({ object: `tool:${toolId}`, facts: { account: accountId, claims: [...claims] } })
  return told
}

/** For the provider. Whoever left, or was suspended, is nobody any more. */
export const findAccount = async (clientId: string | undefined, id: string): Promise<Account | undefined> => {
  const work = currentWork()
  const account = await work.use(identity).account(id)
  if (!account?.isActive) return undefined
  return {
    accountId: id,
    claims: async (use, scope): Promise<AccountClaims> => {
      // Into the token itself goes the subject alone; the rest is asked for, and asking leaves a footprint.
      if (use !== 'userinfo' || clientId === undefined) return { sub: id }
      const consent = await consentStore(work.db).one(id, clientId)
      const claims = scope.split(' ').flatMap((one) => {
        const claim = claimOf(one)
        return claim && consent?.claims.includes(claim) ? [claim] : []
      })
      return { sub: id, ...(await tell(work, id, clientId, claims)) }
    },
  }
}
