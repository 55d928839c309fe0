/** Whom an announcement is for: residents by area and rule, from whoever keeps the register, or colleagues by role. */
import { identity } from '@liren/identity/contract'
import { compileRule, given, ruleFault, type Work } from '@liren/kernel'
import type { Announcement, AudienceKeeper, GivenToNotices, notices } from '../contract.ts'

type NoticesWork = Work<typeof notices>
export type Whom = {
  readonly areaCode: string
  readonly rule: string | null
  readonly roles: Announcement['roles']
}

const pageSize = 500
const everyRole = ['gridWorker', 'communityWorker', 'communityAdmin', 'handler'] as const

/** @throws Refusal `no-register` where nobody keeps one. */
export const keeperOf = (work: NoticesWork): AudienceKeeper => {
  for (const { part } of given<GivenToNotices>(work, 'notices')) if (part.audience) return part.audience
  throw work.refuse('no-register', {}, 'kind')
}

/** @throws Refusal `rule-unreadable` at `rule`, naming the place. */
export const checkRule = (work: NoticesWork, rule: string | null) => {
  if (rule === null) return
  const fault = ruleFault(rule, keeperOf(work).facts)
  if (fault)
    throw work.refuse('rule-unreadable', { near: rule.slice(Math.max(0, fault.at - 12), fault.at + 12) }, 'rule')
}

/** Colleagues whose post lies in the area, or covers it. */
export const staffOf = async (work: NoticesWork, { areaCode, roles }: Whom): Promise<readonly string[]> => {
  const wanted = roles.length === 0 ? everyRole : roles
  const found = await Promise.all(
    wanted.map((role) => work.use(identity).holders({ role, area: areaCode, below: { butNot: [] } })),
  )
  return [...new Set(found.flat())]
}

export type Judged = {
  readonly personIds: readonly string[]
  readonly unknown: number
  /** Where to go on; null when this was the last page. */
  readonly next: string | null
}

/** One page of residents the rule fits. Whom it cannot tell of is left out, and counted. */
export const residentsOf = async (work: NoticesWork, whom: Whom, after: string | null): Promise<Judged> => {
  const keeper = keeperOf(work)
  const { areaCode, rule } = whom
  const page = await keeper.page(work, { areaCode, after, limit: pageSize, hasFacts: rule !== null })
  const judge = rule === null ? null : compileRule(rule, keeper.facts)
  const verdicts = page.map(({ facts }) => (judge ? judge.judge(facts).verdict : true))
  return {
    personIds: page.flatMap(({ personId }, at) => (verdicts[at] === true ? [personId] : [])),
    unknown: verdicts.filter((verdict) => verdict === 'unknown').length,
    next: page.length < pageSize ? null : (page.at(-1)?.personId ?? null),
  }
}
