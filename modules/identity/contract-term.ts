/** 合同 An agreement with a firm outside: from when to when it opens the door, for which roles, and where. Pure. */
import type { Role } from './shapes.ts'

/** enterprise 企业 · surveyFirm 调查机构 · auditor 审计机构 · supplier 服务商. */
export const partnerKinds = ['enterprise', 'surveyFirm', 'auditor', 'supplier'] as const

export type Term = {
  readonly fromOn: string
  readonly untilOn: string
  readonly endedAt: Date | null
  readonly roles: readonly Role[]
  readonly areaCode: string
}

/** Days are `yyyy-MM-dd` in China; the last day still counts. */
export const termOn = (
  term: Pick<Term, 'fromOn' | 'untilOn' | 'endedAt'>,
  today: string,
): 'coming' | 'running' | 'over' =>
  term.endedAt !== null || today > term.untilOn ? 'over' : today < term.fromOn ? 'coming' : 'running'

const trimmed = (code: string) => code.replace(/(000)+$/, '').replace(/(00)+$/, '')

/** Which part of what is asked the contract does not cover; null where it covers all of it. */
export const beyondTerm = (
  term: Pick<Term, 'roles' | 'areaCode'>,
  role: Role,
  area: string,
): 'role' | 'area' | null => {
  if (!term.roles.includes(role)) return 'role'
  return area.startsWith(trimmed(term.areaCode)) ? null : 'area'
}

/** The end of a contract's last day in China. */
export const lastMoment = (untilOn: string): Date => new Date(Date.parse(`${untilOn}T00:00:00+08:00`) + 86_400_000)

/** A contract longer than this is looked at anew. */
export const longestYears = 5
/** Which of its days cannot be; null where both can. */
export const termFault = (fromOn: string, untilOn: string, today: string): 'fromOn' | 'untilOn' | null => {
  if (untilOn < fromOn || untilOn < today) return 'untilOn'
  const latest = `${Number(fromOn.slice(0, 4)) + longestYears}${fromOn.slice(4)}`
  return untilOn > latest ? 'untilOn' : null
}
