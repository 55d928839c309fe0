/** The second factor from an authenticator app (RFC 6238): enrolled once, each step used once. */
import { secretsOf } from '@liren/kernel'
import { Secret, TOTP } from 'otpauth'
import type { IdentityWork } from './enter.ts'
import { type AccountRow, accountsStore } from './store-accounts.ts'

const periodSeconds = 30
const context = (accountId: string) => `identity:totp:${accountId}`

const totpOf = (secret: string, label = '') =>
  new TOTP({
    issuer: 'Liren',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
    secret: Secret.fromBase32(secret),
  })

export const newTotp = (work: IdentityWork, account: Pick<AccountRow, 'id' | 'loginName'>) => {
  const secret = new Secret({ size: 20 }).base32
  return {
    secret,
    uri: totpOf(secret, account.loginName).toString(),
    sealed: secretsOf(work).seal(secret, context(account.id)),
  }
}

/** The step a code belongs to, one step of drift either way; null when it fits none. */
export const stepFor = (
  work: IdentityWork,
  account: Pick<AccountRow, 'id'>,
  sealed: string,
  code: string,
): number | null => {
  const secret = secretsOf(work).open(sealed, context(account.id))
  const drift = totpOf(secret).validate({ token: code, timestamp: work.now.getTime(), window: 1 })
  return drift === null ? null : Math.floor(work.now.getTime() / 1000 / periodSeconds) + drift
}

/** Right, and not used before. */
export const isTotp = async (work: IdentityWork, account: AccountRow, code: string): Promise<boolean> => {
  if (account.totpSealed === null) return false
  const step = stepFor(work, account, account.totpSealed, code)
  return step !== null && (await accountsStore(work.db).useTotpStep(account.id, step))
}
