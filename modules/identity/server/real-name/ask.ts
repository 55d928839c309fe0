/** Asks whoever this district has set up; a platform that is silent or refuses is no reason to turn somebody away. */
import { configOf } from '@liren/kernel'
import type { IdentityWork } from '../enter.ts'
import { patiently, secretOf } from '../providers/registry.ts'
import type { RealNameAnswer, RealNameCheck, RealNameSetting } from './real-name.ts'
import { signedCheck } from './signed.ts'

/** A check keeps its app token, so it lives as long as its setting stays the same. */
const made = new Map<string, RealNameCheck>()

export const askRealName = async (
  work: IdentityWork,
  asked: { readonly name: string; readonly number: string },
): Promise<RealNameAnswer | null> => {
  const setting = await work.setting<RealNameSetting | null>('realNameCheck')
  if (!setting) return null
  const secret = await secretOf(work, 'real-name')
  const key = JSON.stringify([configOf(work).schema, setting, secret])
  const check = made.get(key) ?? signedCheck({ setting, secret, fetch: patiently, now: () => new Date() })
  made.set(key, check)
  return check(asked).catch((error: unknown): RealNameAnswer => {
    work.log.warn('real-name check did not answer', { error: error instanceof Error ? error.name : 'unknown' })
    return 'unknown'
  })
}
