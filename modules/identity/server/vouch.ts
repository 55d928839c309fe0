/** A provider of enterprises (粤商通 and its kin) says for which firm somebody acts; told on every way in, also when it says so no more. */
import type { Work } from '@liren/kernel'
import type { identity } from '../contract.ts'
import { isCreditCode } from '../registered-number.ts'
import type { Outsider, ProviderSetting } from './providers/adapter.ts'

type Vouched = Pick<Outsider, 'creditCode' | 'enterpriseName'>

/** Does this provider speak of enterprises at all? Of any other, silence says nothing. */
export const vouches = (setting: Pick<ProviderSetting, 'claims'> | undefined) =>
  setting?.claims?.creditCode !== undefined

/** The enterprise named, if its code can be right. */
export const enterpriseOf = ({ creditCode, enterpriseName }: Vouched) => {
  const code = creditCode?.trim().toUpperCase() ?? ''
  return isCreditCode(code) ? { creditCode: code, enterpriseName: enterpriseName?.trim().slice(0, 120) || null } : null
}

/** Emits the fact; whoever keeps enterprises listens. To be called before the statement that carries the tail. */
export const tellVouched = (
  work: Pick<Work<typeof identity>, 'emit'>,
  { accountId, provider, said }: { readonly accountId: string; readonly provider: string; readonly said: Vouched },
) => {
  const firm = enterpriseOf(said)
  work.emit('vouched', {
    accountId,
    provider,
    creditCode: firm?.creditCode ?? null,
    enterpriseName: firm?.enterpriseName ?? null,
  })
}
