/** What a contract with a firm outside means for an account that lives under it: whether it opens, which roles, and until when. */
import { refuseAsKernel, type Work } from '@liren/kernel'
import type { identity } from '../contract.ts'
import { beyondTerm, lastMoment, termOn } from '../contract-term.ts'
import type { Role } from '../shapes.ts'
import { dayOf } from './registrations.ts'
import { contractsStore } from './store-contracts.ts'

type IdentityWork = Work<typeof identity>

/** A new account of a firm outside stands under a contract that runs and reaches there; of anybody else, under none. */
export const contractForAccount = async (
  work: IdentityWork,
  { kind, contractId, areaCode }: { kind: string; contractId?: string | null; areaCode: string },
): Promise<string | null> => {
  if (!contractId) {
    if (kind === 'thirdParty') throw work.refuse('contract-needed', {}, 'contractId')
    return null
  }
  if (kind !== 'thirdParty' && kind !== 'enterprise' && kind !== 'representative')
    throw work.refuse('contract-needed', {}, 'kind')
  const found = await contractsStore(work.db).find(contractId)
  if (!found || !work.may('contract.read', { area: found.areaCode }))
    throw refuseAsKernel('not-found', {}, 'contractId')
  if (termOn(found, dayOf(work.now)) === 'over') throw work.refuse('contract-over', {}, 'contractId')
  const [anyRole] = found.roles
  if (anyRole && beyondTerm(found, anyRole, areaCode) === 'area') throw work.refuse('beyond-contract', {}, 'areaCode')
  return found.id
}

/** Third parties, also those from before there were contracts, and employees of a firm under one. */
export const needsContract = (account: { readonly kind: string; readonly contractId: string | null }): boolean =>
  account.kind === 'thirdParty' || account.contractId !== null

/** Until when a role for an account that needs a contract may hold at most: its contract's last moment. */
export const roleUnderContract = async (
  work: IdentityWork,
  { accountId, role, area }: { accountId: string; role: Role; area: string },
): Promise<Date> => {
  const found = await contractsStore(work.db).ofAccount(accountId)
  // Opened before there were contracts: what they hold they keep, and get nothing more.
  if (!found) throw work.refuse('contract-needed', {}, 'accountId')
  if (termOn(found, dayOf(work.now)) === 'over') throw work.refuse('contract-over', {}, 'accountId')
  const beyond = beyondTerm(found, role, area)
  if (beyond) throw work.refuse('beyond-contract', {}, beyond)
  return lastMoment(found.untilOn)
}

/** @throws Refusal `contract-over` where the account's contract is over or has not begun. */
export const refuseBeyondContract = async (work: IdentityWork, accountId: string) => {
  const found = await contractsStore(work.db).ofAccount(accountId)
  if (found && termOn(found, dayOf(work.now)) !== 'running') throw work.refuse('contract-over')
}
